"""Days with a name: Easter, Christmas, Thanksgiving; the holidays that the speaker means, only as "after" them."""

from datetime import date
from typing import Any

from bot.domain.due.days import Asked, coming, easter, later
from bot.domain.due.grammar import HIDDEN, NEAR, SURE, Found, Sense, day

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


def holiday(found: Found, asked: Asked) -> Sense:
    which = found("holiday")
    if which == "the holidays":
        return day(asked.said_on, shape="the holidays", grade=HIDDEN)
    years = [found("year")] if found("year") else [asked.said_on.year, asked.said_on.year + 1]
    to_come = [on for each in years if (on := _of_year(which, each)) >= asked.said_on]
    if not to_come:
        return "past", None
    grade = SURE if found.has("next") else NEAR
    return day(to_come[0], shape="holiday", over=OVER.get(which, 0), grade=grade)


def _of_year(which: Any, year: int) -> date:
    if isinstance(which, tuple):
        return date(year, *which)
    if which in OF_MONTH:
        month, weekday, first = OF_MONTH[which]
        return coming(date(year, month, first), weekday)
    return later(easter(year), FROM_EASTER[which])
