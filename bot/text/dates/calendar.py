"""Reckoning with days: months and quarters that end where they do, weeks, working days, Easter."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Literal

WEEKEND = (5, 6)  # Saturday and Sunday, as weekday() counts
FAR = 400  # days; no run of days off is longer


@dataclass(frozen=True)
class DateContext:
    """Who asks: when it was said, and how the speaker counts."""

    said_on: date
    order: Literal["dmy", "mdy"] = "dmy"
    days_off: Callable[[date], bool] | None = None
    next_meeting_on: date | None = None
    first_weekday: int = 0


def later(day: date, days: int) -> date:
    """Raises OverflowError beyond the calendar."""
    return day + timedelta(days=days)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last when it is shorter; raises ValueError beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        raise ValueError(f"no such year: {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_start(day: date, first_weekday: int) -> date:
    return later(day, -((day.weekday() - first_weekday) % 7))


def coming(day: date, weekday: int) -> date:
    """The first such weekday that is not before the day."""
    return later(day, (weekday - day.weekday()) % 7)


def in_week(day: date, weekday: int, first_weekday: int) -> date:
    """That weekday of the week that the day lies in."""
    return coming(week_start(day, first_weekday), weekday)


def is_off(day: date, asked: DateContext) -> bool:
    return day.weekday() in WEEKEND or bool(asked.days_off and asked.days_off(day))


def last_working(first: date, last: date, asked: DateContext) -> date:
    """The last working day from first to last, or last when all are off."""
    days = (later(last, -back) for back in range((last - first).days + 1))
    return next((day for day in days if not is_off(day, asked)), last)


def working_days_later(day: date, count: int, asked: DateContext) -> date:
    """Count working days on; at most 500, the rest is counted as weeks."""
    day = later(day, count // 500 * 700)
    left = count % 500
    for _ in range(left * 2 + FAR):
        if left == 0:
            break
        day = later(day, 1)
        left -= not is_off(day, asked)
    return day


def next_working(day: date, asked: DateContext) -> date:
    """The day itself, or the first after it that is not off."""
    return next((each for each in (later(day, on) for on in range(FAR)) if not is_off(each, asked)), day)


def easter(year: int) -> date:
    """Easter Sunday. Source: the anonymous Gregorian computus, Nature 13 (1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


Days = tuple[date, date]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "week": 7, "fortnight": 14}


def period(unit: str, on: date, asked: DateContext, ahead: int = 0) -> Days:
    """First and last day of the week, month … that the day lies in, or of the one so many ahead."""
    if unit in MONTHS:
        months = MONTHS[unit]
        first = on.replace(day=1, month=(on.month - 1) // months * months + 1)
        first = months_later(first, ahead * months)
        return first, month_end(months_later(first, months - 1))
    first = week_start(on, asked.first_weekday)
    if unit == "weekend":
        saturday = later(on, 5 - on.weekday() + 7 * ahead)
        return saturday, later(saturday, 1)
    if unit in ("week", "fortnight"):
        length = DAYS[unit]
        first = later(first, length * ahead if unit == "week" else 7 * ahead)
        return first, later(first, length - 1)
    if unit == "day":
        return later(on, ahead), later(on, ahead)
    raise ValueError(f"a {unit} is no period")


def due_in(days: Days, unit: str, asked: DateContext) -> Days:
    """A week is over when its last working day is, unless only days off are left of it."""
    first, last = days
    if unit == "week":
        last = max(last_working(first, last, asked), min(asked.said_on, last))
    return first, last


def ahead(count: float, unit: str, asked: DateContext, start: date | None = None) -> date:
    """The day so many units after the start; hours and minutes stay on the day until they fill one."""
    on = start or asked.said_on
    if unit in MONTHS:
        on = months_later(on, int(count * MONTHS[unit]))
        return later(on, 15) if count == 0.5 and unit == "month" else on
    if unit == "workday":
        return working_days_later(on, int(count), asked)
    if unit == "weekend":
        return later(period("weekend", on, asked)[1], 7 * int(count - 1))
    if unit in ("hour", "minute"):
        return later(on, int(count / (24 if unit == "hour" else 1440)))
    return later(on, int(count * DAYS[unit]))
