"""Wires as Slack has them on a bad day: retries with their headers, connections that are full, cut, or slow."""

import json
import threading
import time
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from slack_sdk.errors import SlackApiError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from bot.sandbox import Server, web_api
from bot.sandbox.transport.socket_mode import MOST_CONNECTIONS
from bot.sandbox.workspace.state import APP_TOKEN
from tests.sandbox.harbour import workspace
from tests.sandbox.test_wires import BRIEFLY, by_http, by_socket

LOOKS = 0.3  # seconds; how often the SDK looks whether its connection still stands
PATIENCE = 10  # seconds; only a test that fails waits so long


class Refusing(BaseHTTPRequestHandler):
    """An app that answers 500 to everything."""

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.server.heard.append(dict(self.headers))
        self.send_response(500)
        for name, value in self.server.says.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_):
        """Quiet."""


@contextmanager
def refusing(**says):
    server = HTTPServer(("127.0.0.1", 0), Refusing)
    server.heard, server.says = [], says
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def retries_of(app):
    return [(each.get("X-Slack-Retry-Num"), each.get("X-Slack-Retry-Reason")) for each in app.heard]


def served(app):
    place = workspace(events=["message.channels"])
    return Server(place, request_url=f"http://127.0.0.1:{app.server_port}/slack/events").start()


def test_over_http_retries_say_how_often_and_why():
    with refusing() as app:
        server = served(app)
        try:
            server.workspace.person("ada").says("hello?")
            assert server.workspace.wait_until(lambda: len(server.workspace.outbox.waiting) == 1)
            server.workspace.clock.forward(minutes=1)
            assert server.workspace.wait_until(lambda: len(app.heard) == 3)
        finally:
            server.stop()

    assert retries_of(app) == [(None, None), ("1", "http_error"), ("2", "http_error")]


def test_an_app_that_wants_no_retries_gets_none():
    with refusing(**{"x-slack-no-retry": "1"}) as app:
        server = served(app)
        try:
            server.workspace.person("ada").says("hello?")
            assert server.settle()
        finally:
            server.stop()

    assert retries_of(app) == [(None, None)]
    assert server.workspace.outbox.waiting == []


def link(server):
    return web_api(server.workspace, "apps.connections.open", {}, APP_TOKEN).body["url"]


def test_over_socket_mode_retries_say_how_often_and_why_and_are_acked_by_their_envelope():
    server = Server(workspace(events=["message.channels"]), ack_within=BRIEFLY).start()
    try:
        with connect(link(server)) as socket:
            assert json.loads(socket.recv())["type"] == "hello"
            assert server.sockets.wait_for_connections()
            server.workspace.person("ada").says("hello?")
            first = json.loads(socket.recv(PATIENCE))
            again = json.loads(socket.recv(PATIENCE))  # the first one was not acked
            socket.send(json.dumps({"envelope_id": again["envelope_id"]}))
            assert server.settle()
    finally:
        server.stop()

    assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "timeout")
    assert again["payload"] == first["payload"]
    entries = [each for each in server.workspace.trace if each.kind == "event"]
    assert [(each.status, each.attempt, each.envelope_id) for each in entries] == [
        ("no ack", 0, first["envelope_id"]),
        ("ok", 1, again["envelope_id"]),
    ]


def refused(url):
    """How a connection that is not let in is told."""
    with pytest.raises(InvalidStatus) as caught, connect(url):
        pass
    return caught.value.response.status_code


def test_ten_connections_are_the_most_and_a_ticket_lets_in_once():
    server = Server(workspace()).start()
    with ExitStack() as sockets:
        sockets.callback(server.stop)
        used = link(server)
        first = sockets.enter_context(connect(used))
        assert refused(used) == 403
        others = [sockets.enter_context(connect(link(server))) for _ in range(MOST_CONNECTIONS - 1)]
        for each in (first, *others):
            assert json.loads(each.recv(PATIENCE))["type"] == "hello"
        assert server.sockets.wait_for_connections(MOST_CONNECTIONS)
        assert refused(link(server)) == 403


def test_a_connection_that_breaks_is_made_anew_and_nothing_is_lost():
    with by_socket(ping_interval=LOOKS) as (server, _):
        place = server.workspace
        before = server.sockets.connections
        place.faults.start("socket_dropped")
        said = place.person("ada").says("@Steward a berth?")

        assert server.sockets.wait_for_others(before, seconds=PATIENCE)
        place.clock.forward(minutes=6)  # whatever could not be sent in between comes again by now
        assert place.wait_until(lambda: place.messages.replies("C0GENERAL", said.ts))
        assert server.settle()
        assert len(place.messages.replies("C0GENERAL", said.ts)) == 1


def test_a_connection_that_is_cut_is_closed_for_the_bot():
    server = Server(workspace()).start()
    try:
        with connect(link(server)) as socket:
            socket.recv(PATIENCE)
            assert server.sockets.wait_for_connections()
            server.workspace.faults.start("socket_dropped")
            with pytest.raises(ConnectionClosed):
                socket.recv(PATIENCE)
    finally:
        server.stop()


@pytest.mark.parametrize("connected", [by_socket, by_http])
def test_events_change_places_beside_the_page_too(connected):
    with connected() as (server, harbour):
        server.workspace.faults.start("events_swapped")
        for text in ("one", "two", "three", "four"):
            server.workspace.person("ada").says(text)
            assert server.settle()

        assert [each["text"] for each in harbour.events] == ["two", "one", "four", "three"]


@pytest.mark.parametrize("connected", [by_socket, by_http])
def test_over_http_calls_are_slow_or_get_no_json(connected):
    with connected() as (server, harbour):
        faults = server.workspace.faults
        faults.start("garbage")
        with pytest.raises(SlackApiError, match="non-JSON"):
            harbour.client.auth_test()
        faults.end_all()
        faults.start("slow", seconds=0.2)
        started = time.monotonic()
        harbour.client.auth_test()
        assert time.monotonic() - started >= 0.2
        faults.end_all()
