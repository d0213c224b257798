"""How certain it is that an answer holds a right record: the sum of a few signs, made a probability."""

from collections.abc import Mapping, Sequence
from math import exp, log

from storage.search.ranking import Hit

SHOWN = 5  # records of an answer at most, of which one should be right
ENOUGH = 0.52  # from here on 8 in 10 answers hold a right record, in a memory of 12,000; in one of 40 more than 9
BY_WORDS: Mapping[str, float] = {
    "own": 3.34,  # what the first record itself has of the question
    "around": 3.89,  # what others under its title add
    "beyond": -2.24,  # the first record that is not shown: where everything is alike, nothing is certain
    "met": 0.7,  # how many words of the question it has, as a logarithm: one word alone says little
}
BASE_BY_WORDS = -4.59
BY_MEANING: Mapping[str, float] = {
    "own": 2.76,
    "around": 3.12,
    "beyond": -1.78,
    "met": 0.31,
    "near": 5.45,  # how near the nearest of those shown is in meaning
    "near_beyond": -2.62,  # and the first that is not shown
}
BASE_BY_MEANING = -5.25
"""Got by `python -m tests.benchmarks.certainty` from both halves of the sources of the development set.

Learnt on one half and judged on the other, both ways round: where 8 in 10 claims are right in a memory of 12,000
records, 50 of 100 questions that have an answer there get it (63 with a model at hand); that is 68 (82) of 100 where a
right record is shown. In a memory of 40, 9 in 10 claims are right, and 73 (81) of 100 questions get their answer.
"""


def of(hits: Sequence[Hit]) -> float:
    """From 0 to 1, for the hits of one question in their order. Nothing found is nothing certain."""
    if not hits:
        return 0.0
    found = signs(hits)
    weights, base = (BY_MEANING, BASE_BY_MEANING) if "near" in found else (BY_WORDS, BASE_BY_WORDS)
    return 1 / (1 + exp(-(base + sum(weights[sign] * value for sign, value in found.items()))))


def signs(hits: Sequence[Hit]) -> dict[str, float]:
    """What speaks for and against an answer. None depends on how many records there are."""
    first, beyond = hits[0], hits[SHOWN] if len(hits) > SHOWN else None
    by_words = {
        "own": first.own,
        "around": first.score - first.own,
        "beyond": beyond.score if beyond else 0.0,
        "met": log(1 + first.met),
    }
    near = [hit.near for hit in hits[:SHOWN] if hit.near is not None]
    if not near:
        return by_words  # no model is at hand, or it has not read these records yet
    return by_words | {"near": max(near), "near_beyond": (beyond.near if beyond else None) or 0.0}
