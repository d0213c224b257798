"""Weekdays, and days that are counted from others or are a number only: next Friday, a week from Monday, the 4th."""

from dataclasses import replace
from datetime import date

from bot.text.dates.calendar import DateContext, ahead, coming, due_in, in_week, later, month_end, months_later, period
from bot.text.dates.grammar import DateRule, DateSpan, Grade, Layer, RuleMatch, Sense, day, no_day, span


def weekday(found: RuleMatch, asked: DateContext) -> Sense:
    """The coming one; said on that very day it may be today or in a week."""
    on = coming(asked.said_on, found("anyday"))
    token = found.token("anyday")
    low = bool(token and token.kind == "lowweekday")
    others = (later(on, 7),) if on == asked.said_on and not found.has("this") else ()
    return day(on, shape="weekday", grade=Grade.NEAR if low else Grade.PLAIN, again="week", others=others)


def owned(found: RuleMatch, asked: DateContext) -> Sense:
    return day(coming(asked.said_on, found("owned")), shape="weekday", again="week")


def next_weekday(found: RuleMatch, asked: DateContext) -> Sense:
    """ "Next Friday" is the one of next week to most, the coming one to others."""
    soon = coming(later(asked.said_on, 1), found("anyday"))
    on = in_week(later(asked.said_on, 7), found("anyday"), asked.first_weekday)
    if found("next") == "coming":
        return day(soon, shape="weekday", grade=Grade.SURE, again="week")
    if found("next") == "after":
        on = later(on, 7)
    others = (soon,) if soon != on and found("next") == "next" else ()
    return day(on, shape="weekday", grade=Grade.SURE, others=others)


def weekday_in(found: RuleMatch, asked: DateContext) -> Sense:
    """A weekday beside another day or span: that one of the week; beside a date the date is right."""
    whole: DateSpan = found("when")
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
    return day(on, shape="weekday", grade=min(whole.grade, Grade.PLAIN)) if on >= asked.said_on else ("past", None)


def _checked(whole: DateSpan, wanted: int, asked: DateContext) -> Sense:
    """The date; when it is no such weekday, that weekday of its week may be meant as well."""
    meant = in_week(whole.last, wanted, asked.first_weekday)
    others = whole.others if meant == whole.last else (*whole.others, meant)
    return "when", replace(whole, grade=min(whole.grade, Grade.PLAIN), others=others)


def weekday_of_next(found: RuleMatch, asked: DateContext) -> Sense:
    """Friday week, Monday after next."""
    if found.has("unit") and found("unit") != "week":
        return None
    return day(later(coming(later(asked.said_on, 1), found("anyday")), 7), shape="weekday", grade=Grade.SURE)


def weekday_or(found: RuleMatch, asked: DateContext) -> Sense:
    """ "Monday or Tuesday": the later is due; both are possible."""
    first, last = (coming(asked.said_on, found(name)) for name in ("anyday", "anyday2"))
    last = last if last >= first else later(last, 7)
    others = (first,) if found.has("or") or found.has("bar") else ()
    return "when", DateSpan(first, last, "span", Grade.PLAIN, others=others)


def explained(found: RuleMatch, asked: DateContext) -> Sense:
    """ "Tomorrow, 13/4": the date is right."""
    loose, exact = found("when"), found("when2")
    if loose.shape not in ("today", "week", "weekday") or exact.shape not in ("day", "today"):
        return None
    return "when", replace(exact, grade=min(exact.grade, loose.grade, Grade.PLAIN))


IN_WEEKS = Layer(
    DateRule("Friday, 3 March 2020", "(when|anyday) (comma|dash)? past", no_day),
    DateRule("3 March 2020, Friday", "past (comma|dash)? anyday", no_day),
    DateRule("tomorrow, 21/3", "when comma (on|the)? when", explained),
    DateRule("next week on Wednesday", "when comma? on? the? anyday (?!(unit|when))", weekday_in),
    DateRule("Friday, 21/3", "anyday dot? (comma|dash)? (of|in|the|on)? when", weekday_in),
)
WEEKDAYS = Layer(
    DateRule("last Friday", "(last|every|since|a) the? anyday", no_day),
    DateRule("the Friday meeting", "(?<!(by|before|until|after|due)) the anyday daypart? (?=(other|meeting))", no_day),
    DateRule("lundi dernier", "anyday last", no_day),
    DateRule("for Monday's call", "(?<=(by|before|until|for|at|in)) the? owned (?=meeting)", owned),
    DateRule("Monday after next", "the? anyday after next", weekday_of_next),
    DateRule("Friday week", "anyday unit", weekday_of_next),
    DateRule("Monday to Wednesday", "(from|this)? anyday (to|dash|until) anyday", weekday_or),
    DateRule("Monday or Tuesday", "this? anyday (or|bar) anyday", weekday_or),
    DateRule("next Friday", "next anyday daypart?", next_weekday),
    DateRule("vendredi prochain", "anyday next (?!(anyday|anymonth|unit|meeting))", next_weekday),
    DateRule("this Friday", "this next? anyday daypart?", weekday),
    DateRule("Friday morning", "anyday daypart?", weekday),
)


