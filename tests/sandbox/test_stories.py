"""People and a bot in the pretend Slack, in this process."""

import json

import pytest

from bot.sandbox import Unavailable, Workspace
from tests.sandbox.harbour import Harbour, in_process, workspace


@pytest.fixture
def place() -> Workspace:
    return in_process()[0]


@pytest.fixture
def told() -> tuple[Workspace, Harbour]:
    return in_process()


# saying


def test_what_is_typed_becomes_marks_and_rich_text(told):
    place, harbour = told
    said = place.person("ada").says("hey @Bo & @steward, see #tides <3 https://a.example/x?b=1.")

    marks = "hey <@U0BO> &amp; <@U0STEWARD>, see <#C0TIDES|tides> &lt;3 <https://a.example/x?b=1>."
    assert said.text == marks
    assert said.reads == "hey @Bo & @Steward, see #tides <3 https://a.example/x?b=1."
    [section] = said.blocks[0]["elements"]
    assert [each["type"] for each in section["elements"]] == [
        *("text", "user", "text", "user", "text", "channel", "text", "link", "text")
    ]
    assert [event["type"] for event in harbour.events] == ["message", "app_mention"]


def test_a_mention_is_answered_in_its_thread(place):
    ada = place.person("ada")
    said = ada.says("@Steward a berth?")

    answer = ada.sees("general")[-1]
    assert answer.thread_ts == said.ts
    assert answer.labels == ["Take it", "Ask"]
    assert answer.reads.startswith("A berth for @Ada\nTake it")
    assert [each.ts for each in ada.sees("general", thread=said)] == [said.ts, answer.ts]


def test_the_bot_hears_only_where_it_is(told):
    place, harbour = told
    place.person("ada").says("@Steward ahoy", channel="tides")
    place.person("ada").says("ahoy", channel="secret")

    assert harbour.heard == []
    place.person("ada").says("ahoy", channel="steering")
    assert harbour.events[0]["channel_type"] == "group"


def test_what_is_not_subscribed_is_not_sent():
    place = workspace(events=["app_mention"])
    sent = []
    place.outbox.send = sent.append
    place.person("ada").says("@Steward ahoy")
    place.person("ada").dm("ahoy")

    assert [each["event"]["type"] for each in sent] == ["app_mention"]


def test_the_bot_hears_its_own_words_and_lets_them_be(told):
    place, harbour = told
    place.person("dan").dm("ahoy")

    assert [each.text for each in place.person("dan").dms] == ["Ahoy <@U0DAN>"]
    [said] = harbour.events  # Bolt itself drops what the bot said
    assert said["channel_type"] == "im"


def test_edits_and_deletions_are_told(told):
    place, harbour = told
    ada = place.person("ada")
    said = ada.says("ahoi")
    ada.edits(said, "ahoy!")
    ada.deletes(said)

    changed, deleted = harbour.events[1:]
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["text"] == "ahoy!"
    assert changed["previous_message"]["text"] == "ahoi"
    assert deleted["subtype"] == "message_deleted"
    assert deleted["previous_message"]["text"] == "ahoy!"
    assert ada.sees("general") == []
    with pytest.raises(LookupError):
        ada.edits(said, "too late")


def test_nobody_changes_the_words_of_another(place):
    said = place.person("ada").says("mine")

    with pytest.raises(Unavailable):
        place.person("bo").edits(said, "yours")


def test_reactions_are_told_once_and_taken_back(told):
    place, harbour = told
    ada, said = place.person("ada"), place.person("bo").says("so it is")
    for _ in range(2):
        ada.reacts("scroll", said)
    assert ada.sees("general")[0].reactions == {"scroll": ["U0ADA"]}
    for _ in range(2):
        ada.unreacts("scroll", said)

    assert ada.sees("general")[0].reactions == {}
    added, removed = harbour.events[1:]
    assert (added["type"], removed["type"]) == ("reaction_added", "reaction_removed")
    assert added["item"] == {"type": "message", "channel": "C0GENERAL", "ts": said.ts}
    assert added["item_user"] == "U0BO"


def test_people_of_elsewhere_carry_their_team(told):
    place, harbour = told
    place.person("dan").says("@Steward hello")

    body = harbour.heard[-1]
    assert body["is_ext_shared_channel"] is True
    assert body["team_id"] == body["authorizations"][0]["team_id"] == "T0HAVEN"
    assert {body["event"][name] for name in ("user_team", "source_team", "team")} == {"T0NORTH"}


def test_people_see_what_they_may(place):
    place.person("ada").says("for all", channel="tides")
    place.person("ada").says("for us", channel="steering")

    assert [each.text for each in place.person("bo").sees("steering")] == ["for us"]
    assert place.person("chi").sees("tides") == place.person("dan").sees("tides") == []
    with pytest.raises(Unavailable):
        place.person("chi").says("me too", channel="tides")


