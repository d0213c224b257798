"""Which records answer a question best: BM25 over their stored words and a few signs more, alike on every database.

The signs are few and coarse, because they must hold for records that nobody has seen: chosen on half of the sources of
the development set, they find as much on the other half, both ways round (recall@5 0.73, where BM25 alone has 0.70;
0.77 with a model at hand).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import log

from storage.search.synonyms import alike

TITLE = 2.0  # mentions that one in the title is worth
TITLE_STANDS = 6  # the word of the body that one in the title is as early as: many records may share a title
ALIKE = 0.2  # mentions that one of a synonym is worth
BEGINNING = 0.4  # mentions that a word with the same beginning is worth, where the word itself is missing
LONG = 5  # letters from which a word's beginning tells it


@dataclass(frozen=True)
class Candidate:
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
class WordMatch:
    """How a record has a word of the question: how often, after how many words of its body first, and whether `itself`
    or in another form."""

    mentions: float
    first: int | None = None
    itself: bool = False


def met(found: Candidate, word: str) -> WordMatch:
    sought = f" {word} "
    headed, place = found.heading.count(sought), found.text.find(sought)
    if not headed and place < 0:
        return _met_otherwise(found, word)
    firsts = [*([TITLE_STANDS] if headed else []), *([_after(found, place)] if place >= 0 else [])]
    return WordMatch(TITLE * headed + found.text.count(sought), min(firsts), itself=True)


def _met_otherwise(found: Candidate, word: str) -> WordMatch:
    """By another word for it, or by one that begins alike: both worth less than a mention."""
    for other in alike(word):
        first = _first(found, f" {other} ")
        if first is not None:
            return WordMatch(ALIKE, first)
    first = _first(found, f" {beginning(word)}") if len(word) >= LONG else None
    return WordMatch(0 if first is None else BEGINNING, first)


def _first(found: Candidate, sought: str) -> int | None:
    if sought in found.heading:
        return TITLE_STANDS
    place = found.text.find(sought)
    return _after(found, place) if place >= 0 else None


def _after(found: Candidate, place: int) -> int:
    return found.text.count("  ", 0, place)


def _spaced(words: str) -> str:
    """Each word between spaces of its own, so that looking for " word " counts every mention."""
    return f" {words.replace(' ', '  ')} "


def beginning(word: str) -> str:
    """What other forms of a word begin with, and most of its misspellings."""
    return word[: max(LONG, len(word) - 3)]


def together(found: Candidate, one: str, other: str) -> bool:
    pair = f" {one}  {other} "
    return pair in found.text or pair in found.heading


SATURATION = 1.0  # k1 of BM25: how soon another mention of a word adds little
SHORTNESS = 0.75  # b of BM25: how far a mention in a short record is worth more than one in a long record
EARLY = 1.4  # share of its weight that a word at the very start adds: a text says first what it is about
EARLY_WORDS = 40  # after so many words that is halved
NEIGHBOURS = 0.4  # what two words that stand together in both texts add, as a share of the commoner one's weight
AROUND = 0.6  # share of a missing word's weight, when another record under the same title has it
UNWRITTEN = 30  # records that we suppose beside those there are: in a memory of three, every word would be common
MEANING = 0.3  # share of nearness in meaning, where there is any; the words of a question tell more


@dataclass(frozen=True)
class Hit:
    """A record that shares words with the question. All shares are of what the question's words weigh together.

    `score` is what the record has of them, with what stands around it; `own` leaves that out; `met` counts words.
    `near` is how near it is in meaning, where that is known, and `order` what puts the hits of a question in order.
    """

    kind: str
    record_id: int
    score: float
    own: float
    met: int
    near: float | None = None
    joined: float | None = None

    @property
    def order(self) -> float:
        return self.score if self.joined is None else self.joined


@dataclass(frozen=True)
class Corpus:
    """What a question is weighed against: how many records there are, their words altogether, and who has which."""

    records: int
    length: int
    having: Mapping[str, int]

    def weight(self, word: str) -> float:
        """How much a word tells: the more, the fewer records have it."""
        having = self.having.get(word, 0)
        return 1 + log(1 + (self.records + UNWRITTEN - having + 0.5) / (having + 0.5))

    @property
    def usual(self) -> float:
        """Words of a record."""
        return max(self.length / max(self.records, 1), 1)


Meaning = Mapping[tuple[str, int], float]
"""How near records are to the question in meaning, by kind and record: from 1, the same, to 0 and below."""


def ranked(
    question: Sequence[str], found: Sequence[Candidate], background: Corpus, meaning: Meaning | None = None
) -> list[Hit]:
    """The records found, best first; of equals the later one. `meaning`, where there is any, has its share."""
    weights = {word: background.weight(word) for word in question}
    seen = [{word: met(each, word) for word in question} for each in found]
    around = _around(found, seen)
    hits = []
    for each, words in zip(found, seen, strict=True):
        elsewhere = [word for word in around.get(each.title, ()) if not words[word].itself]
        near = (meaning or {}).get((each.kind, each.record_id))
        hits.append(_hit(each, words, weights, each.length / background.usual, elsewhere, near))
    return sorted(_joined(hits), key=lambda hit: (-hit.order, -hit.record_id, hit.kind))


def _hit(
    found: Candidate,
    words: Mapping[str, WordMatch],
    weights: Mapping[str, float],
    length: float,
    elsewhere: Sequence[str],
    near: float | None,
) -> Hit:
    whole = sum(weights.values()) or 1.0
    pairs = (min(weights[one], weights[other]) for one, other in pairwise(words) if together(found, one, other))
    own = _own(words, weights, length) + NEIGHBOURS * sum(pairs)
    score = own + AROUND * sum(weights[word] for word in elsewhere)
    itself = sum(each.itself for each in words.values())
    return Hit(found.kind, found.record_id, score / whole, own / whole, itself, near)


def _around(found: Sequence[Candidate], seen: Sequence[Mapping[str, WordMatch]]) -> dict[str, dict[str, None]]:
    """The words of the question that stand anywhere under a title: what a document has said it does not repeat."""
    around: dict[str, dict[str, None]] = {}
    for each, words in zip(found, seen, strict=True):
        if each.title:
            around.setdefault(each.title, {}).update(dict.fromkeys(word for word in words if words[word].itself))
    return around


def _own(words: Mapping[str, WordMatch], weights: Mapping[str, float], length: float) -> float:
    stretch = SATURATION * (1 - SHORTNESS + SHORTNESS * length)
    score = 0.0
    for word, weight in weights.items():
        mentions, first = words[word].mentions, words[word].first
        score += weight * mentions * (SATURATION + 1) / (mentions + stretch)
        if first is not None:
            score += EARLY * weight * min(mentions, 1) / (1 + first / EARLY_WORDS)
    return score


def _joined(hits: Sequence[Hit]) -> Sequence[Hit]:
    """In order by the score alone, or by the score and the nearness, each as a share of the best."""
    nearest = max((hit.near or 0.0 for hit in hits), default=0.0)
    if nearest <= 0:
        return hits
    most = max(hit.score for hit in hits) or 1.0
    return [
        replace(hit, joined=(1 - MEANING) * hit.score / most + MEANING * (hit.near or 0.0) / nearest) for hit in hits
    ]
