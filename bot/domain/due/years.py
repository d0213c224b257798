"""The parts of a year by their names: March, Q2, the third quarter, the summer; and the year itself."""

from datetime import date

from bot.domain.due.days import Asked, month_end, months_later
from bot.domain.due.grammar import BOUND, NEAR, PLAIN, SURE, Found, Sense, span


def month_of_year(found: Found, asked: Asked) -> Sense:
    first = date(found("year"), found("anymonth"), 1)
    return _span_to_come(first, month_end(first), asked, "month", grade=PLAIN)


def month(found: Found, asked: Asked) -> Sense:
    first = date(asked.said_on.year, found("month") or found("lowmonth"), 1)
    if month_end(first) < asked.said_on:
        first = months_later(first, 12)
    return span(first, month_end(first), "month", again="year", grade=SURE if found.has("next") else BOUND)


def quarter(found: Found, asked: Asked) -> Sense:
    starts, months = found("quarter")
    first = date(found("year") or asked.said_on.year, starts, 1)
    last = month_end(months_later(first, months - 1))
    if found("year"):
        return _span_to_come(first, last, asked, "quarter", grade=NEAR)
    if last < asked.said_on:
        first, last = months_later(first, 12), months_later(last, 12)
    return span(first, last, "quarter", again="year", grade=NEAR)


def nth_quarter(found: Found, asked: Asked) -> Sense:
    """The third quarter, of this year or the next."""
    nth = found("ordinal")
    if found("unit") != "quarter" or nth > 4:
        return None
    first = date(asked.said_on.year, nth * 3 - 2, 1)
    if month_end(months_later(first, 2)) < asked.said_on:
        first = months_later(first, 12)
    return span(first, month_end(months_later(first, 2)), "quarter", again="year", grade=NEAR)


def season(found: Found, asked: Asked) -> Sense:
    """Whole months, in the north: summer is June to August."""
    first = date((found("year") or asked.said_on.year) - 1, found("season"), 1)
    while (last := month_end(months_later(first, 2))) < asked.said_on or first.year < (found("year") or 0):
        first = months_later(first, 12)
    grade = PLAIN if found.has("this") or found.has("next") else BOUND
    return span(first, last, "season", again="" if found("year") else "year", grade=grade)


def year(found: Found, asked: Asked) -> Sense:
    first = date(found("year"), 1, 1)
    return _span_to_come(first, date(first.year, 12, 31), asked, "year", grade=NEAR)


def _span_to_come(first: date, last: date, asked: Asked, shape: str, *, grade: int) -> Sense:
    return span(first, last, shape, grade=grade) if last >= asked.said_on else ("past", None)