def test_coming_and_going(told):
    place, harbour = told
    bo = place.person("bo")
    place.add_user("U0EVE", name="eve")
    place.person("eve").joins("general")
    bo.invites("steward", "tides")
    place.person("eve").leaves("general")
    bo.archives("tides")

    kinds = [(each["type"], each.get("user")) for each in harbour.events]
    assert kinds == [
        ("member_joined_channel", "U0EVE"),
        ("member_joined_channel", "U0STEWARD"),
        ("member_left_channel", "U0EVE"),
        ("channel_archive", "U0BO"),
    ]
    with pytest.raises(Unavailable, match="archived"):
        bo.says("hello?", channel="tides")


def test_when_the_bot_is_sent_away_it_learns_so(told):
    place, harbour = told
    place.person("ada").workspace.person("steward").leaves("general")

    assert [each["type"] for each in harbour.events] == ["channel_left"]


# commands


@pytest.mark.parametrize(("line", "heard"), [("/tide  at @bo & co", "at <@U0BO|bo> &amp; co"), ("/tide", "")])
def test_commands_are_heard_and_answered_privately(told, line, heard):
    place, harbour = told
    ada = place.person("ada")
    ada.types(line)

    body = harbour.heard[-1]
    assert (body["command"], body["text"], body["channel_name"]) == ("/tide", heard, "general")
    [whisper] = ada.whispers
    assert whisper.text == f"Low {heard}"
    assert place.person("bo").sees("general") == []


def test_an_answer_can_be_for_all(place):
    place.person("ada").types("/tide aloud")

    assert [each.text for each in place.person("bo").sees("general")] == ["High"]


def test_unknown_commands_and_a_bot_that_is_away(place):
    ada = place.person("ada")
    ada.types("/nothing")
    place.wire = workspace().wire
    ada.types("/tide")

    assert [each.text for each in ada.whispers] == [
        "/nothing is not a valid command.",
        '/tide failed with the error "dispatch_failed"',
    ]


@pytest.mark.parametrize("name", ["chi", "dan"])
def test_commands_and_shortcuts_do_not_exist_for_guests_and_externals(place, name):
    said = place.person("ada").says("look")

    with pytest.raises(Unavailable, match="do not exist"):
        place.person(name).types("/tide")
    with pytest.raises(Unavailable, match="do not exist"):
        place.person(name).shortcut("Note in the log", said)


def test_message_shortcuts_carry_the_message(told):
    place, harbour = told
    said = place.person("bo").says("look")
    place.person("ada").shortcut("Note in the log", said)

    body = harbour.heard[-1]
    assert body["type"] == "message_action"
    assert (body["message"]["text"], body["message"]["user"], body["message_ts"]) == ("look", "U0BO", said.ts)
    with pytest.raises(LookupError, match="Note in the log"):
        place.person("ada").shortcut("Burn", said)


# pressing and choosing


def test_a_button_is_pressed_where_it_stands_now(told):
    place, harbour = told
    ada = place.person("ada")
    ada.says("@Steward a berth?")
    card = ada.sees("general")[-1]
    place.person("dan").clicks("Take it", card)

    body = harbour.heard[-1]
    assert body["user"]["team_id"] == body["team"]["id"] == "T0NORTH"
    [action] = body["actions"]
    assert (action["action_id"], action["value"], action["block_id"]) == ("take", "7", "card")
    assert body["container"]["message_ts"] == card.ts
    assert ada.sees("general")[-1].text == "Taken"
    with pytest.raises(LookupError, match="no button 'Take it'"):
        ada.clicks("Take it", card)
    ada.clicks_stale("Take it", card)
    assert harbour.heard[-1]["user"]["id"] == "U0ADA"


def test_a_choice_in_a_message_goes_along_with_the_next_click(told):
    place, harbour = told
    ada = place.person("ada")
    ada.says("@Steward a berth?")
    card = ada.sees("general")[-1]
    ada.chooses("Which?", "South", card)
    assert harbour.heard[-1]["actions"][0]["selected_option"]["value"] == "south"
    ada.clicks("Ask", card)

    state = harbour.heard[-1]["state"]["values"]["card"]
    assert state["side"]["selected_option"]["value"] == "south"
    assert "take" not in state
    with pytest.raises(LookupError, match="north"):
        ada.chooses("Which?", "East", card)


def test_the_bot_gets_a_copy(told):
    place, harbour = told
    ada = place.person("ada")
    ada.says("ahoi")
    harbour.events[0]["blocks"].clear()

    assert ada.sees("general")[0].blocks


# forms


