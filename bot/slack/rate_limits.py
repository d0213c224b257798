"""Pace: how often Slack may be called. The limits are kept before they are hit, and a part is left for people.

Source: https://docs.slack.dev/apis/web-api/rate-limits
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.chat.port import TooFastError

KEPT_FOR_PEOPLE = 0.2  # of what may be called at once: the clock waits when only this is left
AT_ONCE = 0.5  # of a minute's calls; the rest flows in evenly, so that no minute ever has more than its number
MESSAGES_AT_ONCE = 0.1  # a sending takes minutes: an even flow is worth more to it than a leap at the start


@dataclass
class Bucket:
    """Calls that may be made at once (`size`), refilled at so many per second. `kept` of them are for people."""

    size: float
    per_second: float
    kept: float = 0.0
    level: float = field(init=False)
    at: datetime | None = None
    closed_until: datetime | None = None

    def __post_init__(self) -> None:
        self.level = self.size

    def delay(self, now: datetime, *, for_people: bool) -> float:
        """Seconds until one may be taken. People find it closed at most, never empty."""
        self._refill(now)
        closed = (self.closed_until - now).total_seconds() if self.closed_until else 0.0
        lacking = 0.0 if for_people else (1 + self.kept - self.level) / self.per_second
        return max(0.0, closed, lacking)

    def take(self) -> None:
        """Take one; whoever has to wait for it has it for sure. People may run into debt, as far as it is deep."""
        self.level = max(self.level - 1, -self.size)

    def close(self, now: datetime, seconds: float) -> None:
        """Slack said so. What seemed to be left is not."""
        self._refill(now)
        self.level = min(self.level, self.kept)
        until = now + timedelta(seconds=seconds)
        self.closed_until = max(self.closed_until or until, until)

    def _refill(self, now: datetime) -> None:
        passed = (now - self.at).total_seconds() if self.at else 0.0
        self.level = min(self.size, self.level + max(0.0, passed) * self.per_second)
        self.at = max(self.at or now, now)


def steady(a_minute: float, at_once: float) -> Bucket:
    """A bucket that never gives more than so many in any minute: a share of them at once, the others evenly."""
    size = max(1.0, a_minute * at_once)
    return Bucket(size, max(a_minute - size, a_minute / 10) / 60, kept=size * KEPT_FOR_PEOPLE if size > 1 else 0.0)


def one_a_second() -> Bucket:
    """What one channel takes: https://docs.slack.dev/apis/web-api/rate-limits#posting-messages"""
    return Bucket(size=1.0, per_second=1.0)


POST = "chat.postMessage"

A_MINUTE = {
    "chat.delete": 50,
    "chat.postEphemeral": 100,
    "chat.update": 50,
    "conversations.history": 50,
    "conversations.info": 50,
    "conversations.members": 100,
    "conversations.open": 50,
    "conversations.replies": 50,
    "files.completeUploadExternal": 100,
    "files.getUploadURLExternal": 100,
    "team.info": 50,
    "users.conversations": 50,
    "users.info": 100,
    "users.list": 20,
    "views.open": 100,
    "views.publish": 100,
}
"""Calls of a method in one workspace, by its tier; one page per method at https://docs.slack.dev/reference/methods."""

LONGEST_SILENCE = timedelta(minutes=10)  # a channel's bucket that nobody asked for so long is full, and forgotten

PATIENCE = (
    5.0  # seconds that the clock waits within one call; what it holds is leased for 30 (storage.deliveries.LEASE)
)

Wait = Callable[[float], bool]
"""Waits so many seconds; True when it is time to stop instead."""

Told = TypeVar("Told")


class Pace:
    """The buckets of one workspace; safe to use from several threads."""

    def __init__(self, *, messages_a_minute: int) -> None:
        self._messages = messages_a_minute
        self._methods: dict[str, Bucket] = {}
        self._channels: dict[str, Bucket] = {}
        self._swept = datetime.min.replace(tzinfo=UTC)
        self._lock = threading.Lock()

    def take(self, method: str, channel: str, *, now: datetime, patience: float | None = None) -> float:
        """Seconds to wait before this call, which counts from now on; for people (no `patience`) always 0.

        Raises TooFastError when it would be longer than `patience`, or when Slack has closed the method.
        """
        with self._lock:
            buckets = list(self._buckets(method, channel, now))
            delay = max((each.delay(now, for_people=patience is None) for each in buckets), default=0.0)
            if delay > (patience or 0.0):
                raise TooFastError(delay)
            for each in buckets:
                each.take()
            return delay

    def close(self, method: str, *, now: datetime, seconds: float) -> None:
        """Slack answered 429: nobody calls this method for so long."""
        with self._lock:
            for each in self._buckets(method, "", now):
                each.close(now, seconds)

    def _buckets(self, method: str, channel: str, now: datetime) -> Iterable[Bucket]:
        self._sweep(now)
        if method == POST:
            yield self._methods.setdefault(POST, steady(self._messages, MESSAGES_AT_ONCE))
            if channel:
                yield self._channels.setdefault(channel, one_a_second())
        elif method in A_MINUTE:
            yield self._methods.setdefault(method, steady(A_MINUTE[method], AT_ONCE))

    def _sweep(self, now: datetime) -> None:
        """Forget the channels that have been silent, so that they do not pile up."""
        if now - self._swept > LONGEST_SILENCE:
            self._swept = now
            full = (key for key, each in self._channels.items() if each.at and now - each.at > LONGEST_SILENCE)
            for key in list(full):
                del self._channels[key]


@dataclass(frozen=True)
class PacedTurn:
    """Whose turn it is: people call at once (no `wait`); the clock waits, up to `patience` seconds in each call."""

    pace: Pace
    clock: Callable[[], datetime]
    wait: Wait | None = None
    patience: float = PATIENCE

    def call(self, method: str, channel: str, speak: Callable[[], Told]) -> Told:
        """Speak when it is our turn. What Slack has refused as too fast it has not taken: whoever waits says it again.

        Raises TooFastError when it would take too long, or when it is time to stop.
        """
        left = self.patience if self.wait else None
        while True:
            left = self._wait(method, channel, left)
            try:
                return speak()
            except TooFastError as slow:
                self.pace.close(method, now=self.clock(), seconds=slow.wait)
                if left is None or slow.wait > left:
                    raise

    def _wait(self, method: str, channel: str, patience: float | None) -> float | None:
        delay = self.pace.take(method, channel, now=self.clock(), patience=patience)
        if patience is None or self.wait is None:
            return None
        if delay and self.wait(delay):
            raise TooFastError(delay)
        return patience - delay
