"""What went to and fro is kept: how long it took, how it ended, and in one sentence what was wrong."""

import json
import logging
import re
from pathlib import Path

import pytest

from bot.sandbox import Clock, client, web_api
from bot.sandbox.delivery.trace import MOST, Trace
from bot.sandbox.delivery.wire import Change, Reply
from bot.sandbox.spec import refusals
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace.state import BOT_TOKEN
from tests.sandbox.harbour import MONDAY_9, in_process, workspace


class Watch:
    """A stopwatch that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def told(place):
    return [(each.kind, each.name, each.status) for each in place.trace]


def test_a_mention_and_what_the_bot_does_about_it():
    place, _ = in_process()
    place.person("ada").says("@Steward a berth?")

    assert ("event", "app_mention", "ok") in told(place)
    assert ("call", "chat.postMessage", "ok") in told(place)
    event = next(each for each in place.trace if each.name == "app_mention")
    assert (event.id, event.attempt, event.when) == (event.payload["event_id"], 0, MONDAY_9)
    assert event.took is not None
    assert event.took > 0
    assert (event.sentence, event.late, event.is_refused) == ("", False, False)
    json.dumps([[each.payload, each.answer] for each in place.trace])


def test_each_thing_that_people_do_has_its_kind():
    place, _ = in_process()
    ada = place.person("ada")
    said = ada.says("@Steward a berth?")
    card = ada.sees("general", thread=said)[-1]
    ada.clicks("Ask", card)
    ada.submits(boat="Petrel")
    ada.types("/tide")
    ada.shortcut("Note in the log", said)

    found = {(each.kind, each.name) for each in place.trace if each.is_envelope}
    wanted = {("action", "ask"), ("submission", "berth"), ("command", "/tide"), ("shortcut", "note")}
    assert wanted <= found
    assert all(each.id for each in place.trace if each.is_envelope)


def test_what_nobody_hears_is_not_acked_and_tried_again():
    place = workspace()

    class Deaf:
        def deliver(self, kind, payload, *, retry=0, reason=""):
            return Reply(acked=False, reason="http_timeout")

    place.wire = Deaf()
    place.person("ada").says("hello?")
    place.clock.forward(minutes=1)
    place.outbox.redeliver()

    assert [(each.name, each.attempt, each.status) for each in place.trace] == [
        ("message.channels", 0, "no ack"),
        ("message.channels", 1, "no ack"),
        ("message.channels", 2, "no ack"),
    ]
    last = place.trace.latest(1)[0]
    assert last.words == "Not acked: the bot did not answer within 3 seconds."
    assert last.address == "https://docs.slack.dev/apis/events-api/#retries"


def test_slack_would_have_complained_after_three_seconds():
    watch = Watch()
    trace = Trace(Clock(MONDAY_9), stopwatch=watch)
    event, call = trace.begin("event", "app_mention", {}), trace.begin("call", "auth.test", {})
    watch.seconds = 3.0
    assert (event.late, event.is_finished) == (False, False)
    watch.seconds = 3.1

    assert (event.late, call.late) == (True, False)
    trace.end(event)
    watch.seconds = 60
    assert (event.took, event.waited, event.late) == (3.1, 3.1, True)


def test_a_refusal_is_told_in_one_sentence_with_an_address(caplog):
    place = workspace()
    with caplog.at_level(logging.WARNING):
        web_api(place, "chat.postMessage", {"channel": "C0TIDES", "text": "my own words"}, BOT_TOKEN)

    [entry] = place.trace
    assert (entry.status, entry.is_refused, entry.answer) == (
        "not_in_channel",
        True,
        {"ok": False, "error": "not_in_channel"},
    )
    assert entry.words == "The bot is not in that channel: somebody has to invite it."
    assert entry.address == "https://docs.slack.dev/reference/methods/chat.postMessage"
    assert caplog.messages == [f"call chat.postMessage not_in_channel: {entry.sentence}"]
    assert "my own words" not in caplog.text


def test_refused_blocks_say_where_and_no_more_than_three_times():
    place = workspace()
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3_001}} for _ in range(5)]
    web_api(place, "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "blocks": blocks}, BOT_TOKEN)

    [entry] = place.trace
    assert entry.words.count("must be less than 3001 characters") == 3
    assert "[json-pointer:/blocks/0/text/text]" in entry.words
    assert entry.words.endswith("and 2 more.")


def test_strange_names_and_long_values_make_one_short_line(caplog):
    place = workspace()
    web_api(place, "chat.\n" + "x" * 1_000_000, {}, BOT_TOKEN)
    blocks = [{"type": "\n\ud800" + "y" * 1_000_000}]
    web_api(place, "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "blocks": blocks}, BOT_TOKEN)

    assert [each.status for each in place.trace] == ["unknown_method", "invalid_blocks"]
    assert all(len(each) < 700 and "\n" not in each for each in caplog.messages)


def test_a_call_is_shown_as_it_was_meant():
    place = workspace()
    web_api(place, "chat.postMessage", {"channel": "C0GENERAL", "text": "x", "blocks": "[]"}, BOT_TOKEN)

    assert place.trace.find(1).payload == {"channel": "C0GENERAL", "text": "x", "blocks": []}


def test_a_lacking_scope_is_named():
    place = workspace(scopes=["channels:read"])
    web_api(place, "users.info", {"user": "U0ADA"}, BOT_TOKEN)

    assert place.trace.latest(1)[0].words == "The manifest does not ask for a scope that is needed: users:read."


def test_a_response_url_is_kept_too():
    place, harbour = in_process()
    place.person("ada").types("/tide")
    url = harbour.heard[-1]["response_url"]
    place.clock.forward(minutes=31)

    assert place.answer(url, {"text": "too late"}) == (404, "expired_url")
    entry = place.trace.latest(1)[0]
    assert (entry.kind, entry.status) == ("response_url", "expired_url")
    assert entry.words == "A response URL lives for 30 minutes, and these are over."
    assert entry.address == refusals.RESPONSE_URLS


def test_tokens_are_not_kept():
    place = workspace()
    web_api(place, "auth.test", {"token": BOT_TOKEN}, None)

    assert place.trace.latest(1)[0].payload == {}


def test_whoever_listens_is_told_of_the_beginning_and_the_end():
    place, heard = workspace(), []
    place.listeners.append(heard.append)
    client(place).auth_test()

    assert heard == [Change(trace=1), Change(trace=1)]


def test_only_the_last_thousand_are_kept():
    trace = Trace(Clock(MONDAY_9))
    for _ in range(MOST + 1):
        trace.end(trace.begin("call", "auth.test", {}))

    assert len(trace) == MOST
    assert trace.find(1) is None
    assert trace.find(2) is next(iter(trace))


CODES = {
    code
    for path in Path("bot/sandbox").rglob("*.py")
    for code in re.findall(r'SlackError\(\s*"(\w+)"', path.read_text())
}


def test_every_refusal_has_its_sentence():
    assert len(CODES) > 40
    assert CODES - refusals.WORDS.keys() == set()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_an_address(method):
    sentence = refusals.refusal(method, "invalid_arguments")

    assert sentence.endswith(f". https://docs.slack.dev/reference/methods/{method}")
