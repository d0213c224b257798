"""The rest of the Web API: several people at once, user groups, words for later, channels, the app's own end."""

from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import client, web_api
from bot.sandbox.api import scheduling
from bot.sandbox.api.tokens import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.people import admin
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace.directory import BOT_USER
from bot.sandbox.workspace.state import BOT_TOKEN
from tests.sandbox.harbour import EVENTS, MONDAY_9, SCOPES, manifest, workspace

ALL = sorted({scope for method in METHODS.values() for scope in method.scopes} | set(SCOPES))
MORE_EVENTS = [
    *EVENTS,
    "subteam_members_changed",
    "message.mpim",
    "tokens_revoked",
    "app_uninstalled",
    "channel_unarchive",
]


@pytest.fixture
def place():
    made = workspace(scopes=ALL, events=MORE_EVENTS)
    made.add_usergroup("S0CREW", "crew", "The crew", ["ada", "bo"])
    made.add_usergroup("S0OLD", "old").is_disabled = True
    return made


@pytest.fixture
def slack(place):
    return client(place)


def error(call, **given):
    with pytest.raises(SlackApiError) as caught:
        call(**given)
    return caught.value.response["error"]


def later(place, **much):
    return int((place.clock() + timedelta(**much)).timestamp())


# conversations of several


def test_several_people_and_the_bot_talk_in_one_conversation(place, slack):
    opened = slack.conversations_open(users="U0BO,U0ADA", return_im=True)
    where = opened["channel"]["id"]
    again = slack.conversations_open(users=f"U0ADA,U0BO,{BOT_USER}")

    assert (opened["channel"]["is_mpim"], opened["channel"]["is_private"]) == (True, True)
    assert "already_open" not in opened.data
    assert (again["channel"]["id"], again["already_open"]) == (where, True)
    slack.chat_postMessage(channel=where, text="Both of you")
    assert [each.text for each in place.person("ada").sees(where)] == ["Both of you"]
    assert place.person("chi").sees(where) == []
    place.person("bo").says("Aye", channel=where)
    heard = [each.payload["event"] for each in place.trace if each.name == "message.mpim"]
    assert [(each["text"], each["channel_type"]) for each in heard] == [("Both of you", "mpim"), ("Aye", "mpim")]
    assert [each["id"] for each in slack.users_conversations(types="mpim")["channels"]] == [where]


def test_a_conversation_that_cannot_be(place, slack):
    for number in range(9):
        place.add_user(f"U1{number}", f"u{number}")
    nine = ",".join(f"U1{number}" for number in range(9))

    assert error(slack.conversations_open, users=nine) == "too_many_users"
    assert error(slack.conversations_open, users=BOT_USER) == "not_enough_users"
    assert error(slack.conversations_open, users="") == "users_list_not_supplied"
    assert error(slack.conversations_open, users="U0ADA,U0NOBODY") == "user_not_found"
    only_one = client(workspace(scopes=["im:write"]))
    only_one.conversations_open(users="U0ADA")
    assert error(only_one.conversations_open, users="U0ADA,U0BO") == "missing_scope"


# user groups


def test_user_groups_and_who_is_in_them(slack):
    [crew] = slack.usergroups_list(include_users=True, include_count=True)["usergroups"]
    assert (crew["id"], crew["handle"], crew["users"], crew["user_count"]) == ("S0CREW", "crew", ["U0ADA", "U0BO"], 2)
    assert "users" not in slack.usergroups_list()["usergroups"][0]
    assert len(slack.usergroups_list(include_disabled=True)["usergroups"]) == 2

    assert slack.usergroups_users_list(usergroup="S0CREW")["users"] == ["U0ADA", "U0BO"]
    assert error(slack.usergroups_users_list, usergroup="S0OLD") == "no_such_subteam"
    assert slack.usergroups_users_list(usergroup="S0OLD", include_disabled=True)["users"] == []


def test_a_group_is_mentioned_by_its_handle_and_reads_so(place):
    ada = place.person("ada")
    said = ada.says("Where is @crew today?")

    assert said.text == "Where is <!subteam^S0CREW> today?"
    assert said.blocks[0]["elements"][0]["elements"][1] == {"type": "usergroup", "usergroup_id": "S0CREW"}
    assert said.reads == "Where is @crew today?"
    client(place).chat_postMessage(channel="C0GENERAL", text="<!subteam^S0CREW> is here")
    assert ada.sees("general")[-1].reads == "@crew is here"
    ada.types("/tide for @crew")
    command = next(each for each in place.trace.latest() if each.kind == "command")
    assert command.payload["text"] == "for <!subteam^S0CREW|@crew>"


