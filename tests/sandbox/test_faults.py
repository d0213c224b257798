"""Slack fails on demand, each way by its name, and everything is well again when it is over."""

from http.client import RemoteDisconnected

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import client
from bot.sandbox.delivery.wire import Change
from tests.sandbox.harbour import EVENTS, in_process, workspace


@pytest.fixture
def place():
    return workspace(events=[*EVENTS, "tokens_revoked"])


@pytest.fixture
def slack(place):
    return client(place)


def heard(place):
    """The texts of events, or their names, in the order they arrived, and which attempt it was."""
    events = [each for each in place.trace if each.kind == "event"]
    return [(each.payload["event"].get("text", each.name), each.attempt) for each in events]


def last_call(place):
    return next(each for each in place.trace.latest() if each.kind == "call")


def error(call, **given):
    with pytest.raises(SlackApiError) as caught:
        call(**given)
    return caught.value.response["error"]


def test_each_scene_is_listed_begun_and_ended(place):
    told = []
    place.listeners.append(lambda change: told.append(change) if change.fault else None)
    scenes = place.faults.scenes()
    assert len({each.key for each in scenes}) == len(scenes) == 13
    assert all(each.title and each.sentence.endswith(".") for each in scenes)

    for scene in scenes:
        place.faults.start(scene.key)
        assert place.faults.active() == ((scene.key,) if scene.lasts else ())
        place.faults.end(scene.key)
        assert place.faults.active() == ()
    assert told[0] == told[1] == Change(fault="lost_before")
    client(place).auth_test()


def test_what_nobody_knows_cannot_begin(place):
    with pytest.raises(LookupError, match="lost_before"):
        place.faults.start("earthquake")
    with pytest.raises(LookupError):
        place.faults.start("channel_archived", "atlantis")
    assert place.faults.active() == ()


@pytest.mark.parametrize(("key", "posted"), [("lost_before", 0), ("lost_after", 1)])
def test_the_connection_is_lost_before_or_after_slack_accepted(place, slack, key, posted):
    place.faults.start(key)

    with pytest.raises(RemoteDisconnected):
        slack.chat_postMessage(channel="C0GENERAL", text="x")
    assert len(place.messages) == posted
    assert last_call(place).status == "fault:drop"
    place.faults.end(key)
    slack.chat_postMessage(channel="C0GENERAL", text="x")


@pytest.mark.parametrize("key", ["server_error", "garbage"])
def test_slack_answers_no_json(place, slack, key):
    place.faults.start(key)

    with pytest.raises(SlackApiError, match="non-JSON"):
        slack.chat_postMessage(channel="C0GENERAL", text="x")
    assert len(place.messages) == 0


def test_slack_is_slow_but_does_it(place, slack):
    place.faults.start("slow", seconds=0.01)
    slack.chat_postMessage(channel="C0GENERAL", text="x")

    assert len(place.messages) == 1
    assert last_call(place).status == "fault:slow"


def test_a_minute_of_rate_limits_ends_by_itself(place, slack):
    place.faults.start("rate_limited")
    place.clock.forward(seconds=20)
    with pytest.raises(SlackApiError) as caught:
        slack.auth_test()
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "40")

    place.clock.forward(seconds=40)
    slack.auth_test()
    assert place.faults.active() == ()


def test_a_revoked_token_is_told_and_refused_until_it_is_back(place, slack):
    place.faults.start("token_revoked")

    assert error(slack.auth_test) == "token_revoked"
    [event] = [each.payload["event"] for each in place.trace if each.name == "tokens_revoked"]
    assert event["tokens"] == {"oauth": [], "bot": ["U0STEWARD"]}
    place.faults.end("token_revoked")
    slack.auth_test()


def test_an_archived_channel_takes_no_words_until_it_is_back(place, slack):
    place.faults.start("channel_archived", "steering")

    assert error(slack.chat_postMessage, channel="C0STEERING", text="x") == "is_archived"
    assert ("group_archive", 0) in heard(place)
    place.faults.end("channel_archived")
    slack.chat_postMessage(channel="C0STEERING", text="x")


def test_somebody_who_is_gone_can_be_told_nothing_until_they_are_back(place, slack):
    direct = slack.conversations_open(users="U0BO")["channel"]["id"]
    place.faults.start("person_gone", "bo")

    assert slack.users_info(user="U0BO")["user"]["deleted"] is True
    assert error(slack.conversations_open, users="U0BO") == "user_disabled"
    assert error(slack.chat_postMessage, channel=direct, text="x") == "channel_not_found"
    assert error(slack.chat_postEphemeral, channel="C0GENERAL", user="U0BO", text="x") == "user_not_in_channel"
    assert ("user_change", 0) in heard(place)
    place.faults.end("person_gone")
    slack.chat_postMessage(channel=direct, text="x")


def test_events_come_four_times():
    place, harbour = in_process()
    place.faults.start("events_four_times")
    place.person("ada").says("hello")

    assert heard(place) == [("hello", attempt) for attempt in range(4)]
    assert len(harbour.events) == 4
    place.faults.end("events_four_times")
    place.person("ada").says("bye")
    assert len(harbour.events) == 5


def test_events_change_places_two_by_two():
    place, harbour = in_process()
    place.faults.start("events_swapped")
    for text in ("one", "two", "three", "four", "five"):
        place.person("ada").says(text)
    assert [each["text"] for each in harbour.events] == ["two", "one", "four", "three"]

    place.faults.end("events_swapped")
    assert harbour.events[-1]["text"] == "five"


def test_events_come_late_by_the_clock():
    place, harbour = in_process()
    place.faults.start("events_late", seconds=90)
    place.person("ada").says("one")
    place.clock.forward(seconds=89)
    assert place.outbox.redeliver() == 0
    place.person("ada").says("two")
    place.clock.forward(seconds=1)
    assert place.outbox.redeliver() == 1
    assert [each["text"] for each in harbour.events] == ["one"]

    place.faults.end("events_late")
    assert [each["text"] for each in harbour.events] == ["one", "two"]
    assert place.outbox.waiting == []
