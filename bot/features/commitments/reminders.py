"""Nudges: which of somebody's own promises deserve a word today. Help rather than pressure: seldom, and together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHORTEST_GRACE, LONGEST_GRACE = timedelta(hours=2), timedelta(hours=48)
"""After making a promise one is left alone for half the time until it is due, within these bounds."""

WITHOUT_A_DAY = timedelta(days=14)  # a promise without a day is spoken of once, when two weeks have passed
MORNING = time(9)  # the earliest hour of their day; their own attention may say later
LOOKED_BACK = 14  # days; no run of holidays is longer
FURTHEST = timedelta(days=LOOKED_BACK + 2)  # what is due later deserves no word yet, whatever the calendar


@dataclass(frozen=True)
class OpenCommitment:
    """What the rule needs to know of a promise. `since` is when it was made or last got a new day."""

    number: int
    since: datetime
    due_on: date | None
    nudged_on: date | None = None


@dataclass(frozen=True)
class OwnerCalendar:
    """The owner's own: their zone, and the days on which they do not work."""

    zone: ZoneInfo
    is_off: Callable[[date], bool]


def deserving(promises: Iterable[OpenCommitment], calendar: OwnerCalendar, *, now: datetime) -> list[OpenCommitment]:
    """Those of one person that deserve a word now, for one message with all of them; nothing on a day off.

    With a day: on the last working day before it and on the day itself, not within the grace after making.
    Without one: once, two weeks after it was made. None twice on one day, and nothing once its day has passed.
    """
    today = now.astimezone(calendar.zone).date()
    if not is_morning(calendar.zone, now) or calendar.is_off(today):
        return []
    return [each for each in promises if _deserves(each, calendar, now, today)]


def is_morning(zone: ZoneInfo, now: datetime) -> bool:
    """Whether their day has begun, as far as reminders are concerned."""
    return now.astimezone(zone).time() >= MORNING


def grace_ends(promise: OpenCommitment, zone: ZoneInfo) -> datetime:
    """Until then its owner is left alone."""
    if promise.due_on is None:
        return promise.since + WITHOUT_A_DAY
    end_of_day = datetime.combine(promise.due_on + timedelta(days=1), time(0), tzinfo=zone).astimezone(UTC)
    half = (end_of_day - promise.since) / 2
    return promise.since + min(max(half, SHORTEST_GRACE), LONGEST_GRACE)


def working_day_before(day: date, is_off: Callable[[date], bool]) -> date:
    """The last day before this one on which they work; the day before it, if none is near."""
    for back in range(1, LOOKED_BACK + 1):
        if not is_off(day - timedelta(days=back)):
            return day - timedelta(days=back)
    return day - timedelta(days=1)


def _deserves(promise: OpenCommitment, calendar: OwnerCalendar, now: datetime, today: date) -> bool:
    if promise.nudged_on == today or now < grace_ends(promise, calendar.zone):
        return False
    if promise.due_on is None:
        return promise.nudged_on is None
    return working_day_before(promise.due_on, calendar.is_off) <= today <= promise.due_on
