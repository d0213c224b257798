"""The sandbox says no where Slack says no: events by scope, so many messages a minute, an app that fails too often."""

import logging
from datetime import timedelta

import pytest

from bot.sandbox import client, web_api
from bot.sandbox.api import access
from bot.sandbox.delivery import faults
from bot.sandbox.delivery.wire import Reply
from bot.sandbox.workspace.state import BOT_TOKEN
from tests.sandbox.harbour import EVENTS, FORM, SCOPES, workspace


class Ear:
    """A wire that hears everything, and acks or does not."""

    def __init__(self, *, acks=True):
        self.heard, self.acks, self.body = [], acks, None

    def deliver(self, kind, payload, *, retry=0, reason=""):
        self.heard.append(payload)
        return Reply(acked=self.acks, body=self.body, reason="" if self.acks else "http_error", no_retry=True)

    @property
    def events(self):
        return [each["event"]["type"] for each in self.heard if "event" in each]


def listening(*, acks=True, **given):
    place = workspace(**given)
    place.wire = ear = Ear(acks=acks)
    return place, ear


def without(*scopes):
    return [each for each in SCOPES if each not in scopes]


# events


NEEDED = [
    ("app_mention", "app_mentions:read", lambda ada, bo, said: ada.says("@Steward?")),
    ("message", "channels:history", lambda ada, bo, said: ada.says("hello")),
    ("message", "im:history", lambda ada, bo, said: ada.dm("hello")),
    ("message", "groups:history", lambda ada, bo, said: ada.says("hello", channel="steering")),
    ("reaction_added", "reactions:read", lambda ada, bo, said: ada.reacts("eyes", said)),
    ("member_left_channel", "channels:read", lambda ada, bo, said: bo.leaves("general")),
    ("member_left_channel", "groups:read", lambda ada, bo, said: bo.leaves("steering")),
    ("channel_archive", "channels:read", lambda ada, bo, said: ada.archives("tides")),
    ("group_archive", "groups:read", lambda ada, bo, said: ada.archives("steering")),
]


@pytest.mark.parametrize(("event", "scope", "act"), NEEDED, ids=[f"{each[0]} {each[1]}" for each in NEEDED])
def test_an_event_comes_only_with_its_scope(event, scope, act):
    for scopes, comes in ((SCOPES, True), (without(scope), False)):
        place, ear = listening(scopes=scopes)
        ada, bo = place.person("ada"), place.person("bo")
        said = ada.says("so it is")
        ear.heard.clear()
        act(ada, bo, said)

        assert (event in ear.events) == comes
        if not comes:
            entry = next(each for each in place.trace.latest() if each.status == "missing_scope")
            assert f"it needs the scope {scope}" in entry.sentence
            assert entry.address.startswith("https://docs.slack.dev/reference/events/")


def test_an_event_that_is_not_subscribed_to_does_not_come_and_is_no_refusal():
    place, ear = listening(events=["app_mention"])
    place.person("ada").says("hello")

    assert (ear.heard, len(place.trace)) == ([], 0)


def test_an_event_that_needs_no_scope_comes_without_any():
    place, ear = listening(scopes=[])
    place.person("ada").opens_home()

    assert ear.events == ["app_home_opened"]


# how often


def test_the_whole_workspace_takes_only_so_many_messages_a_minute():
    place = workspace()
    place.limits.is_on = True
    for number in range(access.POSTS_PER_MINUTE + 1):
        place.add_channel(f"C{number:04}", f"c-{number}", people=["ada", "steward"])
    answers = [
        web_api(place, "chat.postMessage", {"channel": f"C{number:04}", "text": "x"}, BOT_TOKEN).status
        for number in range(access.POSTS_PER_MINUTE + 1)
    ]

    assert answers == [200] * access.POSTS_PER_MINUTE + [429]
    place.clock.forward(seconds=1)
    client(place).chat_postMessage(channel="C0300", text="x")