def test_who_is_in_a_group_can_change(place, slack):
    admin.regroup(place, "S0CREW", ["bo", "chi"])

    assert slack.usergroups_users_list(usergroup="S0CREW")["users"] == ["U0BO", "U0CHI"]
    [event] = [each.payload["event"] for each in place.trace if each.name == "subteam_members_changed"]
    assert (event["added_users"], event["removed_users"]) == (["U0CHI"], ["U0ADA"])


# words for later


def test_a_scheduled_message_comes_at_its_time_and_not_before(place, slack):
    told = slack.chat_scheduleMessage(channel="C0GENERAL", post_at=later(place, hours=1), text="It is ten")
    place.clock.forward(minutes=59)
    place.outbox.redeliver()
    assert place.person("ada").sees("general") == []
    assert [each["id"] for each in slack.chat_scheduledMessages_list()["scheduled_messages"]] == [
        told["scheduled_message_id"]
    ]

    place.clock.forward(minutes=1)
    place.outbox.redeliver()
    assert [each.text for each in place.person("ada").sees("general")] == ["It is ten"]
    assert slack.chat_scheduledMessages_list()["scheduled_messages"] == []


def test_a_scheduled_message_that_is_taken_back_never_comes(place, slack):
    told = slack.chat_scheduleMessage(channel="C0GENERAL", post_at=later(place, hours=1), text="x")
    slack.chat_deleteScheduledMessage(channel="C0GENERAL", scheduled_message_id=told["scheduled_message_id"])
    place.clock.forward(hours=2)
    place.outbox.redeliver()

    assert len(place.messages) == 0
    again = {"channel": "C0GENERAL", "scheduled_message_id": told["scheduled_message_id"]}
    assert error(slack.chat_deleteScheduledMessage, **again) == "invalid_scheduled_message_id"


def test_a_scheduled_message_with_metadata_is_taken_and_never_posted_as_with_slack(place, slack):
    metadata = {"event_type": "tide", "event_payload": {"at": "10"}}
    slack.chat_scheduleMessage(channel="C0GENERAL", post_at=later(place, hours=1), text="x", metadata=metadata)
    place.clock.forward(hours=2)
    place.outbox.redeliver()

    assert len(place.messages) == 0
    assert len(slack.chat_scheduledMessages_list()["scheduled_messages"]) == 1


def test_a_scheduled_message_is_not_said_where_nothing_can_be_said(place, slack):
    slack.chat_scheduleMessage(channel="C0STEERING", post_at=later(place, hours=1), text="x")
    place.person("ada").archives("steering")
    place.clock.forward(hours=1)
    place.outbox.redeliver()

    assert len(place.messages) == 0


@pytest.mark.parametrize(
    ("much", "refusal"),
    [({"seconds": 0}, "time_in_past"), ({"days": 121}, "time_too_far"), ({"days": -30_000}, "invalid_time")],
)
def test_a_time_that_cannot_be(place, slack, much, refusal):
    assert error(slack.chat_scheduleMessage, channel="C0GENERAL", post_at=later(place, **much), text="x") == refusal


def test_only_thirty_messages_wait_for_the_same_five_minutes(place, slack):
    for _ in range(scheduling.MOST_AT_ONCE):
        slack.chat_scheduleMessage(channel="C0GENERAL", post_at=later(place, hours=1), text="x")

    near = {"channel": "C0GENERAL", "text": "x"}
    assert error(slack.chat_scheduleMessage, post_at=later(place, minutes=64), **near) == "restricted_too_many"
    slack.chat_scheduleMessage(post_at=later(place, minutes=65), **near)


# channels


def test_a_channel_is_made_filled_archived_and_opened_again(place, slack):
    made = slack.conversations_create(name="night-watch", is_private=True)["channel"]["id"]
    slack.conversations_invite(channel=made, users="U0ADA,U0BO")
    slack.conversations_setTopic(channel=made, topic="Who is awake")
    assert place.channel(made).people == [BOT_USER, "U0ADA", "U0BO"]
    assert place.channel(made).topic == "Who is awake"

    slack.conversations_archive(channel=made)
    assert error(slack.conversations_archive, channel=made) == "already_archived"
    assert error(slack.chat_postMessage, channel=made, text="x") == "is_archived"
    slack.conversations_unarchive(channel=made)
    assert error(slack.conversations_unarchive, channel=made) == "not_archived"
    slack.conversations_leave(channel=made)
    assert error(slack.conversations_info, channel=made) == "channel_not_found"


