"""The bot over HTTP: Slack's signed requests at /slack/events, served by waitress with 16 threads."""

from collections.abc import Callable, Iterable
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from waitress import wasyncore
from waitress.server import create_server

THREADS = 16  # people who can be answered at the same moment
LARGEST_BODY = 1_048_576  # bytes; Slack's largest, a form with long texts, stays far below

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def server(bolt: App, port: int, host: str = "0.0.0.0") -> Any:  # noqa: S104  (Slack must reach it)
    """A waitress server, not running yet: `.run()` serves, until `end` is called from another thread."""
    return create_server(
        with_health(SlackRequestHandler(bolt)),
        host=host,
        port=port,
        threads=THREADS,
        max_request_body_size=LARGEST_BODY,
        ident="",
    )


def end(serving: Any) -> None:
    """Let a running server finish what it has begun, and return from `.run()`.

    Its sockets are closed by its own thread: closed by another one, select would find a descriptor that is no more.
    """
    serving.task_dispatcher.shutdown(cancel_pending=False)
    serving.trigger.pull_trigger(lambda: wasyncore.close_all(serving._map))


def with_health(slack: WsgiApp) -> WsgiApp:
    """Answer /health ourselves, for whoever watches over the process."""

    def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == "/health":
            start("200 OK", [("Content-Type", "text/plain")])
            return [b"ok\n"]
        return slack(environ, start)

    return app
