"""How certain it is that an answer holds a right record: the sum of four signs, made a probability."""

from collections.abc import Mapping, Sequence
from math import exp, log

from storage.ranking import Hit

SHOWN = 3  # records of an answer, of which one should be right
ENOUGH = 0.56  # from here on 8 in 10 answers hold a right record, in a memory of 12,000; in one of 40 more than 9
WEIGHTS: Mapping[str, float] = {
    "own": 3.6,  # what the first record itself has of the question
    "around": 3.98,  # what others under its title add
    "fourth": -2.55,  # the first record that is not shown: where everything is alike, nothing is certain
    "met": 0.71,  # how many words of the question it has, as a logarithm: one word alone says little
}
BASE = -4.53
"""Got by `python -m tests.benchmarks.certainty` from both halves of the sources of the development set.

Learnt on one half and judged on the other, both ways round: 79 of 100 claims are right in a memory of 12,000 records,
and 6 in 10 of the answers that hold a right record are claimed; in one of 40, 90 of 100 and 8 in 10.
"""


def of(hits: Sequence[Hit]) -> float:
    """From 0 to 1, for the hits of one question in their order. Nothing found is nothing certain."""
    if not hits:
        return 0.0
    return 1 / (1 + exp(-(BASE + sum(WEIGHTS[sign] * value for sign, value in signs(hits).items()))))


def signs(hits: Sequence[Hit]) -> dict[str, float]:
    """What speaks for and against an answer. None depends on how many records there are."""
    first = hits[0]
    fourth = hits[SHOWN].score if len(hits) > SHOWN else 0.0
    return {
        "own": first.own,
        "around": first.score - first.own,
        "fourth": fourth,
        "met": log(1 + first.met),
    }