def test_a_scope_for_a_part_is_enough_for_that_part():
    place = workspace(scopes=[*SCOPES, "channels:write.topic"])
    slack = client(place)
    slack.conversations_setTopic(channel="C0GENERAL", topic="High")

    assert place.channel("general").topic == "High"
    assert error(slack.conversations_setTopic, channel="C0STEERING", topic="High") == "missing_scope"
    assert error(slack.conversations_invite, channel="C0GENERAL", users="U0ADA") == "missing_scope"


def test_the_bot_comes_into_public_channels_by_itself(slack, place):
    slack.conversations_join(channel="C0TIDES")

    assert BOT_USER in place.channel("tides").people
    assert error(slack.conversations_join, channel="C0STEERING") == "method_not_supported_for_channel_type"


@pytest.mark.parametrize(
    ("refusal", "method", "given"),
    [
        ("cant_archive_general", "conversations.archive", {"channel": "C0GENERAL"}),
        ("not_in_channel", "conversations.archive", {"channel": "C0TIDES"}),
        ("channel_not_found", "conversations.archive", {"channel": "C0SECRET"}),
        ("cant_leave_general", "conversations.leave", {"channel": "C0GENERAL"}),
        ("name_taken", "conversations.create", {"name": "tides"}),
        ("invalid_name_specials", "conversations.create", {"name": "The Tides"}),
        ("already_in_channel", "conversations.invite", {"channel": "C0GENERAL", "users": "U0ADA"}),
        ("cant_invite_self", "conversations.invite", {"channel": "C0GENERAL", "users": BOT_USER}),
        ("user_not_found", "conversations.invite", {"channel": "C0GENERAL", "users": "U0NOBODY"}),
        ("no_user", "conversations.invite", {"channel": "C0GENERAL", "users": ","}),
        ("users_not_found", "users.lookupByEmail", {"email": "nobody@havenmouth.example"}),
        ("users_not_found", "users.lookupByEmail", {"email": "dan@northwind.example"}),
        ("not_allowed_token_type", "search.messages", {"query": "x"}),
        ("invalid_presence", "users.setPresence", {"presence": "asleep"}),
        (
            "invalid_thread_ts",
            "assistant.threads.setStatus",
            {"channel_id": "C0GENERAL", "thread_ts": "1.0", "status": "x"},
        ),
        ("not_agent_app", "assistant.threads.setSuggestedPrompts", {"channel_id": "D0ADA", "prompts": []}),
        ("invalid_client_id", "apps.uninstall", {"client_id": "1", "client_secret": CLIENT_SECRET}),
        ("bad_client_secret", "apps.uninstall", {"client_id": CLIENT_ID, "client_secret": "x"}),
        ("no_pin", "pins.remove", {"channel": "C0GENERAL", "timestamp": "SAID"}),
        ("invalid_channel", "chat.scheduledMessages.list", {"channel": "C0NOWHERE"}),
        ("no_item_specified", "pins.add", {"channel": "C0GENERAL"}),
        ("invalid_metadata_format", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "metadata": "[]"}),
        (
            "invalid_metadata_format",
            "chat.postMessage",
            {"channel": "C0GENERAL", "text": "x", "metadata": {"event_type": "x", "event_payload": {"a": None}}},
        ),
        ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "colour": "red"}),
        ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "text": 7}),
        ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "mrkdwn": "perhaps"}),
        ("invalid_arguments", "chat.postMessage", {"channel": "C0GENERAL", "attachments": "[7]"}),
        ("invalid_arguments", "conversations.history", {"channel": "C0GENERAL", "limit": "many"}),
    ],
)
def test_slack_says_no_here_too(place, refusal, method, given):
    said = place.person("ada").says("so it is")
    given = {name: said.ts if value == "SAID" else value for name, value in given.items()}
    if method.endswith("setSuggestedPrompts"):
        given = {**given, "prompts": [{"title": "Why?", "message": "Why so?"}], "channel_id": place.direct("ada").id}

    answer = web_api(place, method, given, BOT_TOKEN)
    assert (answer.body["ok"], answer.body["error"]) == (False, refusal)
    assert place.trace.latest(1)[0].address.startswith("https://docs.slack.dev/")


