"""From a sentence to the days it names: each layer of the grammar in its turn."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.domain.due import bounds, clock, counted, dates, numbers, parts, spans, weekdays
from bot.domain.due.days import Asked
from bot.domain.due.evidence import FIRM, speaks_of
from bot.domain.due.grammar import When
from bot.domain.due.kinds import ANCHORS
from bot.domain.due.tokens import Token, tokens
from bot.domain.due.words import Language
from bot.domain.due.words.english import ENGLISH
from bot.domain.due.words.french import FRENCH
from bot.domain.due.words.german import GERMAN
from bot.domain.due.words.spanish import SPANISH

LAYERS = (
    numbers.NUMBERS,
    numbers.NUMBERS,  # "twenty twenty-six" takes two steps
    dates.NAMED,
    spans.COUNTED,
    parts.PARTS,
    counted.FROM,
    weekdays.IN_WEEKS,
    counted.BARE,
    weekdays.WEEKDAYS,
    parts.PARTS,
    counted.FROM,
    weekdays.IN_WEEKS,
    clock.CLOCK,
    clock.CLOCK,
    clock.HOURS,
    bounds.BOTH,
    bounds.BOUNDS,
)
LANGUAGES: dict[str, Language] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
ENGLISH_TOO = "en"  # teams of all languages write "EOD" and "by Friday"
MONDAY = 0
MOST = 20  # days of one text that are looked at


@dataclass(frozen=True)
class Due:
    """A day that a sentence promises something for, and the words that say so."""

    on: date
    text: str  # as written
    start: int  # in the text
    end: int
    at: time | None = None
    others: tuple[date, ...] = ()  # other readings: ask
    needs: Literal["next meeting"] | None = None  # `on` is a guess until somebody tells: ask


def find(
    text: str,
    *,
    said_on: date,
    order: Literal["dmy", "mdy"] = "dmy",
    language: str = "en",
    days_off: Callable[[date], bool] | None = None,
    next_meeting_on: date | None = None,
    first_weekday: int = MONDAY,
) -> Due | None:
    """The day that the sentence promises something for, never before it was said; None when it names none.

    `said_on` is the speaker's day, `order` how they write 3/4, `language` a code like "de-AT"; English is
    understood besides, and alone when the language is unknown.
    Of several days the first that is bound by "by", "before" or "until", else the first. Reads 200 words.
    """
    asked = Asked(said_on, order, days_off, next_meeting_on, first_weekday)
    first = None
    for each in _named(text, asked, language):
        if each.value.bound in FIRM:
            return _due(text, each, said_on)
        first = first or each
    return _due(text, first, said_on) if first else None


def all_in(
    text: str,
    *,
    said_on: date,
    order: Literal["dmy", "mdy"] = "dmy",
    language: str = "en",
    days_off: Callable[[date], bool] | None = None,
    next_meeting_on: date | None = None,
    first_weekday: int = MONDAY,
) -> list[Due]:
    """All such days, in the order of the text; at most 20."""
    asked = Asked(said_on, order, days_off, next_meeting_on, first_weekday)
    return [_due(text, each, said_on) for each in _named(text, asked, language)]


def _named(text: str, asked: Asked, language: str) -> Iterator[Token]:
    """The days that the speaker's language finds or, where it finds none to judge, those that English does."""
    for speaks in dict.fromkeys((language[:2].lower(), ENGLISH_TOO)):
        spoken = LANGUAGES.get(speaks, ENGLISH)
        read = _reduced(tokens(text, spoken), asked)
        if any(token.kind in ("when", "past") for token in read):
            yield from _meant(read, asked, spoken)
            return


def _reduced(read: list[Token], asked: Asked) -> list[Token]:
    if ANCHORS.isdisjoint(token.kind for token in read):
        return []
    for layer in LAYERS:
        read = layer.reduce(read, asked)
    return read


def _meant(read: list[Token], asked: Asked, spoken: Language) -> Iterator[Token]:
    whens = [place for place, token in enumerate(read) if token.kind == "when"]
    for place in whens[:MOST]:
        if read[place].value.last >= asked.said_on and speaks_of(read, place, spoken.speech):
            yield read[place]


def _due(text: str, token: Token, said_on: date) -> Due:
    when: When = token.value
    others = tuple(each for each in dict.fromkeys(when.others) if each >= said_on and each != when.last)
    needs: Literal["next meeting"] | None = "next meeting" if when.needs_meeting else None
    return Due(when.last, text[token.start : token.end], token.start, token.end, when.at, others, needs)
