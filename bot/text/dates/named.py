"""Days that are named: 21 March, 3/4, 2026-03-21, Easter, Q2, the summer; and numbers in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.text.dates.calendar import DateContext, coming, easter, later, month_end, months_later
from bot.text.dates.grammar import DateRule, Grade, Layer, RuleMatch, Sense, day, span


def twenty_seventh(found: RuleMatch, _: DateContext) -> Sense:
    tens, ones = found("number"), found("ordinal")
    fits = tens in (20, 30) and ones < 10 and _in_words(found, "number") and _in_words(found, "ordinal")
    return ("ordinal", tens + ones) if fits else None


def twenty_seven(found: RuleMatch, _: DateContext) -> Sense:
    tens, ones = found("number"), found("number2")
    if not (_in_words(found, "number") and _in_words(found, "number2")):
        return None
    if tens == 20 and 20 <= ones < 100:
        return "year", 2000 + ones
    return ("number", tens + ones) if tens % 10 == 0 and 20 <= tens < 100 and ones < 10 else None


def thousands(found: RuleMatch, _: DateContext) -> Sense:
    if found("number") != 2 or found("number2") != 1000:
        return None
    return "year", 2000 + (found("number3") or 0)


def _in_words(found: RuleMatch, name: str) -> bool:
    return not found.word(name)[:1].isdigit()


def in_zone(found: RuleMatch, _: DateContext) -> Sense:
    return "time", found("time")


NUMBERS = Layer(
    DateRule("7 PM CET", "time zone", in_zone),
    DateRule("two thousand and twenty", "number number and? number", thousands),
    DateRule("twenty-seventh", "number dash? ordinal", twenty_seventh),
    DateRule("twenty seven", "number dash? number", twenty_seven),
)


def month_of_year(found: RuleMatch, asked: DateContext) -> Sense:
    first = date(found("year"), found("anymonth"), 1)
    return _span_to_come(first, month_end(first), asked, "month", grade=Grade.PLAIN)


def month(found: RuleMatch, asked: DateContext) -> Sense:
    first = date(asked.said_on.year, found("month") or found("lowmonth"), 1)
    if month_end(first) < asked.said_on:
        first = months_later(first, 12)
    return span(first, month_end(first), "month", again="year", grade=Grade.SURE if found.has("next") else Grade.BOUND)


def quarter(found: RuleMatch, asked: DateContext) -> Sense:
    starts, months = found("quarter")
    first = date(found("year") or asked.said_on.year, starts, 1)
    last = month_end(months_later(first, months - 1))
    if found("year"):
        return _span_to_come(first, last, asked, "quarter", grade=Grade.NEAR)
    if last < asked.said_on:
        first, last = months_later(first, 12), months_later(last, 12)
    return span(first, last, "quarter", again="year", grade=Grade.NEAR)


def nth_quarter(found: RuleMatch, asked: DateContext) -> Sense:
    """The third quarter, of this year or the next."""
    nth = found("ordinal")
    if found("unit") != "quarter" or nth > 4:
        return None
    first = date(asked.said_on.year, nth * 3 - 2, 1)
    if month_end(months_later(first, 2)) < asked.said_on:
        first = months_later(first, 12)
    return span(first, month_end(months_later(first, 2)), "quarter", again="year", grade=Grade.NEAR)


def season(found: RuleMatch, asked: DateContext) -> Sense:
    """Whole months, in the north: summer is June to August."""
    first = date((found("year") or asked.said_on.year) - 1, found("season"), 1)
    while (last := month_end(months_later(first, 2))) < asked.said_on or first.year < (found("year") or 0):
        first = months_later(first, 12)
    grade = Grade.PLAIN if found.has("this") or found.has("next") else Grade.BOUND
    return span(first, last, "season", again="" if found("year") else "year", grade=grade)


def year(found: RuleMatch, asked: DateContext) -> Sense:
    first = date(found("year"), 1, 1)
    return _span_to_come(first, date(first.year, 12, 31), asked, "year", grade=Grade.NEAR)


def _span_to_come(first: date, last: date, asked: DateContext, shape: str, *, grade: Grade) -> Sense:
    return span(first, last, shape, grade=grade) if last >= asked.said_on else ("past", None)


OVER = {"easter": 1, "whitsun": 1, (12, 25): 1, (12, 24): 2}  # days that still belong to it: Easter Monday
FROM_EASTER = {  # days
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter monday": 1,
    "ascension": 39,
    "whitsun": 49,
    "whit monday": 50,
}
OF_MONTH = {  # month, weekday, and the first day it can be; the last Monday of May is the first from the 25th
    "mlk day": (1, 0, 15),
    "mother's day": (5, 6, 8),
    "memorial day": (5, 0, 25),
    "father's day": (6, 6, 15),
    "labor day": (9, 0, 1),
    "thanksgiving": (11, 3, 22),
    "black friday": (11, 4, 23),
}


def holiday(found: RuleMatch, asked: DateContext) -> Sense:
    which = found("holiday")
    if which == "the holidays":
        return day(asked.said_on, shape="the holidays", grade=Grade.HIDDEN)
    years = [found("year")] if found("year") else [asked.said_on.year, asked.said_on.year + 1]
    to_come = [on for each in years if (on := _of_year(which, each)) >= asked.said_on]
    if not to_come:
        return "past", None
    grade = Grade.SURE if found.has("next") else Grade.NEAR
    return day(to_come[0], shape="holiday", over=OVER.get(which, 0), grade=grade)


def _of_year(which: Any, year: int) -> date:
    if isinstance(which, tuple):
        return date(year, *which)
    if which in OF_MONTH:
        month, weekday, first = OF_MONTH[which]
        return coming(date(year, month, first), weekday)
    return later(easter(year), FROM_EASTER[which])


PAST: Sense = ("past", None)  # a day that is over
SOONEST_LEAP = 9  # years in which 29 February comes at least once


def yearly(asked: DateContext, month: int, of_month: int) -> date:
    """The next such day of the year; raises ValueError when there is none."""
    for ahead in range(SOONEST_LEAP):
        first = date(asked.said_on.year + ahead, month, 1)
        if 1 <= of_month <= month_end(first).day and (on := first.replace(day=of_month)) >= asked.said_on:
            return on
    raise ValueError(f"no day {of_month} in month {month}")


def month_day(found: RuleMatch, asked: DateContext) -> Sense:
    month, of_month = found("anymonth"), found("daynumb")
    if found("year"):
        return _to_come(date(found("year"), month, of_month), asked)
    return day(yearly(asked, month, of_month), again="year", grade=_grade(found))


def _grade(found: RuleMatch) -> Grade:
    """ "1 may" and "march 3" in small letters may be a verb and a count."""
    month, number = found.token("anymonth"), found.token("daynumb")
    if month and number and month.kind == "lowmonth" and number.kind == "number" and month.value in (3, 5):
        return Grade.NEAR
    return Grade.PLAIN


def month_days(found: RuleMatch, asked: DateContext) -> Sense:
    month = found("anymonth")
    last = date(found("year"), month, found("daynumb2")) if found("year") else yearly(asked, month, found("daynumb2"))
    first = last.replace(day=found("daynumb"))
    return span(first, last, again="" if found("year") else "year") if first < last else None


def iso(found: RuleMatch, asked: DateContext) -> Sense:
    """A day; with an hour ("T10:00") it is mostly out of a log, so that "by" or "until" must bind it."""
    on = date(*found("iso")[:3])
    return (
        day(on, shape="instant", grade=Grade.BOUND)
        if on >= asked.said_on and "t" in found.word("iso")
        else _to_come(on, asked)
    )


def slash(found: RuleMatch, asked: DateContext) -> Sense:
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


def _slash_grade(a: int, b: int, year: Sequence[int], *, dots: bool) -> Grade:
    """A fraction or a version (2.6.28) must be bound by a word; 21/3 is hardly one, but for 24/7."""
    if year:
        return Grade.BOUND if dots and year[0] < 100 else Grade.PLAIN
    return Grade.NEAR if max(a, b) > 12 and (a, b) != (24, 7) else Grade.BOUND


def _possible(asked: DateContext, of_month: int, month: int, year: int | None) -> date | None:
    try:
        on = date(year, month, of_month) if year else yearly(asked, month, of_month)
    except ValueError:
        return None
    return on if on >= asked.said_on else None


def _to_come(on: date, asked: DateContext) -> Sense:
    return day(on) if on >= asked.said_on else PAST


NAMED = Layer(
    DateRule("2026-03-21", "iso", iso),
    DateRule("21/3", "slash", slash),
    DateRule(
        "21 to 23 March",
        "from? the? daynumb (dash|to|and|until|or) the? daynumb of? the? anymonth (comma? year)?",
        month_days,
    ),
    DateRule(
        "March 1 to 3", "from? anymonth dot? the? daynumb (dash|to|until|or) the? daynumb (comma? year)?", month_days
    ),
    DateRule(
        "the next 21st of March 2026",
        "(next|this)? the? daynumb (dot|dash|bar)? of? the? anymonth ((comma|dot|dash|bar)? year)?",
        month_day,
    ),
    DateRule("March 21st", "anymonth (dot|bar|dash)? the? daynumb ((comma|dash|bar)? year)?", month_day),
    DateRule("March 2027", "anymonth dot? comma? of? year", month_of_year),
    DateRule("Q2 2027", "quarter (comma? of? year)?", quarter),
    DateRule("the third quarter", "the? ordinal unit (?!(of|in|year|this|next))", nth_quarter),
    DateRule("2027 Q2", "year quarter", quarter),
    DateRule("next Easter", "next? holiday year?", holiday),
    DateRule("the summer of 2027", "the? (this|next)? season of? year?", season),
    DateRule("May", "(next|this)? the? month", month),
    DateRule("in may", "(?<=(in|by|before|until|of|mid|early|late|end|next|after|start|dash)) lowmonth", month),
    DateRule("2027", "year", year),
)
