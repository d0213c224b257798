"""Promises, told as conversations: made through every door, kept, renegotiated, let go, and asked about kindly."""

import pytest

from bot.sandbox import Unavailable
from storage import members
from tests.decisions.test_decisions import posts
from tests.runtime.test_forgery import click

WHAT = "I'll send the tide data to Bo by Friday"
WHO = ["ada", "chi", "dan"]


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


def promise(person, what=WHAT, channel="general"):
    """A promise made in a channel and saved; what its owner sees then, which only they see."""
    person.says(f"@Steward {what}", channel=channel)
    person.clicks("Save", person.whispers[-1])
    return person.whispers[-1]


def test_one_line_remembers_it_at_once_and_says_which_day_it_understood(ada, bo):
    ada.types(f"/commit {WHAT}")

    [answer] = ada.whispers
    assert "C-1" in answer.reads
    assert "Send the tide data to Bo" in answer.reads
    assert "for @Bo" in answer.reads
    assert "I understood Friday 6 March 2026 from “by Friday”" in answer.reads
    assert answer.labels == ["Done", "New day", "Hand over", "Let go", "Show in channel"]
    assert posts(bo) == []


def test_the_day_can_be_corrected_at_once(ada):
    ada.types(f"/commit {WHAT}")
    ada.clicks("New day", ada.whispers[-1])
    assert ada.form.values["due_on"] == "2026-03-06"
    ada.submits(due_on="2026-03-09")

    assert "by Monday 9 March 2026" in ada.whispers[-1].reads


def test_a_day_that_nobody_can_know_yet_asks(ada):
    ada.types("/commit I'll finish the report by the next meeting")

    assert "I do not know which day “by the next meeting” is" in ada.whispers[-1].reads


def test_where_i_am_not_it_is_remembered_and_shown_nowhere(ada, workspace):
    workspace.add_channel("C0QUIET", "quiet", people=["ada"])
    ada.types(f"/commit {WHAT}", channel="quiet")

    assert "C-1" in ada.whispers[-1].reads
    assert "Show in channel" not in ada.whispers[-1].labels
    ada.clicks("New day", ada.whispers[-1])
    ada.submits(due_on="2026-03-09")
    assert "by Monday 9 March 2026" in ada.dms[-1].reads  # I cannot speak there, so it comes in private


def test_my_own_word_in_private_can_be_taken_over(ada):
    said = ada.dm("good morning")
    ada.shortcut("Remember as promise", said)
    ada.submits(text="Paint the gauge")

    assert "Paint the gauge" in ada.dms[-1].reads
    assert "Show in channel" not in ada.dms[-1].labels


def test_a_program_cannot_promise(ada, bo):
    ada.types("/decision We meet on Tuesdays because the ferry does")
    bo.shortcut("Remember as promise", posts(bo)[0])

    assert "a program cannot promise" in bo.whispers[-1].reads


def test_a_day_that_can_be_read_in_two_ways_asks(ada):
    ada.types("/commit I'll send the tide data on 3/4")

    assert "I understood Friday 3 April 2026" in ada.whispers[-1].reads
    ada.clicks("I meant Wednesday 4 March 2026", ada.whispers[-1])
    assert "by Wednesday 4 March 2026" in ada.whispers[-1].reads
    assert "Before" not in ada.whispers[-1].reads


@pytest.mark.parametrize(
    ("zone", "said", "day"),
    [
        ("Pacific/Auckland", "today", "Tuesday 3 March 2026"),  # it is two in the morning there
        ("America/Los_Angeles", "today", "Monday 2 March 2026"),
        ("America/New_York", "on 3/4", "Wednesday 4 March 2026"),  # as they write it there
        ("Europe/Berlin", "on 3/4", "Friday 3 April 2026"),
    ],
)
def test_the_day_is_that_of_whoever_speaks(workspace, steward, ada, clock, zone, said, day):
    workspace.add_user("U0KIRI", name="kiri", real_name="Kiri", email="kiri@tidewater-trust.example", tz=zone)
    ada.invites("kiri", "general")
    clock.forward(hours=4)
    kiri = workspace.person("kiri")
    kiri.types(f"/commit I'll send the tide data {said}")

    assert f"by {day}" in kiri.whispers[-1].reads


