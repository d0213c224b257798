"""The bot over HTTP: Slack's signed requests at /slack/events, served by waitress with 16 threads.

Whatever Slack has not signed goes no further than this file: nothing of it is read as JSON, and nothing is logged.
"""

import hmac
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server

from bot.runtime.app import Steward
from bot.runtime.health import Health
from bot.runtime.oauth import BACK, INSTALL, Installing, PageReply
from bot.runtime.shutdown import Gate

THREADS = 16  # people who can be answered at the same moment
LARGEST_BODY = 1_048_576  # bytes; Slack's largest, a form with long texts, stays far below
LARGEST_HEADERS = 32_768  # bytes
MOST_CONNECTIONS = 1_000  # idle or slow ones cost a descriptor each, no thread: a body is read whole before its turn
SILENT_FOR = 20  # seconds without a byte; then a connection is closed
OLDEST = 300  # seconds, https://docs.slack.dev/authentication/verifying-requests-from-slack
EVENTS = "/slack/events"
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

log = logging.getLogger(__name__)


def server(app: WsgiApp, port: int, host: str = "0.0.0.0", threads: int = THREADS) -> Any:  # noqa: S104  (Slack must reach it)
    """A waitress server, not running yet: `.run()` serves, until `end` is called from another thread.

    A body that is larger than allowed is refused by its Content-Length, before it is read.
    """
    return create_server(
        app,
        host=host,
        port=port,
        threads=threads,
        max_request_body_size=LARGEST_BODY,
        max_request_header_size=LARGEST_HEADERS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=SILENT_FOR,
        cleanup_interval=SILENT_FOR // 2,
        asyncore_use_poll=True,  # select ends at 1,024 descriptors
        ident="",
    )


def stop_listening(serving: Any) -> None:
    """Nobody new is let in; who is inside is answered. Done by its own thread, whose sockets they are."""
    serving.trigger.pull_trigger(lambda: wasyncore.dispatcher.close(serving))


def end(serving: Any) -> None:
    """Let a running server finish what it has begun, and return from `.run()`.

    Its sockets are closed by its own thread: closed by another one, select would find a descriptor that is no more.
    """
    serving.task_dispatcher.shutdown(cancel_pending=False)
    serving.trigger.pull_trigger(lambda: _close_all(serving._map))


def _close_all(sockets: dict[int, Any]) -> None:
    for each in list(sockets.values()):
        if isinstance(each, HTTPChannel) and each.total_outbufs_len:
            each.handle_write()  # the last answers are on their way
    wasyncore.close_all(sockets)


def app_of(steward: Steward, gate: Gate, health: Health) -> WsgiApp:
    """Every address there is: Slack's, the installer's, and those of whoever watches over the process."""
    installing = Installing(steward) if steward.settings.is_for_many else None
    slack = signed(SlackRequestHandler(steward.bolt), steward)

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path, method = environ.get("PATH_INFO"), environ.get("REQUEST_METHOD")
        if path in health.OPEN:
            return health(environ, start)
        with gate.passing() as open_:
            if not open_:
                return _say(start, "503 Service Unavailable", "stopping", Connection="close")
            if path == EVENTS and method == "POST":
                return slack(environ, start)
            if installing and path in (INSTALL, BACK) and method == "GET":
                return _page(start, _of_installing(installing, path, environ))
            return _say(start, "404 Not Found", "nothing here")

    return app


def signed(slack: WsgiApp, steward: Steward) -> WsgiApp:
    """Only what Slack has signed in the last five minutes goes on. What cannot be read is refused."""
    secret = steward.settings.slack_signing_secret
    key = secret.get_secret_value().encode() if secret else b""

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(LARGEST_BODY + 1)
        if not is_signed(key, environ, body, now=int(steward.machine_clock().timestamp())):
            return _say(start, "401 Unauthorized", "not signed by Slack, or too old")
        try:
            return slack({**environ, "wsgi.input": _Body(body), "CONTENT_LENGTH": str(len(body))}, start)
        except (ValueError, RecursionError, AttributeError, TypeError, LookupError) as error:
            log.warning("left alone: a signed request that cannot be read: %s", type(error).__name__)
            return _say(start, "400 Bad Request", "not to be read")

    return app


def is_signed(key: bytes, environ: Mapping[str, Any], body: bytes, *, now: int) -> bool:
    """Whether the signature is Slack's, over this very body, of the last five minutes."""
    at = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""))
    given = str(environ.get("HTTP_X_SLACK_SIGNATURE", ""))
    if not key or not re.fullmatch(r"[0-9]{1,12}", at) or abs(now - int(at)) > OLDEST:
        return False
    made = "v0=" + hmac.new(key, b"v0:" + at.encode() + b":" + body, sha256).hexdigest()
    return hmac.compare_digest(made.encode(), given.encode("utf-8", "replace"))


class _Body:
    """A body that was read already."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self, _size: int = -1) -> bytes:
        return self._body


def _of_installing(installing: Installing, path: str, environ: Mapping[str, Any]) -> PageReply:
    if path == INSTALL:
        return installing.begin()
    query = dict(parse_qsl(str(environ.get("QUERY_STRING", "")), errors="replace", max_num_fields=20))
    try:
        cookies = {name: each.value for name, each in SimpleCookie(str(environ.get("HTTP_COOKIE", ""))).items()}
    except CookieError:
        cookies = {}
    return installing.end(query, cookies)


def _page(start: Callable[..., Any], answer: PageReply) -> Iterable[bytes]:
    start(answer.status, list(answer.headers.items()))
    return [answer.body.encode()]


def _say(start: Callable[..., Any], status: str, words: str, **more: str) -> Iterable[bytes]:
    start(status, list({**PLAIN, **more}.items()))
    return [words.encode() + b"\n"]
