"""Hostile input at the HTTP door: forged, replayed, old, malformed, huge or slow; refused, and nothing else happens."""

import hashlib
import hmac
import http.client
import json
import logging
import socket
import threading
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.runtime import http as runtime_http
from bot.runtime.app import utc_now
from bot.runtime.health import Health
from bot.runtime.shutdown import Gate
from bot.settings import Settings
from tests.support.neighbours import Door

SECRET = "a signing secret"
SAID = "a-secret-plan"
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def app(steward):
    steward.settings = Settings(_env_file=None, slack_bot_token="xoxb-sandbox", slack_signing_secret=SECRET)
    steward.bolt._middleware_list = [
        each for each in steward.bolt._middleware_list if type(each).__name__ != "RequestVerification"
    ]  # Bolt's own second look would hide a hole in ours
    return runtime_http.app_of(steward, Gate(), Health(steward.memory, {}))


@pytest.fixture
def door(app):
    return Door(app)


def signed(body, *, at=None, secret=SECRET):
    stamp = str(int((at or utc_now()).timestamp()))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": "application/json"}


HELLO = json.dumps({"type": "url_verification", "challenge": SAID}).encode()


def test_what_slack_signed_is_heard(door):
    assert door.ask("POST", "/slack/events", HELLO, signed(HELLO))[0] == 200


@pytest.mark.parametrize("minutes", [-6, 6, -60 * 24 * 365])
def test_what_is_too_old_or_of_the_future_is_refused(door, minutes):
    headers = signed(HELLO, at=utc_now() + timedelta(minutes=minutes))

    assert door.ask("POST", "/slack/events", HELLO, headers)[0] == 401


@pytest.mark.parametrize("stamp", ["", "x", "1e9", "-1", "１２３４", "9" * 400, "NaN", "0x10", " 1", "1.5", "\x00"])
def test_a_malformed_timestamp_is_refused_and_no_fault(door, stamp):
    headers = {**signed(HELLO), "X-Slack-Request-Timestamp": stamp}

    assert door.ask("POST", "/slack/events", HELLO, headers)[0] == 401


def test_what_was_signed_is_not_taken_for_anything_else(door):
    assert door.ask("POST", "/slack/events", HELLO + b" ", signed(HELLO))[0] == 401
    assert door.ask("POST", "/slack/events", HELLO, signed(HELLO, secret="another"))[0] == 401
    assert door.ask("POST", "/slack/events", HELLO)[0] == 401


def test_the_same_event_replayed_within_five_minutes_acts_once(door, ada):
    said = {"channel": "C0GENERAL", "user": "U0ADA", "text": "<@U0STEWARD> help", "ts": "1.1"}
    event = {"event": {"type": "app_mention", **said}, "event_id": "Ev1", "team_id": "T0HAVEN"}
    body = json.dumps({"type": "event_callback", **event}).encode()
    headers = signed(body)
    told = [door.ask("POST", "/slack/events", body, headers)[0] for _ in range(3)]

    assert told == [200, 200, 200]
    assert len(ada.whispers) == 1


@OFTEN
@given(
    body=st.binary(max_size=400),
    headers=st.dictionaries(st.sampled_from(["X-Slack-Signature", "X-Slack-Request-Timestamp"]), st.text(max_size=80)),
)
@example(body=b"[" * 100_000, headers={})
@example(body=b"\xff\xfe", headers={"X-Slack-Signature": "v0=\udcff"})
def test_nothing_that_slack_did_not_sign_is_more_than_refused(door, caplog, body, headers):
    caplog.set_level(logging.DEBUG)

    assert door.ask("POST", "/slack/events", body + SAID.encode(), headers)[0] == 401
    assert SAID not in caplog.text


NAMES = [
    "type",
    "event",
    "team",
    "user",
    "view",
    "actions",
    "channel",
    "payload",
    "authorizations",
    "team_id",
    "event_id",
    "command",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "event",
                    "team",
                    "user",
                    "view",
                    "actions",
                    "channel",
                    "payload",
                    "authorizations",
                    "team_id",
                    "event_id",
                    "command",
                ]
            )
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@OFTEN
@given(told=JSON)
@example(told={"type": "event_callback", "event": "x"})
@example(told={"type": "block_actions", "actions": [], "user": None, "team": []})
@example(told={"authorizations": [None], "event": {"type": {}}})
def test_what_slack_signed_but_nobody_can_read_is_answered_calmly(door, told):
    body = json.dumps(told).encode()

    assert door.ask("POST", "/slack/events", body, signed(body))[0] in (200, 400, 404)


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b"{" * 200_000, b"\xff\xfe\x00", b"payload=%7B", b"", b"null", b'"x"', b"1"]
)
def test_a_signed_body_that_is_no_json_is_refused_and_no_fault(door, body):
    assert door.ask("POST", "/slack/events", body, signed(body))[0] in (200, 400, 404)


@pytest.mark.parametrize(
    "path", ["/", "/slack/events", "/slack/install", "/metrics", "/%2e%2e/etc/passwd", "/slack/events/"]
)
def test_there_is_nothing_else_to_get(door, path):
    assert door.ask("GET", path)[0] == 404


@pytest.fixture
def port(app):
    serving = runtime_http.server(app, 0, host="127.0.0.1")
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield serving.effective_port
    runtime_http.end(serving)
    thread.join(10)


def test_ten_megabytes_are_refused_before_they_are_sent(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as visitor:
        visitor.putrequest("POST", "/slack/events")
        visitor.putheader("Content-Length", str(10_000_000))
        visitor.endheaders()

        assert visitor.getresponse().status == 413


def test_a_body_without_end_is_refused_at_one_megabyte(port):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as visitor:
        visitor.putrequest("POST", "/slack/events")
        visitor.putheader("Transfer-Encoding", "chunked")
        visitor.endheaders()
        for _ in range(17):
            visitor.send(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")

        assert visitor.getresponse().status == 413


def test_many_who_dawdle_keep_nobody_waiting(port):
    """More of them than there are threads: each has sent half a request, and sends no more."""
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(120)]
    try:
        for each in slow:
            each.send(b"POST /slack/events HTTP/1.1\r\nContent-Length: 900000\r\n\r\nhalf")
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as visitor:
            visitor.request("POST", "/slack/events", HELLO, signed(HELLO))
            assert visitor.getresponse().status == 200
    finally:
        for each in slow:
            each.close()
