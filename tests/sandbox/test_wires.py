"""The same small app over real Socket Mode and over signed HTTP, on loopback."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import waitress
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.runtime.http import end
from bot.sandbox import Clock, Server
from bot.sandbox.transport.signed_http import SignedHttp
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN
from tests.sandbox.harbour import MONDAY_9, Harbour, workspace

BRIEFLY = 0.05  # seconds to wait for an ack that never comes


@contextmanager
def by_socket(**more: Any) -> Iterator[tuple[Server, Harbour]]:
    server = Server(workspace()).start()
    harbour = Harbour(WebClient(BOT_TOKEN, base_url=f"{server.url}/api/"))
    handler = SocketModeHandler(harbour.bolt, APP_TOKEN, **more)
    handler.connect()
    assert server.sockets.wait_for_connections()
    try:
        yield server, harbour
    finally:
        handler.client.auto_reconnect_enabled = False
        server.stop()  # first, or the client would wait three seconds for a last word
        handler.close()


@contextmanager
def by_http() -> Iterator[tuple[Server, Harbour]]:
    apps: list[SlackRequestHandler] = []
    web = waitress.create_server(lambda *call: apps[0](*call), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=web.run)
    thread.start()
    server = Server(workspace(), request_url=f"http://127.0.0.1:{web.effective_port}/slack/events").start()
    harbour = Harbour(WebClient(BOT_TOKEN, base_url=f"{server.url}/api/"))
    apps.append(SlackRequestHandler(harbour.bolt))
    try:
        yield server, harbour
    finally:
        server.stop()
        end(web)
        thread.join()


@pytest.fixture(scope="module", params=[by_socket, by_http])
def connected(request) -> Iterator[tuple[Server, Harbour]]:
    with request.param() as both:
        yield both


def test_a_mention_is_answered(connected):
    place = connected[0].workspace
    said = place.person("ada").says("@Steward a berth?")

    assert place.wait_until(lambda: place.messages.replies("C0GENERAL", said.ts))
    assert place.person("bo").sees("general", thread=said)[-1].labels == ["Take it", "Ask"]


def test_what_the_bot_lets_be_is_over_when_all_is_settled(connected):
    server, harbour = connected
    server.workspace.person("ada").says("nothing to answer", channel="steering")

    assert server.settle()
    assert harbour.events[-1]["text"] == "nothing to answer"
    assert [each.text for each in server.workspace.person("bo").sees("steering")] == ["nothing to answer"]


def test_a_command_and_its_answer(connected):
    place = connected[0].workspace
    assert place.person("ada").types("/tide in @Bo").acked

    assert place.person("ada").whispers[-1].text == "Low in <@U0BO|bo>"


def test_a_form_its_error_and_its_end(connected):
    place, harbour = connected[0].workspace, connected[1]
    ada = place.person("ada")
    ada.types("/berth", channel="tides")
    assert ada.form.title == "A berth, please"

    assert ada.submits(boat="leak") == {"boat": "It leaks"}
    assert ada.submits(boat="Petrel", night="2026-03-09") == {}
    assert ada.form is None
    assert harbour.heard[-1]["view"]["state"]["values"]["night"]["night"]["selected_date"] == "2026-03-09"


def test_a_button_in_a_message(connected):
    place = connected[0].workspace
    said = place.person("ada").says("@Steward a berth?")
    assert place.wait_until(lambda: place.messages.replies("C0GENERAL", said.ts))
    card = place.person("dan").sees("general", thread=said)[-1]
    assert place.person("dan").clicks("Take it", card).acked

    assert place.person("dan").sees("general", thread=said)[-1].text == "Taken"


def test_a_response_url_and_a_permalink_lead_to_the_server(connected):
    server, harbour = connected
    ada = server.workspace.person("ada")
    ada.types("/tide")
    url = harbour.heard[-1]["response_url"]
    said = ada.says("look")

    assert WebhookClient(url).send(text="psst").body == "ok"
    assert ada.whispers[-1].text == "psst"
    with pytest.raises(HTTPError, match="400"):
        urlopen(Request(url, b"no json"))
    link = harbour.client.chat_getPermalink(channel="C0GENERAL", message_ts=said.ts)["permalink"]
    assert link == f"{server.url}/archives/C0GENERAL/p{said.ts.replace('.', '')}"


def test_the_web_api_over_http_refuses_alike(connected):
    server, harbour = connected
    with pytest.raises(SlackApiError, match="not_in_channel"):
        harbour.client.chat_postMessage(channel="C0TIDES", text="x")
    server.workspace.faults.plan("auth.test", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        harbour.client.auth_test()
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "7")
    server.workspace.faults.plan("auth.test", "drop")
    with pytest.raises(Exception, match="IncompleteRead"):
        WebClient(BOT_TOKEN, base_url=f"{server.url}/api/", retry_handlers=[]).auth_test()

    broken = Request(f"{server.url}/api/auth.test", b"{", {"Content-Type": "application/json"})
    with urlopen(broken) as answer:
        assert json.load(answer) == {"ok": False, "error": "invalid_json"}


def test_nobody_else_gets_in(connected):
    server = connected[0]
    with pytest.raises(HTTPError, match="400"):
        urlopen(Request(f"{server.url}/api/auth.test", headers={"Host": "elsewhere.example"}))
    with pytest.raises(OSError, match=r"refused|assign|unreachable"), socket.socket() as outside:
        outside.connect((_own_address(), int(server.url.rsplit(":", 1)[1])))


def test_the_bot_comes_back_when_slack_asks_it_to():
    with by_socket() as (server, _):
        place = server.workspace
        first = place.person("ada").says("@Steward a berth?")
        assert place.wait_until(lambda: place.messages.replies("C0GENERAL", first.ts))
        assert server.sockets.refresh()
        second = place.person("ada").says("@Steward another?")
        assert place.wait_until(lambda: place.messages.replies("C0GENERAL", second.ts))


def test_what_is_not_acked_in_time_is_sent_again_by_the_clock():
    place = workspace(events=["message.channels"])
    server = Server(place, ack_within=BRIEFLY).start()
    tries: list[tuple[int, str]] = []
    came = threading.Condition()
    real = server.sockets.deliver

    def count(kind, payload, *, retry=0, reason=""):
        reply = real(kind, payload, retry=retry, reason=reason)
        with came:
            tries.append((retry, reply.reason))
            came.notify_all()
        return reply

    server.sockets.deliver = count
    try:
        place.person("ada").says("hello?")
        for minutes, number in ((0, 2), (1, 3), (5, 4)):
            place.clock.forward(minutes=minutes)
            with came:
                assert came.wait_for(lambda number=number: len(tries) >= number, 10)
    finally:
        server.stop()

    assert tries == [(number, "connection_failed") for number in range(4)]
    assert place.outbox.waiting == []


def test_a_bot_that_does_not_answer_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        wire = SignedHttp(f"http://127.0.0.1:{silent.getsockname()[1]}", ack_within=BRIEFLY)

        assert wire.deliver("interactive", {}).reason == "http_timeout"
    assert wire.deliver("interactive", {}).reason == "connection_failed"


@pytest.mark.parametrize(
    ("changed", "acked"), [({}, True), ({"secret": "wrong"}, False), ({"machine_time": lambda: 0.0}, False)]
)
def test_a_wrong_or_late_signature_is_refused_by_bolt(changed, acked):
    with by_http() as (server, _):
        wire = SignedHttp(server.wire.request_url, **changed)

        place = server.workspace
        place.wire = wire
        assert place.person("ada").types("/tide").acked == acked


def test_a_real_clock_can_be_moved_on():
    clock = Clock.real()
    before = clock.now
    clock.forward(days=2)
    assert (clock() - before).days == 2
    clock.now = MONDAY_9
    assert (clock() - MONDAY_9).total_seconds() < 5


def _own_address() -> str:
    """This machine's address on a network, other than loopback; no packet is sent to learn it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no network address")
        return str(probe.getsockname()[0])
