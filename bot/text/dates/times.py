"""The hour beside a day, and the end of the day: Friday at 5, tomorrow EOD."""

import re
from dataclasses import replace
from datetime import time

from bot.text.dates.calendar import DateContext
from bot.text.dates.grammar import BOUND, NEAR, PLAIN, DateRule, DateSpan, Layer, RuleMatch, Sense, day

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
    return "when", replace(when, at=clock(found), grade=min(when.grade, PLAIN))


def today_at(found: RuleMatch, asked: DateContext) -> Sense:
    return day(asked.said_on, shape="today", grade=NEAR, at=clock(found))


def at_end_of_day(found: RuleMatch, asked: DateContext) -> Sense:
    when: DateSpan | None = found("when")
    if when:
        return "when", replace(when, edge=True, grade=min(when.grade, PLAIN))
    return day(asked.said_on, shape="end of day", grade=BOUND if found("eod") == "midnight" else PLAIN, edge=True)


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
HOURS = Layer(
    DateRule("by 5 pm", "time (?!(past|when|anymonth))", today_at),
)
