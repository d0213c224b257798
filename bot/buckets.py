"""Buckets: so many calls may be made at once, then as many as flow in; a part is kept for people."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
