"""How a record has the words of a question: how often, how early, itself or in another form."""

from dataclasses import dataclass
from functools import cached_property

from storage.synonyms import alike

TITLE = 2.0  # mentions that one in the title is worth
TITLE_STANDS = 6  # the word of the body that one in the title is as early as: many records may share a title
ALIKE = 0.2  # mentions that one of a synonym is worth
BEGINNING = 0.4  # mentions that a word with the same beginning is worth, where the word itself is missing
LONG = 5  # letters from which a word's beginning tells it


@dataclass(frozen=True)
class Found:
    """A record whose words may answer. `title` and `body` are stored words with a space between."""

    kind: str
    record_id: int
    length: int  # words
    title: str
    body: str

    @cached_property
    def heading(self) -> str:
        return _spaced(self.title)

    @cached_property
    def text(self) -> str:
        return _spaced(self.body)


@dataclass(frozen=True, slots=True)
class Met:
    """How a record has a word of the question: how often, after how many words of its body first, and whether `itself`
    or in another form."""

    mentions: float
    first: int | None = None
    itself: bool = False


def met(found: Found, word: str) -> Met:
    sought = f" {word} "
    headed, place = found.heading.count(sought), found.text.find(sought)
    if not headed and place < 0:
        return _met_otherwise(found, word)
    firsts = [*([TITLE_STANDS] if headed else []), *([_after(found, place)] if place >= 0 else [])]
    return Met(TITLE * headed + found.text.count(sought), min(firsts), itself=True)


def _met_otherwise(found: Found, word: str) -> Met:
    """By another word for it, or by one that begins alike: both worth less than a mention."""
    for other in alike(word):
        first = _first(found, f" {other} ")
        if first is not None:
            return Met(ALIKE, first)
    first = _first(found, f" {beginning(word)}") if len(word) >= LONG else None
    return Met(0 if first is None else BEGINNING, first)


def _first(found: Found, sought: str) -> int | None:
    if sought in found.heading:
        return TITLE_STANDS
    place = found.text.find(sought)
    return _after(found, place) if place >= 0 else None


def _after(found: Found, place: int) -> int:
    return found.text.count("  ", 0, place)


def _spaced(words: str) -> str:
    """Each word between spaces of its own, so that looking for " word " counts every mention."""
    return f" {words.replace(' ', '  ')} "


def beginning(word: str) -> str:
    """What other forms of a word begin with, and most of its misspellings."""
    return word[: max(LONG, len(word) - 3)]


def together(found: Found, one: str, other: str) -> bool:
    pair = f" {one}  {other} "
    return pair in found.text or pair in found.heading