def test_with_a_scope_of_its_own_the_bot_speaks_in_public_channels_it_is_not_in(place):
    place = workspace(scopes=[*SCOPES, "chat:write.public"])
    client(place).chat_postMessage(channel="C0TIDES", text="x")

    assert [each.text for each in place.person("ada").sees("tides")] == ["x"]
    assert error(client(place).chat_postMessage, channel="C0SECRET", text="x") == "channel_not_found"


def test_messages_are_pinned_and_told(place, slack):
    said = place.person("ada").says("so it is")
    slack.pins_add(channel="C0GENERAL", timestamp=said.ts)

    assert error(slack.pins_add, channel="C0GENERAL", timestamp=said.ts) == "already_pinned"
    assert [each["message"]["text"] for each in slack.pins_list(channel="C0GENERAL")["items"]] == ["so it is"]
    slack.pins_remove(channel="C0GENERAL", timestamp=said.ts)
    assert slack.pins_list(channel="C0GENERAL")["items"] == []


# people


def test_people_are_found_by_their_address_and_told(slack, place):
    assert slack.users_lookupByEmail(email="ADA@havenmouth.example")["user"]["id"] == "U0ADA"
    assert slack.users_profile_get(user="U0ADA")["profile"]["email"] == "ada@havenmouth.example"
    assert slack.users_getPresence(user="U0ADA")["presence"] == "active"
    slack.users_setPresence(presence="away")
    assert slack.users_getPresence(user=BOT_USER)["presence"] == "away"


# agents


def test_the_bot_shows_that_it_thinks_until_it_answers_or_two_minutes_are_over(place, slack):
    said = place.person("ada").dm("why?")
    thread = {"channel_id": said.channel, "thread_ts": said.ts}
    slack.assistant_threads_setStatus(**thread, status="is thinking…", loading_messages=["Looking", "Reading"])
    shown = place.thinking.status(said.channel, said.ts)
    assert (shown.words, shown.loading) == ("is thinking…", ("Looking", "Reading"))

    slack.chat_postMessage(channel=said.channel, thread_ts=said.ts, text="Because")
    assert place.thinking.status(said.channel, said.ts) is None
    slack.assistant_threads_setStatus(**thread, status="is thinking…")
    place.clock.forward(seconds=119)
    assert place.thinking.status(said.channel, said.ts)
    place.clock.forward(seconds=1)
    assert place.thinking.status(said.channel, said.ts) is None
    slack.assistant_threads_setStatus(**thread, status="is thinking…")
    slack.assistant_threads_setStatus(**thread, status="")
    assert place.thinking.status(said.channel, said.ts) is None


def test_an_agent_suggests_what_to_ask_and_names_its_threads():
    shown = manifest(scopes=ALL)
    shown["features"]["assistant_view"] = {"assistant_description": "Asks the harbour"}
    place = workspace()
    place.manifest = type(place.manifest).of(shown)
    slack, said = client(place), place.person("ada").dm("why?")
    slack.assistant_threads_setSuggestedPrompts(
        channel_id=said.channel, thread_ts=said.ts, prompts=[{"title": "Tide?", "message": "When is high tide?"}]
    )
    slack.assistant_threads_setTitle(channel_id=said.channel, thread_ts=said.ts, title="Why")

    assert place.thinking.prompts[said.channel, said.ts] == [("Tide?", "When is high tide?")]
    assert place.thinking.titles[said.channel, said.ts] == "Why"
    five = [{"title": "x", "message": "x"}] * 5
    assert (
        error(slack.assistant_threads_setSuggestedPrompts, channel_id=said.channel, prompts=five) == "invalid_arguments"
    )


# the app's own end


def test_a_token_that_is_given_back_works_no_longer(place, slack):
    assert slack.auth_revoke(test=True)["revoked"] is False
    assert slack.auth_revoke()["revoked"] is True

    assert error(slack.auth_test) == "token_revoked"
    assert [each.name for each in place.trace if each.kind == "event"] == ["tokens_revoked"]


def test_an_app_that_is_taken_out_hears_of_it_as_the_last_thing(place, slack):
    slack.apps_uninstall(client_id=CLIENT_ID, client_secret=CLIENT_SECRET)

    assert error(slack.auth_test) == "token_revoked"
    assert [each.name for each in place.trace if each.kind == "event"] == ["tokens_revoked", "app_uninstalled"]
    assert place.clock() == MONDAY_9
