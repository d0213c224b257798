"""Attention: when somebody may be written to unasked, and how often. It is theirs; we only borrow it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST_WAIT = timedelta(days=400)  # beyond it nobody would know any more why the message comes
WEEK = timedelta(days=7)
HAD_ENOUGH = "had enough messages"


def _never(_: date) -> bool:
    return False


@dataclass(frozen=True)
class Budget:
    """Unasked-for messages that one person may get; what they must know on the day itself comes on top."""

    a_day: int = 1
    a_week: int = 3  # in any seven days in a row

    def __post_init__(self) -> None:
        if self.a_day < 1 or self.a_week < 1:
            raise ValueError(f"a budget lets at least one message through, got {self}")


@dataclass(frozen=True)
class Attention:
    """One person's hours, days and wishes. `until` is the first minute after work; `work_days` count from Monday, 0."""

    zone: ZoneInfo
    since: time = time(9)
    until: time = time(17)
    work_days: frozenset[int] = frozenset(range(5))
    is_day_off: Callable[[date], bool] = _never
    away_until: date | None = None  # the first day that they are there again
    snoozed_until: date | None = None
    stopped: frozenset[str] = frozenset()  # kinds of messages they do not want
    budget: Budget = Budget()


@dataclass(frozen=True)
class SendVerdict:
    """Send it now, or wait until then, or never; `why` in words for whoever asks why somebody got nothing."""

    wait_until: datetime | None = None
    never: bool = False
    why: str = ""

    @property
    def now(self) -> bool:
        return self.wait_until is None and not self.never


def judge(mine: Attention, kind: str, *, now: datetime, had: Sequence[datetime], urgent: bool = False) -> SendVerdict:
    """May a message of this kind go out now?

    `had` are the moments of the unasked-for messages of the last week. An urgent one passes the budget, never the
    hours. Snooze and absence end at the beginning of the day they name.
    """
    if kind in mine.stopped:
        return SendVerdict(never=True, why="they stopped these")
    quiet_until, why = _quiet(mine)
    start = max(now, quiet_until) if quiet_until else now
    if not urgent:
        room = _room_in_budget(mine, start, had)
        start, why = (room, HAD_ENOUGH) if room > start else (start, why)
    free = next_free(mine, start)
    if free <= now:
        return SendVerdict()
    return SendVerdict(wait_until=free, why=why if start > now else "outside their hours")


def fits_budget(mine: Attention, moment: datetime, had: Sequence[datetime]) -> bool:
    """Whether one more message at that moment stays within their budget."""
    days = [each.astimezone(mine.zone).date() for each in had]
    return _fits(mine.budget, days, moment.astimezone(mine.zone).date())


def next_free(mine: Attention, moment: datetime) -> datetime:
    """The first moment from `moment` on that lies in their working hours, on a day that is not off."""
    local = moment.astimezone(mine.zone)
    day = local.date()
    for _ in range(LONGEST_WAIT.days):
        if _works_on(mine, day):
            opens, closes = _at(day, mine.since, mine.zone), _at(day, mine.until, mine.zone)
            if moment < closes:
                return max(moment, opens)
        day += timedelta(days=1)
    return moment + LONGEST_WAIT


def local_moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """An hour of somebody's day, in UTC. One that the clocks skip counts as the hour after; one that comes twice
    is the first of the two."""
    return _at(day, hour, zone)


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def _works_on(mine: Attention, day: date) -> bool:
    return day.weekday() in mine.work_days and not mine.is_day_off(day)


def _quiet(mine: Attention) -> tuple[datetime | None, str]:
    ends = [(day, why) for day, why in ((mine.away_until, "away"), (mine.snoozed_until, "snoozed")) if day]
    if not ends:
        return None, ""
    day, why = max(ends)
    return _at(day, time(0), mine.zone), f"{why} until {day:%-d %B}"


def _room_in_budget(mine: Attention, moment: datetime, had: Sequence[datetime]) -> datetime:
    """The first moment from `moment` on with fewer messages behind it than the budget allows."""
    days = sorted(each.astimezone(mine.zone).date() for each in had)
    day = first = moment.astimezone(mine.zone).date()
    while not _fits(mine.budget, days, day):
        day += timedelta(days=1)
    return moment if day == first else _at(day, time(0), mine.zone)


def _fits(budget: Budget, days: Sequence[date], day: date) -> bool:
    on_it = sum(each == day for each in days)
    around = sum(day - WEEK < each <= day for each in days)
    return on_it < budget.a_day and around < budget.a_week
