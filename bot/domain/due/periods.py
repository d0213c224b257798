"""Weeks, months, quarters and years: where they begin and end, and how far so many of them reach."""

from datetime import date

from bot.domain.due.days import Asked, last_working, later, month_end, months_later, week_start, working_days_later

Days = tuple[date, date]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
DAYS = {"day": 1, "week": 7, "fortnight": 14}


def period(unit: str, on: date, asked: Asked, ahead: int = 0) -> Days:
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


def due_in(days: Days, unit: str, asked: Asked) -> Days:
    """A week is over when its last working day is, unless only days off are left of it."""
    first, last = days
    if unit == "week":
        last = max(last_working(first, last, asked), min(asked.said_on, last))
    return first, last


def ahead(count: float, unit: str, asked: Asked, start: date | None = None) -> date:
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