def test_command_alone_opens_a_form(ada, bo):
    ada.types("/commit")
    ada.submits(text="Send the tide data", due_on="2026-03-06", people=["bo"])

    assert ada.errors == {}
    assert "for @Bo" in ada.whispers[-1].reads
    assert "by Friday 6 March 2026" in ada.whispers[-1].reads


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "Send it", "due_on": "2026-03-01"}, "due_on"),
        ({"text": "Send it", "people": ["bo", "dan"]}, "people"),
        ({"text": "Send it", "decision": "twelve"}, "decision"),
        ({"text": "Send it", "decision": "D-12"}, "decision"),
        ({"text": "Send it", "people": ["ada"]}, "people"),
        ({"text": "Send it", "people": ["steward"]}, "people"),
    ],
)
def test_what_cannot_be_promised_is_said_beside_its_field(ada, filled, field):
    ada.types("/commit")
    ada.submits(**filled)

    assert list(ada.errors) == [field]
    assert ada.form is not None


def test_a_promise_can_follow_from_a_decision(ada):
    ada.types("/decision We share one calendar because nobody reads five")
    ada.types("/commit")
    ada.submits(text="Set up the calendar", decision="D-1")

    assert "from D-1" in ada.whispers[-1].reads


@pytest.mark.parametrize("said", ["help", "?", "hmm"])
def test_help_and_unknown_words_show_the_usage(ada, said):
    ada.types(f"/commit {said}")

    [usage] = ada.whispers
    assert "/commit list" in usage.reads
    assert usage.labels == ["Make a promise", "My promises"]


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_by_mention_comes_back_as_a_draft_that_only_its_owner_sees(person, workspace, bo):
    person.says(f"@Steward {WHAT}", channel="general")

    [draft] = person.whispers
    assert "by Friday 6 March 2026" in draft.reads
    assert draft.labels == ["Save", "Edit first", "Not a promise"]
    person.clicks("Save", draft)
    assert "C-1" in person.whispers[-1].reads
    assert posts(bo) == []
    bo.dm("my promises")
    assert "Send the tide data" in bo.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_in_private(person, bo):
    person.dm("commit to send the tide data to everybody by Friday")
    [draft] = person.dms
    assert "for everybody" in draft.reads
    person.clicks("Save", draft)

    assert "C-1" in person.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_edit_first_opens_the_form_with_the_words(person):
    person.says(f"@Steward {WHAT}", channel="general")
    person.clicks("Edit first", person.whispers[-1])
    assert person.form.values["text"] == "Send the tide data to Bo"
    person.submits(text="Send the gauge data")

    assert "Send the gauge data" in person.whispers[-1].reads
    person.dm("my promises")
    assert "Send the gauge data" in person.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_not_a_promise_is_forgotten(person):
    person.says(f"@Steward {WHAT}", channel="general")
    person.clicks("Not a promise", person.whispers[-1])

    assert "kept nothing" in person.whispers[-1].reads
    person.dm("my promises")
    assert "promised nothing" in person.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_from_the_home_tab(person):
    person.opens_home()
    person.clicks("Make a promise", person.home)
    person.submits(text="Send the tide data", due_on="2026-03-06")
    person.opens_home()

    assert "Send the tide data" in person.home.reads
    assert "1 open promise of yours" in person.home.reads


def test_ones_own_message_by_shortcut_opens_the_form_with_its_words(ada):
    said = ada.says("Sure, I'll send the tide data to Bo by Friday", channel="general")
    ada.shortcut("Remember as promise", said)
    assert ada.form.values["text"] == "Send the tide data to Bo"
    assert ada.form.values["due_on"] == "2026-03-06"
    ada.submits()

    assert "C-1" in ada.whispers[-1].reads
    ada.shortcut("Remember as promise", said)
    ada.submits()
    assert "already, as C-1" in next(iter(ada.errors.values()))


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_somebody_elses_message_is_recorded_only_by_their_own_click(person, bo):
    said = person.says("I'll send the tide data by Friday", channel="general")
    bo.shortcut("Remember as promise", said)

    assert "ask them privately" in bo.whispers[-1].reads
    bo.shortcut("Remember as promise", said)
    [offer] = person.dms  # asked once
    assert "@Bo reads this message of yours as a promise" in offer.reads
    person.dm("my promises")
    assert "promised nothing" in person.dms[-1].reads
    person.clicks("Save", offer)
    person.dm("my promises")
    assert "Send the tide data" in person.dms[-1].reads


