"""Parts of spans: the end of May, early next week, the second Friday of June."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.due.days import Asked, coming, later, months_later, week_start
from bot.domain.due.grammar import PLAIN, Found, Layer, Rule, Sense, When, day, no_day, shifted, span
from bot.domain.due.periods import Days, due_in, period

EARLY = {
    "weekend": 0,
    "week": 1,
    "fortnight": 4,
    "month": 9,
    "quarter": 30,
    "season": 30,
    "year": 90,
}  # days after the first that still are early
MID = {
    "weekend": (0, 1),
    "week": (2, 2),
    "fortnight": (5, 8),
    "month": (9, 14),
    "quarter": (31, 44),
    "season": (31, 44),
    "year": (150, 180),
}
SPANS = ("week", "weekend", "month", "quarter", "season", "year", "fortnight")


def end(found: Found, asked: Asked) -> Sense:
    whole: When = found("when")
    if whole.shape in ("day", "today", "holiday", "days", "weeks", "months", "years", "meeting"):
        return "when", replace(whole, edge=True, grade=min(whole.grade, PLAIN))
    return _part(whole, asked, lambda each: (each.last, each.last), edge=True, shape="day")


def start(found: Found, asked: Asked) -> Sense:
    return _part(found("when"), asked, lambda each: (each.first, each.first), shape="day")


def early(found: Found, asked: Asked) -> Sense:
    return _part(found("when"), asked, lambda each: (each.first, later(each.first, EARLY[each.shape])))


def mid(found: Found, asked: Asked) -> Sense:
    return _part(found("when"), asked, _mid)


def _mid(whole: When) -> Days:
    first, last = MID[whole.shape]
    return later(whole.first, first), later(whole.first, last)


def late(found: Found, asked: Asked) -> Sense:
    return _part(found("when"), asked, lambda each: (later(each.last, -EARLY[each.shape]), each.last))


def nth_part(found: Found, asked: Asked) -> Sense:
    """The first week of May, the last day of the month, the second quarter of next year, the third week."""
    nth, unit = found("nth") or -1, found("unit")
    return _part(found("when"), asked, lambda each: _nth(each, nth, unit, asked), shape=unit)


def _nth(whole: When, nth: int, unit: str, asked: Asked) -> Days | None:
    base = whole.first if nth > 0 else whole.last
    if unit == "week" and whole.shape != "week":
        base = _first_week(whole.first, asked) if nth > 0 else _last_week(whole.last, asked)
    first, last = due_in(period(unit, base, asked, nth - 1 if nth > 0 else 0), unit, asked)
    return (first, last) if whole.first <= last and first <= whole.last else None


def _first_week(first: date, asked: Asked) -> date:
    """The Monday of the first week that lies in it with more than half of its days."""
    monday = week_start(first, asked.first_weekday)
    return monday if (first - monday).days < 4 else later(monday, 7)


def _last_week(last: date, asked: Asked) -> date:
    """A day of the last week that lies in it with more than half of its days."""
    monday = week_start(last, asked.first_weekday)
    return monday if (last - monday).days >= 3 else later(monday, -7)


def half(found: Found, asked: Asked) -> Sense:
    """The second half of May; the first is over with the 15th or so."""

    def which(whole: When) -> Days | None:
        days = (whole.last - whole.first).days
        middle = later(months_later(whole.first, 6), -1) if whole.shape == "year" else later(whole.first, days // 2)
        return {1: (whole.first, middle), 2: (later(middle, 1), whole.last)}.get(found("ordinal"))

    return _part(found("when"), asked, which)


def nth_weekday(found: Found, asked: Asked) -> Sense:
    nth, weekday = found("nth"), found("anyday")

    def which(whole: When) -> Days | None:
        on = later(coming(whole.first, weekday), 7 * (nth - 1)) if nth else coming(later(whole.last, -6), weekday)
        return (on, on) if whole.first <= on <= whole.last else None

    return _part(found("when"), asked, which, shape="day")


def nth_day(found: Found, asked: Asked) -> Sense:
    """The 4th of next month."""
    nth, whole = found("daynumb") or found("ordinal"), found("when")
    if whole.shape != "month":
        return None
    on = whole.first.replace(day=nth)
    return day(on if on >= asked.said_on else months_later(on, 1), grade=PLAIN)


def _part(whole: When, asked: Asked, of: Callable[[When], Days | None], **more: Any) -> Sense:
    """The part of this one or, when that is over and it comes again, of the next one."""
    if whole.shape not in SPANS:
        return None
    for each in (whole, shifted(whole)) if whole.again else (whole,):
        days = of(each)
        if days and days[1] >= asked.said_on:
            return span(*days, **{"again": whole.again, "grade": PLAIN, "shape": "part", **more})
    return None


PARTS = Layer(
    Rule("every end of the month", "(last|every|since) when", no_day),
    Rule("first week of May", "the? nth unit dash? (of|in)? (the|this)? when", nth_part),
    Rule("the second half of May", "the? ordinal half of? (the|this)? when", half),
    Rule("second Friday of June", "the? nth anyday (of|in) (the|this)? when", nth_weekday),
    Rule("the 4th of next month", "the? daynumb of (the|this)? when", nth_day),
    Rule("next month on the 4th", "when comma? on? the ordinal (?!(unit|anyday))", nth_day),
    Rule("the end of next week", "the? end of? (the|this)? when", end),
    Rule("the start of next week", "the? start of? (the|this)? when", start),
    Rule("early next week", "early dash? (of|in)? (the|this)? when", early),
    Rule("mid-April", "the? mid dash? (of|in)? (the|this)? when", mid),
    Rule("late May", "late dash? (of|in)? (the|this)? when", late),
    Rule("later next week", "later when", late),
    Rule("the rest of May", "the? rest of the? when", end),
)
