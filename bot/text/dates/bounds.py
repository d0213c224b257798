"""What narrows or binds a day: a part of a span, two ends, and the word before it: by, until, after."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.text.dates.calendar import (
    DateContext,
    Days,
    coming,
    due_in,
    is_off,
    later,
    months_later,
    next_working,
    period,
    week_start,
)
from bot.text.dates.grammar import Build, DateRule, DateSpan, Grade, Layer, RuleMatch, Sense, day, no_day, shifted, span
from bot.text.dates.named import yearly

# days after the first that still are early; and the middle days
EARLY = {"weekend": 0, "week": 1, "fortnight": 4, "month": 9, "quarter": 30, "season": 30, "year": 90}
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


def end(found: RuleMatch, asked: DateContext) -> Sense:
    whole: DateSpan = found("when")
    if whole.shape in ("day", "today", "holiday", "days", "weeks", "months", "years", "meeting"):
        return "when", replace(whole, edge=True, grade=min(whole.grade, Grade.PLAIN))
    return _part(whole, asked, lambda each: (each.last, each.last), edge=True, shape="day")


def start(found: RuleMatch, asked: DateContext) -> Sense:
    return _part(found("when"), asked, lambda each: (each.first, each.first), shape="day")


def early(found: RuleMatch, asked: DateContext) -> Sense:
    return _part(found("when"), asked, lambda each: (each.first, later(each.first, EARLY[each.shape])))


def mid(found: RuleMatch, asked: DateContext) -> Sense:
    return _part(found("when"), asked, _mid)


def _mid(whole: DateSpan) -> Days:
    first, last = MID[whole.shape]
    return later(whole.first, first), later(whole.first, last)


def late(found: RuleMatch, asked: DateContext) -> Sense:
    return _part(found("when"), asked, lambda each: (later(each.last, -EARLY[each.shape]), each.last))


def nth_part(found: RuleMatch, asked: DateContext) -> Sense:
    """The first week of May, the last day of the month, the second quarter of next year, the third week."""
    nth, unit = found("nth") or -1, found("unit")
    return _part(found("when"), asked, lambda each: _nth(each, nth, unit, asked), shape=unit)


def _nth(whole: DateSpan, nth: int, unit: str, asked: DateContext) -> Days | None:
    base = whole.first if nth > 0 else whole.last
    if unit == "week" and whole.shape != "week":
        base = _first_week(whole.first, asked) if nth > 0 else _last_week(whole.last, asked)
    first, last = due_in(period(unit, base, asked, nth - 1 if nth > 0 else 0), unit, asked)
    return (first, last) if whole.first <= last and first <= whole.last else None


def _first_week(first: date, asked: DateContext) -> date:
    """The Monday of the first week that lies in it with more than half of its days."""
    monday = week_start(first, asked.first_weekday)
    return monday if (first - monday).days < 4 else later(monday, 7)


def _last_week(last: date, asked: DateContext) -> date:
    """A day of the last week that lies in it with more than half of its days."""
    monday = week_start(last, asked.first_weekday)
    return monday if (last - monday).days >= 3 else later(monday, -7)


def half(found: RuleMatch, asked: DateContext) -> Sense:
    """The second half of May; the first is over with the 15th or so."""

    def which(whole: DateSpan) -> Days | None:
        days = (whole.last - whole.first).days
        middle = later(months_later(whole.first, 6), -1) if whole.shape == "year" else later(whole.first, days // 2)
        return {1: (whole.first, middle), 2: (later(middle, 1), whole.last)}.get(found("ordinal"))

    return _part(found("when"), asked, which)


def nth_weekday(found: RuleMatch, asked: DateContext) -> Sense:
    nth, weekday = found("nth"), found("anyday")

    def which(whole: DateSpan) -> Days | None:
        on = later(coming(whole.first, weekday), 7 * (nth - 1)) if nth else coming(later(whole.last, -6), weekday)
        return (on, on) if whole.first <= on <= whole.last else None

    return _part(found("when"), asked, which, shape="day")


def nth_day(found: RuleMatch, asked: DateContext) -> Sense:
    """The 4th of next month."""
    nth, whole = found("daynumb") or found("ordinal"), found("when")
    if whole.shape != "month":
        return None
    on = whole.first.replace(day=nth)
    return day(on if on >= asked.said_on else months_later(on, 1), grade=Grade.PLAIN)


def _part(whole: DateSpan, asked: DateContext, of: Callable[[DateSpan], Days | None], **more: Any) -> Sense:
    """The part of this one or, when that is over and it comes again, of the next one."""
    if whole.shape not in SPANS:
        return None
    for each in (whole, shifted(whole)) if whole.again else (whole,):
        days = of(each)
        if days and days[1] >= asked.said_on:
            return span(*days, **{"again": whole.again, "grade": Grade.PLAIN, "shape": "part", **more})
    return None


PARTS = Layer(
    DateRule("every end of the month", "(last|every|since) when", no_day),
    DateRule("first week of May", "the? nth unit dash? (of|in)? (the|this)? when", nth_part),
    DateRule("the second half of May", "the? ordinal half of? (the|this)? when", half),
    DateRule("second Friday of June", "the? nth anyday (of|in) (the|this)? when", nth_weekday),
    DateRule("the 4th of next month", "the? daynumb of (the|this)? when", nth_day),
    DateRule("next month on the 4th", "when comma? on? the ordinal (?!(unit|anyday))", nth_day),
    DateRule("the end of next week", "the? end of? (the|this)? when", end),
    DateRule("the start of next week", "the? start of? (the|this)? when", start),
    DateRule("early next week", "early dash? (of|in)? (the|this)? when", early),
    DateRule("mid-April", "the? mid dash? (of|in)? (the|this)? when", mid),
    DateRule("late May", "late dash? (of|in)? (the|this)? when", late),
    DateRule("later next week", "later when", late),
    DateRule("the rest of May", "the? rest of the? when", end),
)


OPEN_SPANS = ("month", "quarter", "season", "year")  # "by May" is by its first day to some, by its last to others


def both(found: RuleMatch, asked: DateContext) -> Sense:
    """From one day to another: the last is due; of two that are offered, too."""
    one, two = found("when"), found("when2")
    if two.last < one.first and two.again:
        two = shifted(two)
    if two.last < one.last or Grade.HIDDEN in (one.grade, two.grade):
        return None
    others = (*two.others, one.last) if found.has("or") else two.others
    return "when", replace(two, first=one.first, grade=min(one.grade, two.grade), others=others)


def due_by(found: RuleMatch, asked: DateContext) -> Sense:
    """By a day is on it; by May is on its first day, or on its last."""
    when: DateSpan = found("when")
    if when.shape in OPEN_SPANS and when.first > asked.said_on:
        return "when", replace(when, last=when.first, others=(when.last,), bound="by")
    if when.shape == "weekend" and when.first > asked.said_on:
        return "when", replace(when, last=later(when.first, -1), bound="by")
    return _bound(found, "by")


def before(found: RuleMatch, asked: DateContext) -> Sense:
    """The day before, at the latest; before the end of something is at its end."""
    when: DateSpan = found("when")
    if when.edge or when.at:
        return _bound(found, "before")
    if when.first <= asked.said_on and when.again:
        when = shifted(when)
    on = later(when.first, -1)
    if on < asked.said_on:
        return None
    others = tuple(later(each, -1) for each in when.others if each > asked.said_on)
    return "when", replace(when, first=on, last=on, others=others, bound="before", edge=True)


def after(found: RuleMatch, asked: DateContext) -> Sense:
    """The first day after it; after days off the first working day, when somebody told which are off."""
    when: DateSpan = found("when")
    if when.shape == "the holidays":
        return _after_the_holidays(asked)
    on = next_working(later(when.last, 1 + when.over), asked)
    return "when", replace(when, first=on, last=on, bound="after", others=(), again="", shape="day")


def _after_the_holidays(asked: DateContext) -> Sense:
    """After the next row of days off that is longer than a weekend; without a calendar, after the turn of the year."""
    if asked.days_off:
        for ahead in range(366):
            on = later(asked.said_on, ahead)
            if all(is_off(later(on, more), asked) for more in range(3)):
                return day(next_working(on, asked), bound="after")
        return None
    on = next_working(later(yearly(asked, 1, 1), 1), asked)
    return day(on, bound="after", others=_other_holidays(asked))


def _other_holidays(asked: DateContext) -> tuple[date, ...]:
    return () if asked.said_on.month >= 10 else (yearly(asked, 9, 1),)


def bound_by(word: str) -> Build:
    return lambda found, _: _bound(found, word)


def _bound(found: RuleMatch, bound: str) -> Sense:
    when: DateSpan = found("when")
    return ("when", replace(when, bound=bound)) if when.grade < Grade.HIDDEN else None


BOTH = Layer(
    DateRule("from tomorrow to the 15th", "from? when (to|dash|until|or) the? when", both),
    DateRule("between Monday and Wednesday", "from when and the? when", both),
)
BOUNDS = Layer(
    DateRule("from tomorrow", "(since|from|every|last|not) the? when", no_day),
    DateRule("due by Friday", "due is? comma? (by|on|at|in|until|for)? the? when", bound_by("due")),
    DateRule("by Friday", "by comma? (the|at|on|our)? when", due_by),
    DateRule("before the 15th", "before (the|our)? when", before),
    DateRule("until Friday", "until (the|at|our)? when", bound_by("until")),
    DateRule("after Easter", "after (the|our)? when", after),
    DateRule("on Friday", "(on|at) (the|our)? when", bound_by("on")),
    DateRule("in May", "(in|for) (the|our)? when", bound_by("in")),
)
