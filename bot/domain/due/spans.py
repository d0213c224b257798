"""Days that are counted or spanned: tomorrow, next week, in two weeks, the end of the month."""

from bot.domain.due.days import Asked, later
from bot.domain.due.grammar import BOUND, HIDDEN, NEAR, PLAIN, SURE, WEAK, Found, Layer, Rule, Sense, day, no_day, span
from bot.domain.due.periods import ahead, due_in, period


def today(_: Found, asked: Asked) -> Sense:
    return day(asked.said_on, shape="today", grade=NEAR)


def this_part(found: Found, asked: Asked) -> Sense:
    return day(asked.said_on, shape="today", grade=NEAR if found("daypart") == "am" else PLAIN)


def tonight(_: Found, asked: Asked) -> Sense:
    return day(asked.said_on, shape="today", grade=PLAIN)


def days_on(found: Found, asked: Asked) -> Sense:
    return day(later(asked.said_on, found("tomorrow") or found("relative")), shape="today", grade=SURE)


def this_period(found: Found, asked: Asked) -> Sense:
    unit = found("unit")
    if unit in ("hour", "minute", "workday"):
        return None
    days = due_in(period(unit, asked.said_on, asked), unit, asked)
    grade = PLAIN if unit == "weekend" else WEAK
    return span(*days, unit, grade=SURE if found.has("rest") or found.has("later") else grade)


def next_period(found: Found, asked: Asked) -> Sense:
    unit, which = found("unit"), found("next")
    if found.word("unit").endswith("days"):  # "in the coming days": a few
        return span(asked.said_on, ahead(3, unit, asked), "days")
    if unit in ("day", "hour", "minute", "workday"):
        return None
    before_weekend = unit == "weekend" and asked.said_on.weekday() < 5
    steps = 0 if which == "coming" and before_weekend else 2 if found.has("after") or which == "after" else 1
    days = due_in(period(unit, asked.said_on, asked, steps), unit, asked)
    return span(*days, unit, grade=PLAIN if found.word("next").startswith("the ") else SURE)


def of_the_period(found: Found, asked: Asked) -> Sense:
    """ "(the end of) the month": worth something only as a part of more."""
    return span(*period(found("unit"), asked.said_on, asked), found("unit"), grade=HIDDEN)


def fortnight(found: Found, asked: Asked) -> Sense:
    if found("unit") == "weekend" and not found.word("unit").endswith("s"):
        return this_period(found, asked)
    if found("unit") != "fortnight":
        return None
    return span(*period("fortnight", asked.said_on, asked), grade=PLAIN)


def in_some(found: Found, asked: Asked) -> Sense:
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


def end_mark(found: Found, asked: Asked) -> Sense:
    """EOW, EOM, EOQ, EOY."""
    unit = {"EOW": "week", "EOM": "month", "EOQ": "quarter", "EOY": "year"}[found("mark")]
    return day(due_in(period(unit, asked.said_on, asked), unit, asked)[1], grade=PLAIN, edge=True)


def this_end(found: Found, asked: Asked) -> Sense:
    """ "End of the week" is this week's; "at the end of the day" is mostly no day at all."""
    unit = found("unit")
    if unit in ("hour", "minute", "workday"):
        return None
    last = due_in(period(unit, asked.said_on, asked), unit, asked)[1]
    return day(last, shape="the day" if unit == "day" else "day", grade=BOUND if unit == "day" else PLAIN, edge=True)


def meeting(_: Found, asked: Asked) -> Sense:
    """The next meeting, when the calendar tells; else a week from now as a guess, and marked as one."""
    on = asked.next_meeting_on
    if on and on >= asked.said_on:
        return day(on, shape="meeting", grade=BOUND)
    return day(later(asked.said_on, 7), shape="meeting", grade=BOUND, needs_meeting=True)


def within(found: Found, asked: Asked) -> Sense:
    unit = found("unit")
    wanted = unit in ("hour", "minute") if found.has("next") else found("in") == "within"
    if not wanted or unit == "workday":
        return None
    days = period("day" if unit in ("hour", "minute") else unit, asked.said_on, asked)
    return span(*due_in(days, unit, asked), unit, grade=PLAIN)


COUNTED = Layer(
    Rule("il y a deux ans, vor zwei Jahren", "(ago|before) (number|a) unit (?!(from|after|before))", no_day),
    Rule("la semaine dernière", "the? unit last (?!(of|in|unit))", no_day),
    Rule("the second last week", "the? ordinal last (unit|anyday)", no_day),
    Rule("two years ago", "(number|a) unit ago", no_day),
    Rule("every other week", "every (number|ordinal|other|last)? (unit|anyday|daypart|when)", no_day),
    Rule("the first Monday of every month", "the? nth? (anyday|unit) (of|in) every unit", no_day),
    Rule("last week", "last number? (unit|daypart|month|season|holiday|when) (?!(of|in))", no_day),
    Rule("since March", "(since|ago) (when|this? unit)", no_day),
    Rule("the day after tomorrow", "relative", days_on),
    Rule("tomorrow morning", "tomorrow (in the)? daypart?", days_on),
    Rule("later today", "later today", tonight),
    Rule("this evening", "this daypart", this_part),
    Rule("today", "today", today),
    Rule("tonight", "tonight", tonight),
    Rule("in a day or two", "in a unit or number", in_some),
    Rule("half a year from now", "in? half a? unit from now", in_some),
    Rule("in half an hour", "in half a? unit (?!(from|after|before))", in_some),
    Rule(
        "within the next two or three weeks",
        "in the? next? a? number ((or|to|dash) number)? next? dash? unit (?!(from|after|before|ago|since))",
        in_some,
    ),
    Rule("in a week", "in a unit (?!(from|after|before|ago|since))", in_some),
    Rule("in the next hour", "in next unit", within),
    Rule("within the hour", "in the unit", within),
    Rule("next 3 days", "the? next a? number ((or|to|dash) number)? unit", in_some),
    Rule("the 3 next weeks", "the? number next unit", in_some),
    Rule("the week after next", "the? unit after next (?!(anyday|unit|anymonth|meeting))", next_period),
    Rule("the rest of the week", "the? rest of (the|this) unit", this_period),
    Rule("end of the month", "the? end dash? of? dash? (the|this|our) unit", this_end),
    Rule("end of month", "the? end dash? of dash? unit", this_end),
    Rule("year end", "unit dash? end", this_end),
    Rule("later this week", "later this unit", this_period),
    Rule("this week", "this unit", this_period),
    Rule("next week", "(the|this)? next unit", next_period),
    Rule("la semaine prochaine", "the? unit next (?!(anyday|anymonth|unit|meeting))", next_period),
    Rule("the fortnight", "(the|this) unit (?!(of|on))", fortnight),
    Rule("am Wochenende", "(?<=(on|at|in|by|until|before)) unit", fortnight),
    Rule("(first week) of the month", "(?<=(of|in|dash|mid)) the? unit", of_the_period),
    Rule("our next meeting", "(the|our)? next meeting", meeting),
    Rule("EOM", "mark", end_mark),
)
