"""What is to happen later by the workspace's clock: events that are sent again or late, and alarms."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.sandbox.delivery.wire import Payload


@dataclass(frozen=True)
class Sending:
    """One event, on its way for the first time or again. `due_at`: not before then."""

    payload: Payload
    attempt: int = 0
    reason: str = ""
    due_at: datetime | None = None


class Agenda:
    """Any thread may add to it; `on_more` is called whenever somebody did."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.waiting: list[Sending] = []
        self.on_more: Callable[[], None] = lambda: None
        self._clock = clock
        self._lock = threading.Lock()

    def wait(self, sendings: list[Sending]) -> None:
        with self._lock:
            self.waiting.extend(sendings)
        self.on_more()

    def hurry(self) -> None:
        """What waits for its first delivery is due now."""
        with self._lock:
            self.waiting = [each if each.attempt else replace(each, due_at=None) for each in self.waiting]

    def due(self) -> list[Sending]:
        """Take what is to be sent by now."""
        now = self._clock()
        with self._lock:
            due = [each for each in self.waiting if each.due_at is None or each.due_at <= now]
            self.waiting = [each for each in self.waiting if each.due_at is not None and each.due_at > now]
        return due

    def seconds_left(self, longest: float) -> float:
        """Until something is due."""
        now = self._clock()
        moments = [each.due_at for each in self.waiting if each.due_at]
        return max(0.0, min([longest, *((each - now).total_seconds() for each in moments)]))
