"""Days that are named: 21 March, 3/4, 2026-03-21, Easter, Q2, the summer."""

from collections.abc import Sequence
from datetime import date

from bot.domain.due.days import Asked, month_end
from bot.domain.due.grammar import BOUND, NEAR, PLAIN, Found, Layer, Rule, Sense, day, span
from bot.domain.due.holidays import holiday
from bot.domain.due.years import month, month_of_year, nth_quarter, quarter, season, year

PAST: Sense = ("past", None)  # a day that is over
SOONEST_LEAP = 9  # years in which 29 February comes at least once


def yearly(asked: Asked, month: int, of_month: int) -> date:
    """The next such day of the year; raises ValueError when there is none."""
    for ahead in range(SOONEST_LEAP):
        first = date(asked.said_on.year + ahead, month, 1)
        if 1 <= of_month <= month_end(first).day and (on := first.replace(day=of_month)) >= asked.said_on:
            return on
    raise ValueError(f"no day {of_month} in month {month}")


def month_day(found: Found, asked: Asked) -> Sense:
    month, of_month = found("anymonth"), found("daynumb")
    if found("year"):
        return _to_come(date(found("year"), month, of_month), asked)
    return day(yearly(asked, month, of_month), again="year", grade=_grade(found))


def _grade(found: Found) -> int:
    """ "1 may" and "march 3" in small letters may be a verb and a count."""
    month, number = found.token("anymonth"), found.token("daynumb")
    if month and number and month.kind == "lowmonth" and number.kind == "number" and month.value in (3, 5):
        return NEAR
    return PLAIN


def month_days(found: Found, asked: Asked) -> Sense:
    month = found("anymonth")
    last = date(found("year"), month, found("daynumb2")) if found("year") else yearly(asked, month, found("daynumb2"))
    first = last.replace(day=found("daynumb"))
    return span(first, last, again="" if found("year") else "year") if first < last else None


def iso(found: Found, asked: Asked) -> Sense:
    """A day; with an hour ("T10:00") it is mostly out of a log, so that "by" or "until" must bind it."""
    on = date(*found("iso")[:3])
    return (
        day(on, shape="instant", grade=BOUND)
        if on >= asked.said_on and "t" in found.word("iso")
        else _to_come(on, asked)
    )


def slash(found: Found, asked: Asked) -> Sense:
    """In the speaker's order; the other reading is kept when it is a day as well."""
    a, b, *rest = found("slash")
    year = rest[0] % 100 + 2000 if rest else None
    dots = "." in found.word("slash")
    orders = ((a, b),) if dots else ((a, b), (b, a)) if asked.order == "dmy" else ((b, a), (a, b))
    days = [on for each in orders if (on := _possible(asked, *each, year))]
    days = list(dict.fromkeys(days))
    if not days:
        return PAST if year else None
    grade = _slash_grade(a, b, rest, dots=dots)
    return day(days[0], others=tuple(days[1:]), again="" if year else "year", grade=grade)


def _slash_grade(a: int, b: int, year: Sequence[int], *, dots: bool) -> int:
    """A fraction or a version (2.6.28) must be bound by a word; 21/3 is hardly one, but for 24/7."""
    if year:
        return BOUND if dots and year[0] < 100 else PLAIN
    return NEAR if max(a, b) > 12 and (a, b) != (24, 7) else BOUND


def _possible(asked: Asked, of_month: int, month: int, year: int | None) -> date | None:
    try:
        on = date(year, month, of_month) if year else yearly(asked, month, of_month)
    except ValueError:
        return None
    return on if on >= asked.said_on else None


def _to_come(on: date, asked: Asked) -> Sense:
    return day(on) if on >= asked.said_on else PAST


NAMED = Layer(
    Rule("2026-03-21", "iso", iso),
    Rule("21/3", "slash", slash),
    Rule(
        "21 to 23 March",
        "from? the? daynumb (dash|to|and|until|or) the? daynumb of? the? anymonth (comma? year)?",
        month_days,
    ),
    Rule("March 1 to 3", "from? anymonth dot? the? daynumb (dash|to|until|or) the? daynumb (comma? year)?", month_days),
    Rule(
        "the next 21st of March 2026",
        "(next|this)? the? daynumb (dot|dash|bar)? of? the? anymonth ((comma|dot|dash|bar)? year)?",
        month_day,
    ),
    Rule("March 21st", "anymonth (dot|bar|dash)? the? daynumb ((comma|dash|bar)? year)?", month_day),
    Rule("March 2027", "anymonth dot? comma? of? year", month_of_year),
    Rule("Q2 2027", "quarter (comma? of? year)?", quarter),
    Rule("the third quarter", "the? ordinal unit (?!(of|in|year|this|next))", nth_quarter),
    Rule("2027 Q2", "year quarter", quarter),
    Rule("next Easter", "next? holiday year?", holiday),
    Rule("the summer of 2027", "the? (this|next)? season of? year?", season),
    Rule("May", "(next|this)? the? month", month),
    Rule("in may", "(?<=(in|by|before|until|of|mid|early|late|end|next|after|start|dash)) lowmonth", month),
    Rule("2027", "year", year),
)
