"""Serving: the bot hears people, over Socket Mode or HTTP, and hears the clock, until it is told to stop."""

import logging
import threading
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot import web
from bot.app import Steward
from bot.web import THREADS

SECONDS_TO_STOP = 5

log = logging.getLogger("steward")


def serve(steward: Steward, *, http: int | None, stop: threading.Event, ready: threading.Event | None = None) -> None:
    """Hear people and the clock until `stop` is set; `ready` is set once people are heard."""
    closing = threading.Event()
    steward.wait = closing.wait
    steward.get_acquainted()
    scheduler = start_clock(steward)
    disconnect = by_socket(steward) if http is None else by_http(steward, http)
    try:
        if ready is not None:
            ready.set()
        stop.wait()
    finally:
        closing.set()  # a sending that waits for its turn ends here; the next start goes on with it
        disconnect()
        scheduler.shutdown()


def start_clock(steward: Steward) -> BackgroundScheduler:
    """One job that ticks. It keeps nothing: what is due stands in the memory."""
    scheduler = BackgroundScheduler(timezone="UTC")
    every = steward.settings.steward_tick_seconds
    scheduler.add_job(steward.tick, "interval", seconds=every, coalesce=True, max_instances=1, misfire_grace_time=None)
    scheduler.start()
    return scheduler


def by_socket(steward: Steward) -> Callable[[], None]:
    """Connect over Socket Mode; gives the way to disconnect."""
    token = steward.settings.slack_app_token
    handler = SocketModeHandler(steward.bolt, token.get_secret_value() if token else None, concurrency=THREADS)
    handler.connect()
    log.info("connected over Socket Mode")
    return handler.close


def by_http(steward: Steward, port: int) -> Callable[[], None]:
    """Listen for signed requests; gives the way to stop."""
    serving = web.server(steward.bolt, port)
    thread = threading.Thread(target=serving.run, name="http", daemon=True)
    thread.start()
    log.info("listening on port %d, path /slack/events", serving.effective_port)

    def stop() -> None:
        web.end(serving)
        thread.join(SECONDS_TO_STOP)

    return stop
