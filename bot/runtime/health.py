"""Health: whether the process lives, whether it can serve, and its figures, for whoever watches over it."""

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from bot.metrics import REGISTRY
from storage import Memory, deliveries
from storage.db import migrate

TICKS_MISSED = 3  # in a row; then the clock has stopped

Check = Callable[[], str]
"""What is wrong, in a few words without a person in them; empty when all is well."""


class Health:
    """`/healthz`: the process answers. `/readyz`: it can serve. `/metrics`: its figures, never on the public port."""

    OPEN = ("/health", "/healthz", "/readyz")

    def __init__(self, memory: Memory, checks: Mapping[str, Check]) -> None:
        self._memory = memory
        self._checks = {"database": self._database, **checks}
        self._is_current = False

    def __call__(self, environ: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return self._answer(str(environ.get("PATH_INFO")), start, figures=False)

    def inside(self, environ: Mapping[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """As an app of its own, on a port that only those inside reach."""
        return self._answer(str(environ.get("PATH_INFO")), start, figures=True)

    def _answer(self, path: str, start: Callable[..., Any], *, figures: bool) -> Iterable[bytes]:
        kind, status, words = "text/plain; charset=utf-8", "200 OK", "ok\n"
        if path == "/readyz":
            wrong = self.wrong()
            if wrong:
                status, words = "503 Service Unavailable", "".join(f"{name}: {each}\n" for name, each in wrong.items())
        elif path == "/metrics" and figures:
            kind, words = CONTENT_TYPE_LATEST, self.figures()
        elif path not in self.OPEN:
            status, words = "404 Not Found", "nothing here\n"
        start(status, [("Content-Type", kind), ("Cache-Control", "no-store")])
        return [words.encode()]

    def wrong(self) -> dict[str, str]:
        """What keeps us from serving, by what it is about."""
        found = {name: check() for name, check in self._checks.items()}
        return {name: words for name, words in found.items() if words}

    def figures(self) -> str:
        """In Prometheus' text format. What waits is counted in the database, and so alike on every replica."""
        return generate_latest(REGISTRY).decode() + self._waiting()

    def _waiting(self) -> str:
        try:
            with self._memory.everywhere(reading=True) as db:
                states = deliveries.count_by_state(db)
        except SQLAlchemyError:
            return ""
        lines = [f'steward_deliveries{{state="{state}"}} {many}\n' for state, many in sorted(states.items())]
        help_ = "# HELP steward_deliveries Messages in the database, by state; due ones wait\n"
        return "".join([help_, "# TYPE steward_deliveries gauge\n", *lines])

    def _database(self) -> str:
        try:
            self._memory.ping()
            self._is_current = self._is_current or migrate.is_current(self._memory)
        except SQLAlchemyError:
            return "does not answer"
        return "" if self._is_current else "its tables are of another version"


class Pulse:
    """When the clock was last heard."""

    def __init__(self, clock: Callable[[], datetime], *, every: int) -> None:
        self._clock, self._most = clock, timedelta(seconds=every * TICKS_MISSED)
        self._lock = threading.Lock()
        self._at = clock()

    def beat(self) -> None:
        with self._lock:
            self._at = self._clock()

    def wrong(self) -> str:
        with self._lock:
            silent = self._clock() - self._at
        return f"not heard for {silent.total_seconds():.0f} seconds" if silent > self._most else ""