@pytest.mark.parametrize("who", ["chi", "dan"])
def test_commands_and_shortcuts_do_not_exist_for_guests_and_externals(workspace, steward, who):
    person = workspace.person(who)
    said = person.says("I'll send the tide data", channel="general")

    for attempt in (lambda: person.types("/commit"), lambda: person.shortcut("Remember as promise", said)):
        with pytest.raises(Unavailable):
            attempt()


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_done_and_let_go_and_a_new_day(person, bo):
    promise(person, "I'll send the tide data")
    promise(person, "I'll call the harbour master by Friday")
    promise(person, "I'll paint the gauge by Friday")

    first, second, third = (each for each in person.whispers if "C-" in each.reads)
    person.clicks("Done", first)
    assert "Kept." in person.whispers[-1].reads or "Kept." in str(person.whispers)
    person.clicks("Let go", second)
    person.submits(reason="The harbour master has retired")
    person.clicks("New day", third)
    person.submits(due_on="2026-03-20")

    person.dm("my promises")
    mine = person.dms[-1].reads
    assert "Paint the gauge" in mine
    assert "by Friday 20 March 2026" in mine
    assert "tide data" not in mine
    assert "harbour master" not in mine


def test_those_it_was_made_to_are_told_of_a_change_and_see_its_history(ada, bo, steward, clock):
    promise(ada)
    ada.clicks("New day", ada.whispers[-1])
    ada.submits(due_on="2026-03-09", text="Send the tide data of both gauges")
    clock.forward(hours=1)
    steward.tick()

    assert "@Ada changed it" in bo.dms[-1].reads
    bo.types("/commit C-1")
    story = bo.whispers[-1].reads
    assert "Send the tide data to Bo" in story
    assert "by Friday 6 March 2026; renegotiated by @Ada" in story


def test_nobody_else_sees_a_promise(ada, bo, chi, dan):
    promise(ada)

    for outsider in (chi, dan):
        outsider.dm("my promises")
        assert "tide" not in outsider.dms[-1].reads
        outsider.opens_home()
        assert "tide" not in outsider.home.reads
        outsider.dm("what is open between @ada and @bo")
        assert "tide" not in outsider.dms[-1].reads


def test_its_owner_can_show_it_in_its_channel_and_hide_it_again(ada, bo, chi):
    record = promise(ada)
    ada.clicks("Show in channel", record)

    [post] = posts(chi)
    assert "Send the tide data" in post.reads
    ada.clicks("Done", ada.whispers[-1])
    assert "Kept" in posts(chi)[0].reads

    other = promise(ada, "I'll paint the gauge")
    ada.clicks("Show in channel", other)
    assert len(posts(chi)) == 2
    ada.clicks("Show it no longer", ada.whispers[-1])
    assert len(posts(chi)) == 1


def test_whoever_was_promised_something_asks_kindly_with_one_button(ada, bo, clock, steward):
    promise(ada)
    bo.dm("my promises")
    bo.clicks("Ask kindly", bo.dms[-1])
    steward.tick()

    [asked] = ada.dms
    assert "@Bo asks kindly how it stands with C-1" in asked.reads
    assert "you promised it on 2 March 2026, for Friday 6 March 2026" in asked.reads
    assert asked.labels == ["Done", "New day", "Hand over", "Let go", "Later", "Stop these"]
    bo.dm("my promises")
    bo.clicks("Ask kindly", bo.dms[-1])
    assert "in the last three days" in bo.whispers[-1].reads
    clock.forward(days=3)
    bo.dm("my promises")
    bo.clicks("Ask kindly", bo.dms[-1])
    steward.tick()
    assert len(ada.dms) == 2
    ada.clicks("Done", ada.dms[-1])
    bo.dm("my promises")
    assert "tide" not in bo.dms[-1].reads


def test_a_promise_to_a_partner_is_seen_and_changed_by_its_people(ada, bo, workspace):
    promise(ada, "I'll send the tide data to Tidewater Trust by Friday")
    bo.dm("my promises")
    assert "for Tidewater Trust" in bo.dms[-1].reads
    bo.clicks("It is done", bo.dms[-1])

    ada.dm("my promises")
    assert "tide" not in ada.dms[-1].reads


def test_what_was_said_to_everybody_is_changed_by_its_owner_alone(ada, bo):
    promise(ada, "I'll send the tide data to everybody by Friday")
    bo.types("/commit C-1")

    assert bo.whispers[-1].labels == ["Ask kindly"]


