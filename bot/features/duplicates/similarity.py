"""Likeness: whether a record found is about the same as a text, or settles a question."""

import re
from collections.abc import Iterator, Sequence

from storage.search import confidence as search_confidence
from storage.search.ranking import Hit
from storage.search.tokens import Query, words

SURE = 0.9  # certainty from which the first record found is about the same
FEWEST_WORDS = 3  # that both have: one or two rare words in common are a coincidence
WHOLE, MOST = 5, 0.7  # words, and share of a text's words, that one sentence of a record has: it says the same
HALF, CLEAR = 0.5, 0.85
"""Share of the words of a text and a sentence together that both have, where no other record's score comes nearer than
this share of the first one's: they speak of the same.
"""
ALONE = 0.5  # of the first record's score: a question is settled by one record, or else by none for sure
"""By `python -m tests.benchmarks.groundhog --data …`: of 100 decisions told to be settled, 99 are in memories of 12 and
150 records, 98 of 40, 97 of 1,000, and 93 of 12,000 (91 on one half of the sources). Of 100 answers to questions, 90
and more are right; in 12,000 records hardly any is given.
"""
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")  # noqa: RUF001
LONGEST_TEXT = 20_000  # characters of a record that are looked through


def is_same(hits: Sequence[Hit], query: Query, *, what: str, why: str) -> bool:
    """Whether the first of the records found, which says what and why, is about the same as a text."""
    own = set(query.about)
    if own == set(Query(what).about):
        return bool(own)
    if hits[0].met < FEWEST_WORDS:
        return False
    if search_confidence.of(hits) >= SURE:
        return True
    is_clear = len(hits) < 2 or hits[1].score <= CLEAR * hits[0].score
    return any(_says(set(words(each)), own, is_clear) for each in _sentences(what, why))


def is_settling(hits: Sequence[Hit]) -> bool:
    """Whether the first of the records found settles a question, and nothing else comes near."""
    if not hits or hits[0].met < FEWEST_WORDS or search_confidence.of(hits) < SURE:
        return False
    return len(hits) < 2 or hits[1].score <= ALONE * hits[0].score


def _says(sentence: set[str], own: set[str], is_clear: bool) -> bool:
    both = len(own & sentence)
    if both >= max(WHOLE, MOST * len(own)):
        return True
    return is_clear and both >= FEWEST_WORDS and both >= HALF * len(own | sentence)


def _sentences(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from SENTENCE_END.split(text[:LONGEST_TEXT])