def counted_from(found: RuleMatch, asked: DateContext) -> Sense:
    """Two weeks from tomorrow, a week before Christmas, ten days after the 4th."""
    base: DateSpan | None = found("when")
    count, unit = found("count") or 1, found("unit")
    start = base.last if base else asked.said_on
    if base and base.grade == Grade.HIDDEN:
        return None
    if found.has("the") and (found.has("on") or found.has("from")):
        return None
    if found.has("the") and unit == "week":
        return _week_beside(start, -1 if found.has("before") else 1, asked)
    if found.has("before"):
        count = -count
    on = ahead(count, unit, asked, start)
    if on < asked.said_on:
        return None
    others = (ahead(count, unit, asked, each) for each in (base.others if base else ()))
    return day(on, shape=unit + "s", grade=Grade.SURE, others=tuple(each for each in others if each >= asked.said_on))


def _week_beside(on: date, ahead_: int, asked: DateContext) -> Sense:
    first, last = due_in(period("week", on, asked, ahead_), "week", asked)
    return span(first, last, "week", grade=Grade.SURE) if last >= asked.said_on else None


def week_of(found: RuleMatch, asked: DateContext) -> Sense:
    """The week of 16 March, the weekend of the 14th."""
    base: DateSpan = found("when")
    unit = found("unit")
    if unit not in ("week", "weekend") or base.shape not in ("day", "weekday", "holiday"):
        return None
    first, last = due_in(period(unit, base.last, asked), unit, asked)
    return span(first, last, unit, again=base.again) if last >= asked.said_on else None


def week_today(found: RuleMatch, asked: DateContext) -> Sense:
    """A week today, two weeks tomorrow: as the British say."""
    fits = found("when").shape == "today" and found("unit") in ("week", "month", "fortnight")
    return counted_from(found, asked) if fits else None


def weekday_from(found: RuleMatch, asked: DateContext) -> Sense:
    """The Friday after Easter."""
    base: DateSpan = found("when")
    start = later(base.last, -7 if found.has("before") else 1)
    more = 7 * ((found("ordinal") or 1) - 1)
    on = later(coming(start, found("anyday")), -more if found.has("before") else more)
    return day(on, shape="weekday", grade=Grade.SURE) if on >= asked.said_on else None


def weekdays_on(found: RuleMatch, asked: DateContext) -> Sense:
    """Two Fridays from now."""
    soon = coming(later(asked.said_on, 1), found("plural"))
    return day(later(soon, 7 * (found("number") - 1)), shape="weekday", grade=Grade.SURE)


def bare_day(found: RuleMatch, asked: DateContext) -> Sense:
    """The 4th: of this month, or of the next that has one."""
    token = found.token("ordinal")
    if token and not token.word[:1].isdigit() and token.value < 10:  # "on the first" is mostly of something else
        return None
    return day(
        nth_of_month(asked, found("ordinal")), again="month", grade=Grade.NEAR if found("ordinal") > 9 else Grade.BOUND
    )


def nth_of_month(asked: DateContext, of_month: int) -> date:
    """Raises ValueError when no month has so many days."""
    for months in range(4):
        if (on := _in_month(asked, of_month, months)) and on >= asked.said_on:
            return on
    raise ValueError(f"no month has a day {of_month}")


def _in_month(asked: DateContext, of_month: int, months: int) -> date | None:
    last = month_end(months_later(asked.said_on.replace(day=1), months))
    return last.replace(day=of_month) if 1 <= of_month <= last.day else None


def weekday_and_number(found: RuleMatch, asked: DateContext) -> Sense:
    """Friday the 13th: the next day that is both."""
    weekday, of_month = found("anyday"), found("daynumb")
    for months in range(1, 48):
        on = _in_month(asked, of_month, months - 1)
        if on and on >= asked.said_on and on.weekday() == weekday:
            return day(on, grade=Grade.PLAIN)
    return None


FROM = Layer(
    DateRule("the week of 16 March", "the? unit (of|on) the? when", week_of),
    DateRule("the Friday after Easter", "the? ordinal? anyday (after|before) when", weekday_from),
    DateRule("two Fridays from now", "number plural from now", weekdays_on),
    DateRule("two weeks hence", "count unit hence", counted_from),
    DateRule("in two weeks from tomorrow", "in? (the|count) unit (from|after|before|on) the? when", counted_from),
    DateRule("two weeks from now", "in? count unit from now", counted_from),
    DateRule("a week today", "in? count unit when", week_today),
)
BARE = Layer(
    DateRule(
        "Friday the 13th", "anyday comma? the? daynumb (?!(unit|daypart|number|dash|dot number))", weekday_and_number
    ),
    DateRule("the 4th", "the ordinal (?!(unit|anyday|anymonth|when|ordinal|dash))", bare_day),
    DateRule(
        "by 4th",
        "(?<=(by|before|until|on|due|after)) ordinal (?!(unit|anyday|anymonth|when|other|ordinal|dash))",
        bare_day,
    ),
)
