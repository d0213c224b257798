"""Days that are counted or spanned: tomorrow, next week, in two weeks, the end of the month."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.text.dates.calendar import DateContext, Days, ahead, coming, due_in, later, months_later, period, week_start
from bot.text.dates.grammar import (
    BOUND,
    HIDDEN,
    NEAR,
    PLAIN,
    SURE,
    WEAK,
    DateRule,
    DateSpan,
    Layer,
    RuleMatch,
    Sense,
    day,
    no_day,
    shifted,
    span,
)


def today(_: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=NEAR)


def this_part(found: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=NEAR if found("daypart") == "am" else PLAIN)


def tonight(_: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=PLAIN)


def days_on(found: RuleMatch, asked: DateContext) -> Sense:
    return day(later(asked.said_on, found("tomorrow") or found("relative")), shape="today", grade=SURE)


def this_period(found: RuleMatch, asked: DateContext) -> Sense:
    unit = found("unit")
    if unit in ("hour", "minute", "workday"):
        return None
    days = due_in(period(unit, asked.said_on, asked), unit, asked)
    grade = PLAIN if unit == "weekend" else WEAK
    return span(*days, unit, grade=SURE if found.has("rest") or found.has("later") else grade)


def next_period(found: RuleMatch, asked: DateContext) -> Sense:
    unit, which = found("unit"), found("next")
    if found.word("unit").endswith("days"):  # "in the coming days": a few
        return span(asked.said_on, ahead(3, unit, asked), "days")
    if unit in ("day", "hour", "minute", "workday"):
        return None
    before_weekend = unit == "weekend" and asked.said_on.weekday() < 5
    steps = 0 if which == "coming" and before_weekend else 2 if found.has("after") or which == "after" else 1
    days = due_in(period(unit, asked.said_on, asked, steps), unit, asked)
    return span(*days, unit, grade=PLAIN if found.word("next").startswith("the ") else SURE)


def of_the_period(found: RuleMatch, asked: DateContext) -> Sense:
    """ "(the end of) the month": worth something only as a part of more."""
    return span(*period(found("unit"), asked.said_on, asked), found("unit"), grade=HIDDEN)


def fortnight(found: RuleMatch, asked: DateContext) -> Sense:
    if found("unit") == "weekend" and not found.word("unit").endswith("s"):
        return this_period(found, asked)
    if found("unit") != "fortnight":
        return None
    return span(*period("fortnight", asked.said_on, asked), grade=PLAIN)


def in_some(found: RuleMatch, asked: DateContext) -> Sense:
    """In two weeks, within ten days, over the next few months."""
    unit = found("unit")
    count = found("number2") or found("number") or found("count") or 1
    if found.has("half"):
        count = 0.5
    lasts = found("in") == "over" and not found.has("next")  # "over six months" is how long
    if lasts or (unit == "minute" and 1 <= count < 5):  # and "in a minute" is no promise
        return None
    last = ahead(count, unit, asked)
    if found("in") != "exact" or found.has("next"):
        return span(asked.said_on, last, unit + "s", grade=PLAIN)
    return day(last, shape=unit + "s", grade=PLAIN)


def end_mark(found: RuleMatch, asked: DateContext) -> Sense:
    """EOW, EOM, EOQ, EOY."""
    unit = {"EOW": "week", "EOM": "month", "EOQ": "quarter", "EOY": "year"}[found("mark")]
    return day(due_in(period(unit, asked.said_on, asked), unit, asked)[1], grade=PLAIN, edge=True)


def this_end(found: RuleMatch, asked: DateContext) -> Sense:
    """ "End of the week" is this week's; "at the end of the day" is mostly no day at all."""
    unit = found("unit")
    if unit in ("hour", "minute", "workday"):
        return None
    last = due_in(period(unit, asked.said_on, asked), unit, asked)[1]
    return day(last, shape="the day" if unit == "day" else "day", grade=BOUND if unit == "day" else PLAIN, edge=True)


def meeting(_: RuleMatch, asked: DateContext) -> Sense:
    """The next meeting, when the calendar tells; else a week from now as a guess, and marked as one."""
    on = asked.next_meeting_on
    if on and on >= asked.said_on:
        return day(on, shape="meeting", grade=BOUND)
    return day(later(asked.said_on, 7), shape="meeting", grade=BOUND, needs_meeting=True)