def test_a_form_is_filled_and_sent(told):
    place, harbour = told
    ada = place.person("ada")
    ada.types("/berth")
    assert ada.form.title == "A berth, please"
    assert ada.form.values == {"boat": "", "night": "2026-03-05", "crew": [], "side": ""}
    ada.chooses("Side", "North")

    assert ada.submits(boat="Petrel", crew=["bo", "U0DAN"], night="2026-03-09") == {}
    assert ada.form is None
    values = harbour.heard[-1]["view"]["state"]["values"]
    assert values["boat"]["boat"] == {"type": "plain_text_input", "value": "Petrel"}
    assert values["night"]["night"]["selected_date"] == "2026-03-09"
    assert values["crew"]["crew"]["selected_users"] == ["U0BO", "U0DAN"]
    assert values["side"]["side"]["selected_option"]["value"] == "north"


@pytest.mark.parametrize(
    ("boat", "red"),
    [("", "Please complete this required field."), ("x" * 21, "Must be less than 21 characters"), ("leak", "It leaks")],
)
def test_what_stands_in_red(told, boat, red):
    place, harbour = told
    ada = place.person("ada")
    ada.types("/berth")

    assert ada.submits(boat=boat) == ada.errors == {"boat": red}
    assert ada.form.values["boat"] == boat
    assert (harbour.heard[-1].get("type") == "view_submission") == (boat == "leak")
    assert ada.submits(boat="Petrel") == {}


def test_errors_for_a_field_that_is_not_there_are_trouble(place):
    ada = place.person("ada")
    ada.types("/berth")

    assert "mast" in ada.submits(boat="nowhere")[""]


def test_a_form_can_be_changed_or_lie_deeper_or_all_go(place):
    ada = place.person("ada")
    ada.types("/berth")
    ada.submits(boat="again")
    assert (ada.form.title, ada.form.values["boat"]) == ("Once more", "again")
    ada.submits(boat="deeper")
    assert ada.form.title == "Below deck"
    assert ada.form.previous_view_id == ada.form.root_view_id
    ada.submits(boat="deeper")
    assert ada.submits(boat="deeper")[""].startswith("We had some trouble")
    assert len(place.views.stacks["U0ADA"]) == 3
    ada.closes()
    assert len(place.views.stacks["U0ADA"]) == 2
    ada.submits(boat="home")
    assert ada.form is None


def test_a_window_that_wants_to_know_is_told_when_it_closes(told):
    place, harbour = told
    ada = place.person("ada")
    ada.types("/berth")
    ada.form.body["notify_on_close"] = True
    ada.closes()

    assert harbour.heard[-1]["type"] == "view_closed"
    with pytest.raises(LookupError, match="no window"):
        ada.closes()


def test_home_is_published_and_pressed(told):
    place, harbour = told
    dan = place.person("dan")
    assert dan.home is None
    assert dan.opens_home().reads == "The harbour\nAsk"
    first = dan.home.id
    dan.clicks("Ask", dan.home)

    assert harbour.heard[-1]["container"] == {"type": "view", "view_id": first}
    assert dan.form.title == "A berth, please"
    dan.opens_home()
    assert dan.home.id == first
    assert harbour.events[-1]["view"]["id"] == first


# events in disorder


def test_events_repeat_wait_and_come_late(told):
    place, harbour = told
    ada = place.person("ada")
    place.repeat_events = 3
    ada.says("one")
    place.repeat_events = 1
    with place.holding_events() as held:
        ada.says("two")
        ada.says("three")
    assert [each["text"] for each in harbour.events] == ["one"] * 3
    held.release(reverse=True)

    assert [each["text"] for each in harbour.events] == ["one", "one", "one", "three", "two"]
    assert len({each["event_id"] for each in harbour.heard}) == 3


def test_an_event_that_fails_is_sent_again_at_once_after_a_minute_and_after_five(told):
    place, harbour = told
    tries = []

    @harbour.bolt.middleware
    def fail(request, next):
        tries.append((place.clock(), request.headers.get("x-slack-retry-num", ["0"])[0]))
        raise RuntimeError("no")

    start = place.clock()
    place.person("ada").says("ahoy")
    assert [number for _, number in tries] == ["0", "1"]
    for minutes in (0.5, 0.5, 4, 1, 60):
        place.clock.forward(minutes=minutes)
        place.outbox.redeliver()

    assert [((at - start).total_seconds(), number) for at, number in tries[2:]] == [(60, "2"), (360, "3")]


def test_payloads_are_json(told):
    place, harbour = told
    ada = place.person("ada")
    ada.says("@Steward hi")
    ada.types("/berth")
    ada.submits(boat="Petrel")

    assert json.loads(json.dumps(harbour.heard)) == harbour.heard
    assert all(each["api_app_id"] == "A0STEWARD" for each in harbour.heard)
