"""Conversations of several people, user groups, and public channels that the bot is not in."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import client
from bot.sandbox.people import admin
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace.directory import BOT_USER
from tests.sandbox.harbour import EVENTS, SCOPES, workspace

ALL = sorted({scope for method in METHODS.values() for scope in method.scopes} | set(SCOPES))
MORE_EVENTS = [*EVENTS, "subteam_members_changed", "message.mpim"]


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


def test_user_groups_and_who_is_in_them(slack):
    [crew] = slack.usergroups_list(include_users=True, include_count=True)["usergroups"]
    assert (crew["id"], crew["handle"], crew["users"], crew["user_count"]) == ("S0CREW", "crew", ["U0ADA", "U0BO"], 2)
    assert "users" not in slack.usergroups_list()["usergroups"][0]
    assert len(slack.usergroups_list(include_disabled=True)["usergroups"]) == 2


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

    assert slack.usergroups_list(include_users=True)["usergroups"][0]["users"] == ["U0BO", "U0CHI"]
    [event] = [each.payload["event"] for each in place.trace if each.name == "subteam_members_changed"]
    assert (event["added_users"], event["removed_users"]) == (["U0CHI"], ["U0ADA"])


def test_with_a_scope_of_its_own_the_bot_speaks_in_public_channels_it_is_not_in():
    place = workspace(scopes=[*SCOPES, "chat:write.public"])
    client(place).chat_postMessage(channel="C0TIDES", text="x")

    assert [each.text for each in place.person("ada").sees("tides")] == ["x"]
    assert error(client(place).chat_postMessage, channel="C0SECRET", text="x") == "channel_not_found"
