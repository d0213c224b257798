"""Days that are counted from others, or are a number only: a week from Monday, the Friday after Easter, the 4th."""

from datetime import date

from bot.text.dates.calendar import DateContext, ahead, coming, due_in, later, month_end, months_later, period
from bot.text.dates.grammar import (
    BOUND,
    HIDDEN,
    NEAR,
    PLAIN,
    SURE,
    DateRule,
    DateSpan,
    Layer,
    RuleMatch,
    Sense,
    day,
    span,
)


def counted_from(found: RuleMatch, asked: DateContext) -> Sense:
    """Two weeks from tomorrow, a week before Christmas, ten days after the 4th."""
    base: DateSpan | None = found("when")
    count, unit = found("count") or 1, found("unit")
    start = base.last if base else asked.said_on
    if base and base.grade == HIDDEN:
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
    return day(on, shape=unit + "s", grade=SURE, others=tuple(each for each in others if each >= asked.said_on))


def _week_beside(on: date, ahead_: int, asked: DateContext) -> Sense:
    first, last = due_in(period("week", on, asked, ahead_), "week", asked)
    return span(first, last, "week", grade=SURE) if last >= asked.said_on else None


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
    return day(on, shape="weekday", grade=SURE) if on >= asked.said_on else None


def weekdays_on(found: RuleMatch, asked: DateContext) -> Sense:
    """Two Fridays from now."""
    soon = coming(later(asked.said_on, 1), found("plural"))
    return day(later(soon, 7 * (found("number") - 1)), shape="weekday", grade=SURE)


def bare_day(found: RuleMatch, asked: DateContext) -> Sense:
    """The 4th: of this month, or of the next that has one."""
    token = found.token("ordinal")
    if token and not token.word[:1].isdigit() and token.value < 10:  # "on the first" is mostly of something else
        return None
    return day(nth_of_month(asked, found("ordinal")), again="month", grade=NEAR if found("ordinal") > 9 else BOUND)


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
            return day(on, grade=PLAIN)
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
