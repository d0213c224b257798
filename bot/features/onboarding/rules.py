"""The days on which somebody works, and how many of them have passed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage import onboarding

A_DAY = timedelta(days=1)
FURTHEST = 400  # days looked ahead; whoever has no work day in a year is not waited for


@dataclass(frozen=True)
class NewcomerCalendar:
    """Somebody's days. `quiet_until` is the first day on which they are there again, or want to hear from us."""

    zone: ZoneInfo
    works_on: Callable[[date], bool]
    opens: time
    quiet_until: date | None = None
    has_stopped: bool = False

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def is_there(self, now: datetime) -> bool:
        return self.quiet_until is None or self.quiet_until <= self.today(now)

    def after(self, day: date, count: int) -> date:
        """The work day that comes `count` work days after `day`; 0: the day itself, or the first one after it."""
        for _ in range(FURTHEST):
            if self.works_on(day):
                if count == 0:
                    return day
                count -= 1
            day += A_DAY
        return day

    def passed(self, since: datetime, now: datetime) -> int:
        """Work days after the day of `since`, today included; those on which they were away do not count."""
        today, day = self.today(now), self.today(since)
        if self.quiet_until is not None and self.quiet_until <= today:
            day = max(day, self.quiet_until - A_DAY)
        return sum(self.works_on(day + A_DAY * ahead) for ahead in range(1, (today - day).days + 1))


KIND = onboarding.KIND
CARE = "welcome_care"  # to a human: somebody new stays silent
WISH = "welcome_wish"  # to a human: what somebody new would like
