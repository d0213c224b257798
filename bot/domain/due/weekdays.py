"""Weekdays: the coming one, the next one, the one of some week."""

from dataclasses import replace

from bot.domain.due.days import Asked, coming, in_week, later
from bot.domain.due.grammar import NEAR, PLAIN, SURE, Found, Layer, Rule, Sense, When, day, no_day


def weekday(found: Found, asked: Asked) -> Sense:
    """The coming one; said on that very day it may be today or in a week."""
    on = coming(asked.said_on, found("anyday"))
    token = found.token("anyday")
    low = bool(token and token.kind == "lowweekday")
    others = (later(on, 7),) if on == asked.said_on and not found.has("this") else ()
    return day(on, shape="weekday", grade=NEAR if low else PLAIN, again="week", others=others)


def owned(found: Found, asked: Asked) -> Sense:
    return day(coming(asked.said_on, found("owned")), shape="weekday", again="week")


def next_weekday(found: Found, asked: Asked) -> Sense:
    """ "Next Friday" is the one of next week to most, the coming one to others."""
    soon = coming(later(asked.said_on, 1), found("anyday"))
    on = in_week(later(asked.said_on, 7), found("anyday"), asked.first_weekday)
    if found("next") == "coming":
        return day(soon, shape="weekday", grade=SURE, again="week")
    if found("next") == "after":
        on = later(on, 7)
    others = (soon,) if soon != on and found("next") == "next" else ()
    return day(on, shape="weekday", grade=SURE, others=others)


def weekday_in(found: Found, asked: Asked) -> Sense:
    """A weekday beside another day or span: that one of the week; beside a date the date is right."""
    whole: When = found("when")
    wanted = found("anyday")
    if whole.shape in ("week", "weeks", "part", "fortnight", "weekend"):
        on = in_week(whole.first if whole.shape != "weeks" else whole.last, wanted, asked.first_weekday)
    elif whole.shape in ("months", "years", "quarters"):
        on = coming(whole.last, wanted)
    elif whole.shape == "days":
        on = min((coming(later(whole.last, back), wanted) for back in (0, -6)), key=lambda each: abs(each - whole.last))
    elif whole.shape in ("day", "today", "holiday"):
        return _checked(whole, wanted, asked)
    else:
        return None
    return day(on, shape="weekday", grade=min(whole.grade, PLAIN)) if on >= asked.said_on else ("past", None)


def _checked(whole: When, wanted: int, asked: Asked) -> Sense:
    """The date; when it is no such weekday, that weekday of its week may be meant as well."""
    meant = in_week(whole.last, wanted, asked.first_weekday)
    others = whole.others if meant == whole.last else (*whole.others, meant)
    return "when", replace(whole, grade=min(whole.grade, PLAIN), others=others)


def weekday_of_next(found: Found, asked: Asked) -> Sense:
    """Friday week, Monday after next."""
    if found.has("unit") and found("unit") != "week":
        return None
    return day(later(coming(later(asked.said_on, 1), found("anyday")), 7), shape="weekday", grade=SURE)


def weekday_or(found: Found, asked: Asked) -> Sense:
    """ "Monday or Tuesday": the later is due; both are possible."""
    first, last = (coming(asked.said_on, found(name)) for name in ("anyday", "anyday2"))
    last = last if last >= first else later(last, 7)
    others = (first,) if found.has("or") or found.has("bar") else ()
    return "when", When(first, last, "span", PLAIN, others=others)


def explained(found: Found, asked: Asked) -> Sense:
    """ "Tomorrow, 13/4": the date is right."""
    loose, exact = found("when"), found("when2")
    if loose.shape not in ("today", "week", "weekday") or exact.shape not in ("day", "today"):
        return None
    return "when", replace(exact, grade=min(exact.grade, loose.grade, PLAIN))


IN_WEEKS = Layer(
    Rule("Friday, 3 March 2020", "(when|anyday) (comma|dash)? past", no_day),
    Rule("3 March 2020, Friday", "past (comma|dash)? anyday", no_day),
    Rule("tomorrow, 21/3", "when comma (on|the)? when", explained),
    Rule("next week on Wednesday", "when comma? on? the? anyday (?!(unit|when))", weekday_in),
    Rule("Friday, 21/3", "anyday dot? (comma|dash)? (of|in|the|on)? when", weekday_in),
)
WEEKDAYS = Layer(
    Rule("last Friday", "(last|every|since|a) the? anyday", no_day),
    Rule("the Friday meeting", "(?<!(by|before|until|after|due)) the anyday daypart? (?=(other|meeting))", no_day),
    Rule("lundi dernier", "anyday last", no_day),
    Rule("for Monday's call", "(?<=(by|before|until|for|at|in)) the? owned (?=meeting)", owned),
    Rule("Monday after next", "the? anyday after next", weekday_of_next),
    Rule("Friday week", "anyday unit", weekday_of_next),
    Rule("Monday to Wednesday", "(from|this)? anyday (to|dash|until) anyday", weekday_or),
    Rule("Monday or Tuesday", "this? anyday (or|bar) anyday", weekday_or),
    Rule("next Friday", "next anyday daypart?", next_weekday),
    Rule("vendredi prochain", "anyday next (?!(anyday|anymonth|unit|meeting))", next_weekday),
    Rule("this Friday", "this next? anyday daypart?", weekday),
    Rule("Friday morning", "anyday daypart?", weekday),
)
