"""Days that are counted or spanned: tomorrow, next week, in two weeks, the next meeting; and the hour of a day."""

import re
from dataclasses import replace
from datetime import time

from bot.text.dates.calendar import DateContext, ahead, due_in, later, period
from bot.text.dates.grammar import DateRule, DateSpan, Grade, Layer, RuleMatch, Sense, day, no_day, span


def today(_: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=Grade.NEAR)


def this_part(found: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=Grade.NEAR if found("daypart") == "am" else Grade.PLAIN)


def tonight(_: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=Grade.PLAIN)


def days_on(found: RuleMatch, asked: DateContext) -> Sense:
    return day(later(asked.said_on, found("tomorrow") or found("relative")), shape="today", grade=Grade.SURE)


def this_period(found: RuleMatch, asked: DateContext) -> Sense:
    unit = found("unit")
    if unit in ("hour", "minute", "workday"):
        return None
    days = due_in(period(unit, asked.said_on, asked), unit, asked)
    grade = Grade.PLAIN if unit == "weekend" else Grade.WEAK
    return span(*days, unit, grade=Grade.SURE if found.has("rest") or found.has("later") else grade)


def next_period(found: RuleMatch, asked: DateContext) -> Sense:
    unit, which = found("unit"), found("next")
    if found.word("unit").endswith("days"):  # "in the coming days": a few
        return span(asked.said_on, ahead(3, unit, asked), "days")
    if unit in ("day", "hour", "minute", "workday"):
        return None
    before_weekend = unit == "weekend" and asked.said_on.weekday() < 5
    steps = 0 if which == "coming" and before_weekend else 2 if found.has("after") or which == "after" else 1
    days = due_in(period(unit, asked.said_on, asked, steps), unit, asked)
    return span(*days, unit, grade=Grade.PLAIN if found.word("next").startswith("the ") else Grade.SURE)


def of_the_period(found: RuleMatch, asked: DateContext) -> Sense:
    """ "(the end of) the month": worth something only as a part of more."""
    return span(*period(found("unit"), asked.said_on, asked), found("unit"), grade=Grade.HIDDEN)


def fortnight(found: RuleMatch, asked: DateContext) -> Sense:
    if found("unit") == "weekend" and not found.word("unit").endswith("s"):
        return this_period(found, asked)
    if found("unit") != "fortnight":
        return None
    return span(*period("fortnight", asked.said_on, asked), grade=Grade.PLAIN)


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
        return span(asked.said_on, last, unit + "s", grade=Grade.PLAIN)
    return day(last, shape=unit + "s", grade=Grade.PLAIN)


def end_mark(found: RuleMatch, asked: DateContext) -> Sense:
    """EOW, EOM, EOQ, EOY."""
    unit = {"EOW": "week", "EOM": "month", "EOQ": "quarter", "EOY": "year"}[found("mark")]
    return day(due_in(period(unit, asked.said_on, asked), unit, asked)[1], grade=Grade.PLAIN, edge=True)


def this_end(found: RuleMatch, asked: DateContext) -> Sense:
    """ "End of the week" is this week's; "at the end of the day" is mostly no day at all."""
    unit = found("unit")
    if unit in ("hour", "minute", "workday"):
        return None
    last = due_in(period(unit, asked.said_on, asked), unit, asked)[1]
    return day(
        last,
        shape="the day" if unit == "day" else "day",
        grade=Grade.BOUND if unit == "day" else Grade.PLAIN,
        edge=True,
    )


def meeting(_: RuleMatch, asked: DateContext) -> Sense:
    """The next meeting, when the calendar tells; else a week from now as a guess, and marked as one."""
    on = asked.next_meeting_on
    if on and on >= asked.said_on:
        return day(on, shape="meeting", grade=Grade.BOUND)
    return day(later(asked.said_on, 7), shape="meeting", grade=Grade.BOUND, needs_meeting=True)


def within(found: RuleMatch, asked: DateContext) -> Sense:
    unit = found("unit")
    wanted = unit in ("hour", "minute") if found.has("next") else found("in") == "within"
    if not wanted or unit == "workday":
        return None
    days = period("day" if unit in ("hour", "minute") else unit, asked.said_on, asked)
    return span(*due_in(days, unit, asked), unit, grade=Grade.PLAIN)


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


MORNING, EVENING = re.compile(r"(?<!\w)am|\da\.?m"), re.compile(r"pm|p\.m")


def clock(found: RuleMatch) -> time | None:
    """The hour that was said; from 1 to 7 without more is the afternoon."""
    if found.has("time"):
        said, numbers = found.word("time"), found("time")
        hour, minute = (*numbers, 0)[:2]
    else:
        said, hour, minute = found("daypart") or "", found("number"), found("number2") or 0
    morning, evening = MORNING.search(said), EVENING.search(said)
    if hour < 12 and (evening or (hour < 8 and not morning and ":" not in said)):
        hour += 12
    return time(0 if hour == 12 and morning else hour % 24, minute)


def at_time(found: RuleMatch, asked: DateContext) -> Sense:
    when: DateSpan = found("when")
    return "when", replace(when, at=clock(found), grade=min(when.grade, Grade.PLAIN))


def today_at(found: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=Grade.NEAR, at=clock(found))


def at_end_of_day(found: RuleMatch, asked: DateContext) -> Sense:
    when: DateSpan | None = found("when")
    if when:
        return "when", replace(when, edge=True, grade=min(when.grade, Grade.PLAIN))
    return day(
        asked.said_on, shape="end of day", grade=Grade.BOUND if found("eod") == "midnight" else Grade.PLAIN, edge=True
    )


CLOCK = Layer(
    DateRule("EOD on Friday", "the? eod (comma|dash)? (of|on|by)? when", at_end_of_day),
    DateRule("Friday EOD", "when comma? (by|at|before)? the? eod", at_end_of_day),
    DateRule(
        "tomorrow at six pm", "when (comma|dash)? (at|by|before|until|from)? number (dash? number)? daypart", at_time
    ),
    DateRule("Friday at 17:00", "when (comma|dash)? (at|by|before|until|from)? time", at_time),
    DateRule("from 4 pm tomorrow to 5 pm", "from when (to|until|dash) time", at_time),
    DateRule("Friday at 5", "when comma? at number (dash? number)? (?!(unit|other|number))", at_time),
    DateRule("5 pm on Friday", "at? time comma? on? when", at_time),
    DateRule("six pm on Friday", "at? number (dash? number)? daypart comma? on? when", at_time),
    DateRule("at five-thirty tomorrow", "at number (dash? number)? when", at_time),
    DateRule("EOD", "the? eod", at_end_of_day),
)
HOURS = Layer(DateRule("by 5 pm", "time (?!(past|when|anymonth))", today_at))
