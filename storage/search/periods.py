"""The time a question speaks of: "last spring", "in March 2025", "before we joined", as a first and a last day."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The month each begins with, three months long. Of the northern half of the earth."""
RECENT = timedelta(days=60)
UNIT = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}  # days, roughly, as people mean them

NAMED = rf"(?P<name>{'|'.join((*SEASONS, *MONTHS))})(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
PATTERNS = {
    "joined": r"(?P<side>before|until|since|after|when)\s+(?:i|we)\s+(?:joined|came|arrived|started)",
    "ago": r"(?P<number>\d{1,3}|a|an|one|two|three|four|five|six)\s+(?P<unit>day|week|month|year)s?\s+ago",
    "recent": r"(?:recently|lately|these days|of late)",
    "span": r"(?P<which>last|this|previous|past)\s+(?P<unit>week|month|quarter|year)",
    "named": rf"(?P<side>in|during|since|after|before|until|by|last|this|of|from)\s+(?:the\s+)?{NAMED}",
    "year": r"(?P<side>in|during|since|after|before|until|of|from)\s+(?P<year>(?:19|20)\d\d)",
    "yesterday": r"yesterday",
}
SPOKEN = {name: re.compile(rf"\b{pattern}\b(?!-)", re.IGNORECASE) for name, pattern in PATTERNS.items()}
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True)
class Period:
    """Both days belong to it; None is open."""

    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def spoken(question: str, *, today: date, joined: date | None = None) -> tuple[str, Period | None]:
    """The question without its words of time, and the time they mean. `joined` is the day the asker came."""
    for name, pattern in SPOKEN.items():
        found = pattern.search(question)
        period = READ[name](found.groupdict(), today, joined) if found else None
        if found and period:
            return question[: found.start()] + question[found.end() :], period
    return question, None


Said = Mapping[str, str | None]


def _joined(said: Said, today: date, joined: date | None) -> Period | None:
    return _beside(Period(joined, joined), said) if joined else None


def _ago(said: Said, today: date, joined: date | None) -> Period:
    number, unit = (said["number"] or "").lower(), (said["unit"] or "").lower()
    days = NUMBERS[number] if number in NUMBERS else int(number)
    middle, around = timedelta(days=days * UNIT[unit]), timedelta(days=UNIT[unit] // 2 + 1)
    return Period(today - middle - around, min(today - middle + around, today))


def _recent(said: Said, today: date, joined: date | None) -> Period:
    return Period(today - RECENT, today)


def _yesterday(said: Said, today: date, joined: date | None) -> Period:
    return Period(today - timedelta(days=1), today - timedelta(days=1))


def _span(said: Said, today: date, joined: date | None) -> Period:
    this = _unit_of(today, (said["unit"] or "").lower())
    if (said["which"] or "").lower() == "this":
        return this
    return _unit_of(this.first - timedelta(days=1), (said["unit"] or "").lower()) if this.first else this


def _unit_of(day: date, unit: str) -> Period:
    """The week, month, quarter or year that a day is in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    return _months(day.year, (day.month - 1) // length * length + 1, length)


def _named(said: Said, today: date, joined: date | None) -> Period:
    name = (said["name"] or "").lower()
    start, length = (SEASONS[name], 3) if name in SEASONS else (MONTHS.index(name) + 1, 1)
    if said["year"]:
        return _beside(_months(int(said["year"]), start, length), said)
    is_last = (said["side"] or "").lower() == "last"  # has ended, where "in spring" may still be on
    latest = (_months(year, start, length) for year in range(today.year, 0, -1))
    begun = (each for each in latest if each.first and each.first <= today)
    return _beside(next(each for each in begun if not (is_last and each.holds(today))), said)


def _year(said: Said, today: date, joined: date | None) -> Period:
    return _beside(_months(int(said["year"] or 0), 1, 12), said)


def _months(year: int, month: int, length: int) -> Period:
    end = month + length - 1
    return Period(date(year, month, 1), date(year + end // 12, end % 12 + 1, 1) - timedelta(days=1))


def _beside(period: Period, said: Said) -> Period:
    """What lies on the side that was said: before it, since it, or within."""
    side = (said["side"] or "").lower()
    if side in ("before", "until", "by"):
        return Period(None, period.first)
    return Period(period.first, None) if side in ("since", "after", "from") else period


READ: Mapping[str, Callable[[Said, date, date | None], Period | None]] = {
    "joined": _joined, "ago": _ago, "recent": _recent, "span": _span, "named": _named, "year": _year,
    "yesterday": _yesterday,
}  # fmt: skip
