"""Serving: the bot hears people, over Socket Mode or HTTP, and hears the clock, until it is told to stop."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.runtime import http
from bot.runtime.app import Steward
from bot.runtime.health import Health, Pulse
from bot.runtime.http import THREADS
from bot.runtime.scheduler import Ticker
from bot.runtime.shutdown import Gate

SECONDS_TO_STOP = 25.0  # a container is killed 30 after SIGTERM by default
SECONDS_TO_END_A_SERVER = 5
HEALTH_THREADS = 2

log = logging.getLogger("steward")


class Unfinished(Exception):  # noqa: N818
    """Something still ran when it was time to go. What it holds is leased, and taken up by another replica."""


def serve(
    steward: Steward,
    *,
    http: int | None,
    stop: threading.Event,
    ready: threading.Event | None = None,
    health_at: tuple[str, int] | None = None,
) -> None:
    """Hear people and the clock until `stop` is set; `ready` is set once people are heard.

    Told to stop, it takes nothing new, finishes what runs within 25 seconds, and gives back what it has leased.
    Raises Unfinished when that was not long enough.
    """
    closing, gate = threading.Event(), Gate()
    steward.wait = closing.wait
    steward.begin_clock(closing.is_set)
    pulse = Pulse(steward.machine_clock, every=steward.settings.steward_tick_seconds)
    connection = by_socket(steward, gate) if http is None else Transport()
    health = Health(steward.memory, {"clock": pulse.wrong, "connection": lambda: connection.wrong()})
    if http is not None:
        connection = by_http(steward, gate, health, http)
    with watched(health, health_at):
        ticker = Ticker(steward, pulse)
        scheduler = start_clock(steward, ticker)
        try:
            if ready is not None:
                ready.set()
            stop.wait()
        finally:
            gate.close()
            connection.stop_taking()
            closing.set()  # a sending that waits for its turn ends here; the next start goes on with it
            scheduler.shutdown(wait=False)
            begun = time.monotonic()
            is_done = gate.wait_until_empty(SECONDS_TO_STOP)
            is_done = ticker.stop(SECONDS_TO_STOP - (time.monotonic() - begun)) and is_done
            connection.close()
            if not is_done:
                raise Unfinished


def start_clock(steward: Steward, ticker: Ticker) -> BackgroundScheduler:
    """One job that ticks, at once and then again and again. It keeps nothing: what is due stands in the memory."""
    scheduler = BackgroundScheduler(timezone="UTC")
    every = steward.settings.steward_tick_seconds
    scheduler.add_job(ticker, "interval", seconds=every, coalesce=True, max_instances=1, misfire_grace_time=None)
    scheduler.start()
    ticker()
    return scheduler


class Transport:
    """How people are heard: what is wrong with it, how it takes nothing more, and how it ends."""

    def wrong(self) -> str:
        return ""

    def stop_taking(self) -> None:
        """Nothing to do where the gate does it."""

    def close(self) -> None:
        """Nothing to do where nothing is open."""


class BySocket(Transport):
    def __init__(self, handler: SocketModeHandler) -> None:
        self._handler = handler

    def wrong(self) -> str:
        return "" if self._handler.client.is_connected() else "not connected to Slack"

    def close(self) -> None:
        self._handler.close()


def by_socket(steward: Steward, gate: Gate) -> Transport:
    """Connect over Socket Mode."""
    token = steward.settings.slack_app_token
    handler = SocketModeHandler(steward.bolt, token.get_secret_value() if token else None, concurrency=THREADS)
    handler.client.socket_mode_request_listeners = [through(gate, handler.handle)]
    handler.connect()
    log.info("connected over Socket Mode")
    return BySocket(handler)


def through(gate: Gate, handle: Callable[..., None]) -> Callable[..., None]:
    """What comes after the gate has closed gets no ack: Slack tells it to another replica, or again."""

    def listener(*given: Any) -> None:
        with gate.passing() as open_:
            if open_:
                handle(*given)

    return listener


class ByHttp(Transport):
    def __init__(self, server: Any, thread: threading.Thread) -> None:
        self._server, self._thread = server, thread

    def wrong(self) -> str:
        return "" if self._thread.is_alive() else "not listening"

    def stop_taking(self) -> None:
        http.stop_listening(self._server)

    def close(self) -> None:
        http.end(self._server)
        self._thread.join(SECONDS_TO_END_A_SERVER)


def by_http(steward: Steward, gate: Gate, health: Health, port: int) -> Transport:
    """Listen for signed requests."""
    server = http.server(http.app_of(steward, gate, health), port)
    log.info("listening on port %s, path %s", server.effective_port, http.EVENTS)
    return _run(server, "http")


def _run(server: Any, name: str) -> ByHttp:
    thread = threading.Thread(target=server.run, name=name, daemon=True)
    thread.start()
    return ByHttp(server, thread)


@contextmanager
def watched(health: Health, at: tuple[str, int] | None) -> Iterator[None]:
    """Answer those who watch over the process, at an address of their own; it is the last to end."""
    if at is None:
        yield
        return
    server = http.server(health.inside, at[1], host=at[0], threads=HEALTH_THREADS)
    log.info("health and figures on %s:%s", at[0], server.effective_port)
    watching = _run(server, "health")
    try:
        yield
    finally:
        watching.close()
