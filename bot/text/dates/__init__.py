"""Days named in a sentence of chat: the one to come that it promises something for, read by a small grammar."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.text.dates import bounds, counted, named, numbers, spans, times
from bot.text.dates.calendar import DateContext
from bot.text.dates.grammar import DateSpan
from bot.text.dates.languages import Language
from bot.text.dates.languages.english import ENGLISH
from bot.text.dates.languages.french import FRENCH
from bot.text.dates.languages.german import GERMAN
from bot.text.dates.languages.spanish import SPANISH
from bot.text.dates.tense import FIRM, speaks_of
from bot.text.dates.tokens import ANCHORS, DateToken, tokens

LAYERS = (
    numbers.NUMBERS,
    numbers.NUMBERS,  # "twenty twenty-six" takes two steps
    named.NAMED,
    spans.COUNTED,
    spans.PARTS,
    counted.FROM,
    named.IN_WEEKS,
    counted.BARE,
    named.WEEKDAYS,
    spans.PARTS,
    counted.FROM,
    named.IN_WEEKS,
    times.CLOCK,
    times.CLOCK,
    times.HOURS,
    bounds.BOTH,
    bounds.BOUNDS,
)
LANGUAGES: dict[str, Language] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
ENGLISH_TOO = "en"  # teams of all languages write "EOD" and "by Friday"
MONDAY = 0
MOST = 20  # days of one text that are looked at


@dataclass(frozen=True)
class DueDay:
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
) -> DueDay | None:
    """The day that the sentence promises something for, never before it was said; None when it names none.

    `said_on` is the speaker's day, `order` how they write 3/4, `language` a code like "de-AT"; English is
    understood besides, and alone when the language is unknown.
    Of several days the first that is bound by "by", "before" or "until", else the first. Reads 200 words.
    """
    asked = DateContext(said_on, order, days_off, next_meeting_on, first_weekday)
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
) -> list[DueDay]:
    """All such days, in the order of the text; at most 20."""
    asked = DateContext(said_on, order, days_off, next_meeting_on, first_weekday)
    return [_due(text, each, said_on) for each in _named(text, asked, language)]


def _named(text: str, asked: DateContext, language: str) -> Iterator[DateToken]:
    """The days that the speaker's language finds or, where it finds none to judge, those that English does."""
    for speaks in dict.fromkeys((language[:2].lower(), ENGLISH_TOO)):
        spoken = LANGUAGES.get(speaks, ENGLISH)
        read = _reduced(tokens(text, spoken), asked)
        if any(token.kind in ("when", "past") for token in read):
            yield from _meant(read, asked, spoken)
            return


def _reduced(read: list[DateToken], asked: DateContext) -> list[DateToken]:
    if ANCHORS.isdisjoint(token.kind for token in read):
        return []
    for layer in LAYERS:
        read = layer.reduce(read, asked)
    return read


def _meant(read: list[DateToken], asked: DateContext, spoken: Language) -> Iterator[DateToken]:
    whens = [place for place, token in enumerate(read) if token.kind == "when"]
    for place in whens[:MOST]:
        if read[place].value.last >= asked.said_on and speaks_of(read, place, spoken.speech):
            yield read[place]


def _due(text: str, token: DateToken, said_on: date) -> DueDay:
    when: DateSpan = token.value
    others = tuple(each for each in dict.fromkeys(when.others) if each >= said_on and each != when.last)
    needs: Literal["next meeting"] | None = "next meeting" if when.needs_meeting else None
    return DueDay(when.last, text[token.start : token.end], token.start, token.end, when.at, others, needs)