def test_a_channel_has_one_limit_whatever_it_is_called():
    place = workspace()
    place.limits.is_on = True
    answers = [
        web_api(place, "chat.postMessage", {"channel": name, "text": "x"}, BOT_TOKEN).status
        for name in ("C0GENERAL", "#general", "general", "C0GENERAL", "#general")
    ]

    assert answers == [200, 200, 200, 200, 429]


def test_limits_that_are_off_are_marked_and_logged(caplog):
    place = workspace()
    assert place.limits.mark == access.OFF
    place.limits.is_on = True
    assert place.limits.mark == ""
    with caplog.at_level(logging.WARNING):
        place.limits.is_on = False

    assert caplog.messages == [f"{access.OFF} See https://docs.slack.dev/apis/web-api/rate-limits"]


def test_limits_can_be_tighter_than_slacks_and_never_looser():
    place = workspace()
    place.limits.is_on, place.limits.tightened = True, 10
    assert place.limits.mark == "Rate limits are 10 times tighter than Slack's."

    answers = [web_api(place, "users.list", {}, BOT_TOKEN).status for _ in range(3)]
    assert answers == [200, 200, 429]
    with pytest.raises(ValueError, match=r"got 0\.5"):
        place.limits.tightened = 0.5


# an app that fails


def fail(place, times):
    for _ in range(times):
        place.person("ada").says("x", channel="steering")


def test_an_app_that_fails_all_the_time_hears_nothing_more_until_it_is_switched_on_again():
    place, ear = listening(acks=False, events=["message.groups"])
    fail(place, faults.FEWEST + 5)

    assert len(ear.heard) == faults.FEWEST
    assert place.failures.is_disabled
    assert place.failures.mark == faults.OFF
    assert place.trace.latest(1)[0].status == "app_disabled"
    assert place.trace.latest(1)[0].address == faults.ADDRESS
    place.failures.enable()
    fail(place, 1)
    assert len(ear.heard) == faults.FEWEST + 1
    assert place.failures.mark == ""


def test_an_app_that_hears_little_is_never_switched_off():
    place, _ = listening(acks=False, events=["message.groups"])
    for _ in range(3):
        fail(place, faults.FEWEST - 1)
        place.clock.now += faults.WITHIN + timedelta(seconds=1)

    assert not place.failures.is_disabled


def test_an_app_that_takes_every_tenth_event_is_not_switched_off():
    place, ear = listening(events=EVENTS)
    for number in range(faults.FEWEST * 2):
        ear.acks = number % 10 == 0
        fail(place, 1)

    assert not place.failures.is_disabled


# commands and forms


def test_commands_and_shortcuts_exist_only_with_their_scope():
    place, ear = listening(scopes=without("commands"))
    ada = place.person("ada")
    said = ada.says("so it is", channel="tides")

    assert ada.types("/tide").reason == "no_such_command"
    assert ada.whispers[-1].text == "/tide is not a valid command."
    with pytest.raises(LookupError, match="no shortcut"):
        ada.shortcut("Note in the log", said)
    assert [each["type"] for each in ear.heard if "type" in each] == ["event_callback"] * len(ear.heard)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"response_action": "errors", "errors": {"mast": "No such field"}}, "errors name no input: ['mast']"),
        ({"response_action": "errors", "errors": []}, "errors must name inputs"),
        ({"response_action": "explode"}, "response_action must be one of errors, update, push, clear"),
        ({"response_action": "update", "view": {"type": "modal"}}, "missing required field: title"),
    ],
)
def test_an_answer_to_a_form_that_slack_refuses_is_told_in_the_trace(answer, words):
    place, ear = listening()
    client(place).views_open(trigger_id=place.new_trigger("U0ADA"), view=FORM)
    ear.body = answer

    assert place.person("ada").submits(boat="Petrel").keys() == {""}
    entry = place.trace.latest(1)[0]
    assert (entry.kind, entry.status) == ("submission", "invalid_arguments")
    assert words in entry.words
    assert entry.address == "https://docs.slack.dev/surfaces/modals#response_actions"
