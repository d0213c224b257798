"""What is on its way to the bot: events in order, repeated or held back on demand, and sent again when not acked.

Source of the retries: https://docs.slack.dev/apis/events-api/#retries
"""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType

from bot.sandbox.delivery.faults import Failures
from bot.sandbox.delivery.trace import Trace
from bot.sandbox.delivery.wire import Kind, Nowhere, Payload, Reply, Wire

RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))  # after the first try, and after each retry


@dataclass(frozen=True)
class Sending:
    """One event, on its way for the first time or again. `due_at`: not before then."""

    payload: Payload
    attempt: int = 0
    reason: str = ""
    due_at: datetime | None = None


class Outbox:
    """Events are delivered when the act that caused them is over, never while the bot is inside a listener."""

    def __init__(self, clock: Callable[[], datetime], trace: Trace, failures: Failures) -> None:
        self.wire: Wire = Nowhere()
        self.repeat = 1
        self.held: list[Sending] | None = None
        self.in_background: Callable[[Callable[[], None]], None] | None = None  # the server's way to run a delivery
        self.waiting: list[Sending] = []  # events that are to be sent later, or again
        self.on_waiting: Callable[[], None] = lambda: None  # called whenever one more waits
        self._delay: timedelta | None = None
        self._swaps, self._first = False, list[Sending]()  # the first of two that change places
        self._clock, self._trace, self._failures = clock, trace, failures
        self._lock = threading.Lock()
        self._here = threading.local()  # each thread delivers what it caused

    def ask(self, kind: Kind, payload: Payload) -> Reply:
        """Deliver a command, a click or a form, and give what the bot answers. Slack does not repeat these."""
        with _Busy(self):
            return self._traced(kind, payload)

    def send(self, payload: Payload) -> None:
        """Deliver an event, soon."""
        sendings = [Sending(payload, attempt, "http_timeout" if attempt else "") for attempt in range(self.repeat)]
        if self.held is not None:
            self.held.extend(sendings)
        elif self._delay is not None:
            self._wait([replace(each, due_at=self._clock() + self._delay) for each in sendings])
        elif self._swaps:
            self._pair(sendings)
        else:
            self.start(sendings)

    def swap(self, on: bool) -> None:
        """Let the second of each two events go first; what still waits for its second goes when this ends."""
        self._swaps = on
        with self._lock:
            first, self._first = self._first, []
        self.start(first)

    def hold_back(self, delay: timedelta | None) -> None:
        """Let every event go so much later by the clock; None: no longer, and what waits for it goes at once."""
        self._delay = delay
        if delay is None:
            with self._lock:
                self.waiting = [each if each.attempt else replace(each, due_at=None) for each in self.waiting]
            self.redeliver()

    def start(self, sendings: list[Sending], *, in_order: bool = False) -> None:
        """Send them; beside the page each goes by itself, unless they are to arrive one after another."""
        if self.in_background is not None:
            for some in [sendings] if in_order else [[each] for each in sendings]:
                self.in_background(partial(self._deliver_all, some))
            return
        self._queue.extend(sendings)
        if not getattr(self._here, "depth", 0):
            self.drain()

    def redeliver(self) -> int:
        """Send what is due by now; gives how many events that are."""
        now = self._clock()
        with self._lock:
            due = [each for each in self.waiting if each.due_at is None or each.due_at <= now]
            self.waiting = [each for each in self.waiting if each.due_at is not None and each.due_at > now]
        self.start(due)
        return len(due)

    def seconds_left(self, longest: float) -> float:
        """Until something is due."""
        now = self._clock()
        moments = [each.due_at for each in self.waiting if each.due_at]
        return max(0.0, min([longest, *((each - now).total_seconds() for each in moments)]))

    def drain(self) -> None:
        """Deliver what this thread has caused."""
        while self._queue:
            sending = self._queue.popleft()
            with _Busy(self, drains=False):
                self._deliver(sending)

    def _wait(self, sendings: list[Sending]) -> None:
        with self._lock:
            self.waiting.extend(sendings)
        self.on_waiting()

    def _deliver_all(self, sendings: list[Sending]) -> None:
        for each in sendings:
            self._deliver(each)

    def _deliver(self, sending: Sending) -> None:
        reply = self._traced("events_api", sending.payload, retry=sending.attempt, reason=sending.reason)
        self._failures.count(acked=reply.acked)
        if reply.acked or reply.no_retry or self.repeat > 1 or sending.attempt >= len(RETRIES):
            return
        again = replace(sending, attempt=sending.attempt + 1, reason=reply.reason or "http_error")
        wait = RETRIES[sending.attempt]
        if wait:
            self._wait([replace(again, due_at=self._clock() + wait)])
        else:
            self.start([again])

    def _pair(self, sendings: list[Sending]) -> None:
        with self._lock:
            first, self._first = self._first, [] if self._first else sendings
        if first:
            self.start([*sendings, *first], in_order=True)

    def _traced(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply:
        entry = self._trace.send(kind, payload, attempt=retry)
        reply = Reply(acked=False, reason="http_error")
        try:
            reply = self.wire.deliver(kind, payload, retry=retry, reason=reason)
        finally:
            self._trace.ack(entry, reply)
        return reply

    @property
    def _queue(self) -> deque[Sending]:
        if not hasattr(self._here, "queue"):
            self._here.queue = deque()
        queue: deque[Sending] = self._here.queue
        return queue


class _Busy:
    """While the bot listens, what it causes waits for it to finish."""

    def __init__(self, outbox: Outbox, *, drains: bool = True) -> None:
        self._outbox, self._drains = outbox, drains

    def __enter__(self) -> None:
        here = self._outbox._here
        here.depth = getattr(here, "depth", 0) + 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        here = self._outbox._here
        here.depth -= 1
        if self._drains and not here.depth:
            self._outbox.drain()


class Held:
    """Events that wait within a `with`, and after it until they are released."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self.events: list[Sending] = []

    def __enter__(self) -> "Held":
        self._outbox.held = self.events
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._outbox.held = None

    def release(self, *, reverse: bool = False) -> None:
        events, self.events = self.events, []
        self._outbox.start(events[::-1] if reverse else events, in_order=True)