def test_totals_carry_no_names_and_come_only_when_there_are_enough(ada, bo, chi):
    for number in range(4):
        promise(ada, f"I'll paint gauge number {number}")
    chi.opens_home()
    assert "Together we have made" not in chi.home.reads
    promise(ada, "I'll call the harbour master")
    ada.clicks("Done", ada.whispers[-1])
    chi.opens_home()

    assert "Together we have made 5 promises: 1 kept, 0 renegotiated, 0 let go." in chi.home.reads
    assert "Ada" not in chi.home.reads


def test_the_home_tab_changes_at_once(ada):
    promise(ada)
    ada.opens_home()
    ada.clicks("Done", ada.home)

    assert "Send the tide data" not in ada.home.reads
    promise(ada, "I'll paint the gauge")
    ada.opens_home()
    ada.clicks("New day", ada.home)
    ada.submits(due_on="2026-03-10")
    assert "by Tuesday 10 March 2026" in ada.home.reads


@pytest.mark.parametrize(
    ("then", "sends"),
    [("It is done", {}), ("New day or new words", {"due_on": "2026-03-20"}), ("Let go", {"reason": "Rain"})],
)
def test_all_my_promises_in_a_window(ada, then, sends):
    promise(ada)
    promise(ada, "I'll paint the gauge")
    ada.opens_home()
    ada.clicks("All my promises", ada.home)
    assert "Paint the gauge" in ada.form.reads
    ada.submits(number="1", then=then)
    ada.submits(**sends)

    assert ada.errors == {}
    assert ada.form is None
    ada.types("/commit C-1")
    assert any(word in ada.whispers[-1].reads for word in ("Kept", "20 March", "Rain"))


@pytest.mark.parametrize(
    "what",
    ["🦀" * 300, "שלום עולם זה משפט", "&" * 499, "<" * 499, "x\x00y we meet", "a\n\n\nb c d", '"' * 499, "\\" * 499],
)
def test_strange_words_are_kept_and_shown_within_the_limits(ada, what):
    ada.dm(f"commit {what}")
    ada.clicks("Save", ada.dms[-1])

    assert "C-1" in ada.dms[-1].reads
    ada.clicks("New day", ada.dms[-1])
    ada.submits(due_on="2026-03-20")
    assert ada.errors == {}
    ada.dm("my promises")
    assert "broke" not in ada.dms[-1].reads


def test_people_cannot_ping_a_channel_through_a_promise(ada):
    ada.types("/commit I'll tell <!channel> <https://evil.example|here> by Friday")

    assert "<!channel>" not in str(ada.whispers[-1].blocks)
    assert "<https://evil" not in str(ada.whispers[-1].blocks)


def test_a_convener_can_change_what_they_see_and_its_owner_is_told(ada, bo, workspace, steward, clock):
    with steward.begin() as db:
        members.by_person(db, "U0BO").is_convener = True
    record = promise(ada, "I'll paint the gauge by Friday")
    bo.types("/commit C-1")
    assert "know of no C-1" in bo.whispers[-1].reads  # nobody's office opens a private promise
    ada.clicks("Show in channel", record)
    bo.types("/commit C-1")
    assert bo.whispers[-1].labels == ["It is done", "New day", "Let go"]
    bo.clicks("New day", bo.whispers[-1])
    bo.submits(due_on="2026-03-20")
    clock.forward(hours=1)
    steward.tick()

    assert "@Bo changed it" in ada.dms[-1].reads


def test_others_who_see_a_promise_are_told_who_can_change_it(ada, bo, chi, steward):
    ada.clicks("Show in channel", promise(ada, "I'll paint the gauge by Friday"))
    bo.types("/commit C-1")
    assert bo.whispers[-1].labels == []
    click(steward, "U0CHI", "commitment_done", '{"n":1}')

    assert chi.whispers[-1].text == "Only Ada, those it was made to, and conveners can change C-1."


def test_two_who_change_it_at_the_same_time_lose_nothing(ada, bo):
    promise(ada)
    ada.clicks("New day", ada.whispers[-1])
    bo.dm("my promises")
    bo.clicks("New day", bo.dms[-1])
    bo.submits(due_on="2026-03-10")
    ada.submits(due_on="2026-03-12")

    assert "has changed while you were writing" in ada.errors["text"]
    assert ada.form is not None