def within(found: RuleMatch, asked: DateContext) -> Sense:
    unit = found("unit")
    wanted = unit in ("hour", "minute") if found.has("next") else found("in") == "within"
    if not wanted or unit == "workday":
        return None
    days = period("day" if unit in ("hour", "minute") else unit, asked.said_on, asked)
    return span(*due_in(days, unit, asked), unit, grade=PLAIN)


COUNTED = Layer(
    DateRule("il y a deux ans, vor zwei Jahren", "(ago|before) (number|a) unit (?!(from|after|before))", no_day),
    DateRule("la semaine dernière", "the? unit last (?!(of|in|unit))", no_day),
    DateRule("the second last week", "the? ordinal last (unit|anyday)", no_day),
    DateRule("two years ago", "(number|a) unit ago", no_day),
    DateRule("every other week", "every (number|ordinal|other|last)? (unit|anyday|daypart|when)", no_day),
    DateRule("the first Monday of every month", "the? nth? (anyday|unit) (of|in) every unit", no_day),
    DateRule("last week", "last number? (unit|daypart|month|season|holiday|when) (?!(of|in))", no_day),
    DateRule("since March", "(since|ago) (when|this? unit)", no_day),
    DateRule("the day after tomorrow", "relative", days_on),
    DateRule("tomorrow morning", "tomorrow (in the)? daypart?", days_on),
    DateRule("later today", "later today", tonight),
    DateRule("this evening", "this daypart", this_part),
    DateRule("today", "today", today),
    DateRule("tonight", "tonight", tonight),
    DateRule("in a day or two", "in a unit or number", in_some),
    DateRule("half a year from now", "in? half a? unit from now", in_some),
    DateRule("in half an hour", "in half a? unit (?!(from|after|before))", in_some),
    DateRule(
        "within the next two or three weeks",
        "in the? next? a? number ((or|to|dash) number)? next? dash? unit (?!(from|after|before|ago|since))",
        in_some,
    ),
    DateRule("in a week", "in a unit (?!(from|after|before|ago|since))", in_some),
    DateRule("in the next hour", "in next unit", within),
    DateRule("within the hour", "in the unit", within),
    DateRule("next 3 days", "the? next a? number ((or|to|dash) number)? unit", in_some),
    DateRule("the 3 next weeks", "the? number next unit", in_some),
    DateRule("the week after next", "the? unit after next (?!(anyday|unit|anymonth|meeting))", next_period),
    DateRule("the rest of the week", "the? rest of (the|this) unit", this_period),
    DateRule("end of the month", "the? end dash? of? dash? (the|this|our) unit", this_end),
    DateRule("end of month", "the? end dash? of dash? unit", this_end),
    DateRule("year end", "unit dash? end", this_end),
    DateRule("later this week", "later this unit", this_period),
    DateRule("this week", "this unit", this_period),
    DateRule("next week", "(the|this)? next unit", next_period),
    DateRule("la semaine prochaine", "the? unit next (?!(anyday|anymonth|unit|meeting))", next_period),
    DateRule("the fortnight", "(the|this) unit (?!(of|on))", fortnight),
    DateRule("am Wochenende", "(?<=(on|at|in|by|until|before)) unit", fortnight),
    DateRule("(first week) of the month", "(?<=(of|in|dash|mid)) the? unit", of_the_period),
    DateRule("our next meeting", "(the|our)? next meeting", meeting),
    DateRule("EOM", "mark", end_mark),
)


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


def end(found: RuleMatch, asked: DateContext) -> Sense:
    whole: DateSpan = found("when")
    if whole.shape in ("day", "today", "holiday", "days", "weeks", "months", "years", "meeting"):
        return "when", replace(whole, edge=True, grade=min(whole.grade, PLAIN))
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
    return day(on if on >= asked.said_on else months_later(on, 1), grade=PLAIN)


def _part(whole: DateSpan, asked: DateContext, of: Callable[[DateSpan], Days | None], **more: Any) -> Sense:
    """The part of this one or, when that is over and it comes again, of the next one."""
    if whole.shape not in SPANS:
        return None
    for each in (whole, shifted(whole)) if whole.again else (whole,):
        days = of(each)
        if days and days[1] >= asked.said_on:
            return span(*days, **{"again": whole.again, "grade": PLAIN, "shape": "part", **more})
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
