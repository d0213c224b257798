"""What SQLite needs to be told before it keeps a promise: journal mode, foreign keys, and who writes next."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",  # milliseconds; another process may be writing
)


def tune(engine: Engine) -> None:
    """Say what every connection needs, and begin transactions by our own word.

    A deferred BEGIN that later writes is told "database is locked" at once when another writer came first;
    IMMEDIATE waits its turn instead.
    """

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions behind our back
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class Queue:
    """One writer at a time, first come first served. SQLite itself lets waiting writers poll, and some starve."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self._wait_for_turn()
        try:
            yield
        finally:
            self._next()

    def _wait_for_turn(self) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        turn.wait()

    def _next(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()  # the turn is handed on, so `taken` stays true
            else:
                self._taken = False
