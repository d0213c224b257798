"""How rules rewrite tokens: layer by layer, from the left, each time by the first rule that makes sense."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from bot.text.dates.calendar import DateContext, months_later
from bot.text.dates.tokens import CODES, DateToken, compiled

STEPS = {"week": 7, "month": 1, "year": 12}  # days, months, months


class Grade(IntEnum):
    """How much a sentence must say besides, to mean this day."""

    SURE = 0
    PLAIN = 1  # nothing, if it does not tell of the past
    WEAK = 2  # something of what is to come
    NEAR = 3  # a promise in the same breath
    BOUND = 4  # a word that binds it: by, until
    HIDDEN = 5  # no day by itself, only as a part of more


@dataclass(frozen=True)
class DateSpan:
    """A day or a span of days, as understood so far."""

    first: date
    last: date
    shape: str = "day"  # day, week, weekend, month, quarter, year, span; or of what it was counted: days, weeks, months
    grade: Grade = Grade.PLAIN
    again: str = ""  # comes again each week, month or year, when this one is over
    others: tuple[date, ...] = ()
    at: time | None = None
    bound: str = ""  # the kind of word before it: by, before, on …
    edge: bool = False  # the end of something: "before the end of May" means no day less
    over: int = 0  # days that still belong to it: Easter Monday
    needs_meeting: bool = False


Sense = tuple[str, Any] | None  # the kind and value of what it becomes; None when it makes no sense


class RuleMatch(NamedTuple):
    """What a rule found: the values of its names."""

    tokens: Sequence[DateToken]
    match: re.Match[str]

    def __call__(self, name: str) -> Any:
        token = self.token(name)
        return token.value if token else None

    def token(self, name: str) -> DateToken | None:
        place = self.match.start(name) if name in self.match.re.groupindex else -1
        return self.tokens[place] if place >= 0 else None

    def has(self, name: str) -> bool:
        return self.token(name) is not None

    def word(self, name: str) -> str:
        token = self.token(name)
        return token.word if token else ""


Build = Callable[[RuleMatch, DateContext], Sense]


class DateRule(NamedTuple):
    example: str
    pattern: str
    build: Build


class Layer:
    def __init__(self, *rules: DateRule) -> None:
        self.shown = rules
        self.rules = [(compiled(rule.pattern), rule.build) for rule in rules]
        unnamed = (re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern, _ in self.rules)
        self.any = re.compile("|".join(f"({each})" for each in _all_groups_silent(unnamed)))

    def reduce(self, tokens: list[DateToken], asked: DateContext) -> list[DateToken]:
        codes = "".join(CODES[token.kind] for token in tokens)
        reduced, at = [], 0
        while found := self.any.search(codes, at):
            token, end = self._built(tokens, codes, found, asked)
            reduced += [*tokens[at : found.start()], token]
            at = end
        return reduced + tokens[at:]

    def _built(
        self, tokens: list[DateToken], codes: str, any_: re.Match[str], asked: DateContext
    ) -> tuple[DateToken, int]:
        start = any_.start()
        for pattern, build in self.rules[(any_.lastindex or 1) - 1 :]:
            found = pattern.match(codes, start)
            if found and (sense := _sensible(build, RuleMatch(tokens, found), asked)):
                kind, value = sense
                last = tokens[found.end() - 1]
                return DateToken(kind, tokens[start].start, last.end, value, tokens[start].word), found.end()
        return tokens[start], start + 1


def shifted(when: DateSpan, times: int = 1) -> DateSpan:
    """The same, so many weeks, months or years later; others stay behind."""
    step = STEPS[when.again] * times
    if when.again == "week":
        first, last = (day + timedelta(days=step) for day in (when.first, when.last))
    else:
        first, last = (months_later(day, step) for day in (when.first, when.last))
    return replace(when, first=first, last=last, others=())


def day(on: date, **more: Any) -> Sense:
    return "when", DateSpan(on, on, **more)


def span(first: date, last: date, shape: str = "span", **more: Any) -> Sense:
    return "when", DateSpan(first, last, shape, **more)


def no_day(_: RuleMatch, __: DateContext) -> Sense:
    """It was looked at, and it is no day to come: "last Friday", "every Tuesday"."""
    return "past", None


def _sensible(build: Build, found: RuleMatch, asked: DateContext) -> Sense:
    try:
        return build(found, asked)
    except (ValueError, OverflowError):  # no such day: 31 April, the year 10000
        return None


def _all_groups_silent(patterns: Any) -> list[str]:
    return [re.sub(r"\((?!\?)", "(?:", pattern) for pattern in patterns]
