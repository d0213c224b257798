"""The workspace's time: it stands still until somebody moves it, or follows the machine's with a head start."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Called, it tells the time, aware and in UTC."""

    def __init__(self, now: datetime | None = None, *, machine: Callable[[], datetime] | None = None) -> None:
        self._machine = machine
        self._offset = timedelta(0)
        self._now = (now or datetime(2026, 3, 2, 9, 0, tzinfo=UTC)).astimezone(UTC)
        self.moved: list[Callable[[], None]] = []

    @classmethod
    def real(cls) -> "Clock":
        """Follows the machine's time, plus what it was moved forward."""
        return cls(machine=_machine_time)

    def __call__(self) -> datetime:
        return self.now

    @property
    def now(self) -> datetime:
        return self._machine() + self._offset if self._machine else self._now

    @now.setter
    def now(self, moment: datetime) -> None:
        if self._machine:
            self._offset = moment - self._machine()
        else:
            self._now = moment.astimezone(UTC)
        for told in self.moved:
            told()

    def forward(self, **much: float) -> datetime:
        """Move on by days, hours, minutes or seconds."""
        self.now = self.now + timedelta(**much)
        return self.now


def _machine_time() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the sandbox plays Slack's own clock
