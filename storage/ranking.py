"""Which records answer a question best: BM25 over their stored words, the same on every database to the last digit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

SATURATION = 1.2  # k1 of BM25: how soon another mention of a word adds little
SHORTNESS = 0.75  # b of BM25: how far a mention in a short record is worth more than one in a long record
TITLE = 1.5  # mentions that one in the title is worth; above 2 hurts
NEIGHBOURS = 0.3  # what two words that stand together in both texts add, as a share of the commoner one's weight
HARDER = 0.6  # a question of many words is seldom met in full: coverage asks for this power of their number
UNWRITTEN = 30  # records that we suppose beside those there are: in a memory of three, every word would be common


@dataclass(frozen=True)
class Found:
    """A record whose words may answer. `title` and `body` are stored words with a space between."""

    kind: str
    record_id: int
    length: int  # words
    title: str
    body: str


@dataclass(frozen=True)
class Hit:
    """`coverage`, from 0 to 1: how much of what the question asks for is in the record, rare words first."""

    kind: str
    record_id: int
    score: float
    coverage: float


@dataclass(frozen=True)
class Background:
    """What a question is weighed against: how many records there are, their words altogether, and who has which."""

    records: int
    length: int
    having: Mapping[str, int]

    def weight(self, word: str) -> float:
        """How much a word tells: the more, the fewer records have it."""
        having = self.having.get(word, 0)
        return log(1 + (self.records + UNWRITTEN - having + 0.5) / (having + 0.5))


def ranked(question: Sequence[str], found: Sequence[Found], background: Background) -> list[Hit]:
    """The records found, best first; of equals the later one."""
    weights = {word: background.weight(word) for word in question}
    most = (SATURATION + 1) * background.weight("") * len(question) ** HARDER
    usual = max(background.length / max(background.records, 1), 1)
    hits = []
    for each in found:
        score = _score(each, weights, each.length / usual) + _neighbours(each, question, weights)
        hits.append(Hit(each.kind, each.record_id, score, min(score / most, 1.0)))
    return sorted(hits, key=lambda hit: (-hit.score, -hit.record_id, hit.kind))


def _score(found: Found, weights: Mapping[str, float], length: float) -> float:
    title, body = found.title.split(), found.body.split()
    stretch = SATURATION * (1 - SHORTNESS + SHORTNESS * length)
    score = 0.0
    for word, weight in weights.items():
        mentions = TITLE * title.count(word) + body.count(word)
        score += weight * mentions * (SATURATION + 1) / (mentions + stretch)
    return score


def _neighbours(found: Found, question: Sequence[str], weights: Mapping[str, float]) -> float:
    text = f" {found.title} . {found.body} "
    pairs = pairwise(question)
    return sum(NEIGHBOURS * min(weights[a], weights[b]) for a, b in pairs if f" {a} {b} " in text)
