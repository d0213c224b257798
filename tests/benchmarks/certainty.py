"""How the weights of `storage.certainty` were got: `python -m tests.benchmarks.certainty --corpus F --queries F …`.

Many partnerships are made up of the corpus, from a first month's dozen records to all of it. Each is asked questions
that it can answer and others that it cannot, because their records were left out or never were. A logistic regression
learns to tell which answers hold a right record: on one half of the sources, and is judged on the other.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

from bot.embeddings.model import EmbeddingModel
from bot.features import duplicates
from bot.features.answers import NEAR_ENOUGH
from storage import Memory, open_store
from storage.db import migrate
from storage.search import confidence as search_confidence
from storage.search import index as search_index
from storage.search import vectors
from storage.search.embeddings import EmbeddingMatrix
from storage.search.tokens import Query
from tests.benchmarks.ask_why import MONDAY, Line, Remembering, lines, load, read

SIZES = {12: 30, 40: 16, 150: 8, 600: 4}  # records of a partnership: how many partnerships of that size
GOAL = 0.8  # of the answers that claim to be sure should hold a right record
STIFFNESS = 1.0  # pulls the weights towards nothing, so that they stay those of few signs
ROUNDS = 25  # Newton's method is there after a handful


@dataclass(frozen=True)
class Case:
    half: int
    size: int
    kind: str  # "known", "near" or "far"
    signs: dict[str, float]
    is_right: bool  # a record of those shown
    is_first_right: bool
    met: int  # words of the question in the first record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--corpus", "--queries", "--unanswerable"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a folder with a model: find by meaning too")
    parser.add_argument("--vectors", type=Path, help="what `ask_why --vectors` has kept, so that nothing is read twice")
    asked = parser.parse_args()
    corpus, queries, strange = lines(asked.corpus), lines(asked.queries), lines(asked.unanswerable)
    with tempfile.TemporaryDirectory() as folder:
        memory = open_store(f"sqlite:///{folder}/steward.db")
        migrate.upgrade(memory)
        memory.sense = EmbeddingMatrix(Remembering(EmbeddingModel(asked.model), asked.vectors)) if asked.model else None
        cases = list(asked_of(memory, corpus, queries, strange))
        memory.close()
    for half in (0, 1):
        learnt = [case for case in cases if case.half == half]
        weights, base = fitted(learnt)
        bar = bar_for([case for case in learnt if case.size == len(corpus)], weights, base)
        print(json.dumps({"half": half, "weights": weights, "base": base, "bar": bar}))
        for size in (*SIZES, len(corpus)):
            judged = [case for case in cases if case.half != half and case.size == size]
            print(json.dumps({"records": size, **figures(judged, weights, base, bar)}))
    weights, base = fitted(cases)
    bar = bar_for([case for case in cases if case.size == len(corpus)], weights, base)
    print(json.dumps({"half": "both", "weights": weights, "base": base, "bar": bar}))


def asked_of(
    memory: Memory, corpus: Sequence[Line], queries: Sequence[Line], strange: Sequence[Line]
) -> Iterator[Case]:
    """Every question put to every partnership."""
    dice = random.Random(1)
    half_of = halves(corpus)
    by_id = {record["id"]: record for record in corpus}
    for half in (0, 1):
        theirs = [query for query in queries if half_of[query["source"]] == half]
        without = [each for number, each in enumerate(strange) if half_of.get(each["source"], number % 2) == half]
        records = [record for record in corpus if half_of[record["source"]] == half]
        for size in [size for size, times in SIZES.items() for _ in range(times)]:
            known = dice.sample(theirs, max(3, min(40, size // 4)))
            kept = {id_: by_id[id_] for query in known for id_ in query["relevant"]}
            for record in dice.sample(records, size):
                if len(kept) < size:
                    kept[record["id"]] = record
            unknown = [query for query in theirs if not kept.keys() & set(query["relevant"])]
            near = dice.sample(unknown, len(known) // 2 + 1) + dice.sample(without, len(known) // 2)
            yield from answers(memory, list(kept.values()), known, near, half)
        yield from answers(memory, corpus, theirs, without, half)


def halves(corpus: Sequence[Line]) -> dict[str, int]:
    """The half of each source: the largest in turn to whichever half has fewer records."""
    sizes: dict[str, int] = {}
    for record in corpus:
        sizes[record["source"]] = sizes.get(record["source"], 0) + 1
    half_of: dict[str, int] = {}
    held = [0, 0]
    for source in sorted(sizes, key=lambda source: -sizes[source]):
        half_of[source] = held.index(min(held))
        held[half_of[source]] += sizes[source]
    return half_of


def answers(
    memory: Memory, records: Sequence[Line], known: Sequence[Line], unknown: Sequence[Line], half: int
) -> Iterator[Case]:
    workspace = f"T{random.Random(str((half, known, len(records)))).getrandbits(60)}"
    begin = memory.of(memory.partnership(workspace, name="Benchmark", at=MONDAY).id)
    load(begin, records)
    read(memory, begin, records)
    with begin(reading=True) as db:
        for query in [*known, *unknown]:
            hits = search_index.find(db, Query(query["text"]), kind="decision", meaning=vectors.near(db, query["text"]))
            near = [hit for hit in hits[: search_confidence.SHOWN] if hit.order >= hits[0].order * NEAR_ENOUGH]
            shown = [records[hit.record_id]["id"] for hit in near]
            kind = "known" if query in known else "far" if query["kind"] == "far" else "near"
            right = [id_ in query["relevant"] for id_ in shown if kind == "known"]
            if hits:
                yield Case(
                    half, len(records), kind, search_confidence.signs(hits), any(right), any(right[:1]), hits[0].met
                )


def fitted(cases: Sequence[Case]) -> tuple[dict[str, float], float]:
    """Weights and base of a logistic regression, by Newton's method. Partnerships of each size count alike."""
    names = list(cases[0].signs)
    rows = [[1.0, *case.signs.values()] for case in cases]
    number = {size: sum(case.size == size for case in cases) for size in {case.size for case in cases}}
    counts = [len(cases) / len(number) / number[case.size] for case in cases]
    weights = [0.0] * (len(names) + 1)
    for _ in range(ROUNDS):
        slope = [0.0] + [-STIFFNESS * weight for weight in weights[1:]]
        bend = [[STIFFNESS * (i == j > 0) for j in range(len(weights))] for i in range(len(weights))]
        for row, case, count in zip(rows, cases, counts, strict=True):
            guess = logistic(sum(weight * value for weight, value in zip(weights, row, strict=True)))
            for i, value in enumerate(row):
                slope[i] += count * (case.is_right - guess) * value
                for j, other in enumerate(row):
                    bend[i][j] += count * guess * (1 - guess) * value * other
        weights = [weight + step for weight, step in zip(weights, solved(bend, slope), strict=True)]
    return dict(zip(names, [round(weight, 2) for weight in weights[1:]], strict=True)), round(weights[0], 2)


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination, with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at:
                rows[other] = [a - rows[other][at] * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]


def logistic(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def guessed(case: Case, weights: dict[str, float], base: float) -> float:
    return logistic(base + sum(weights[sign] * value for sign, value in case.signs.items()))


def bar_for(cases: Sequence[Case], weights: dict[str, float], base: float) -> float:
    """The lowest probability above which at least GOAL of the answers hold a right record."""
    bar, right = 1.0, 0
    ordered = sorted(cases, key=lambda case: -guessed(case, weights, base))
    for number, case in enumerate(ordered, 1):
        right += case.is_right
        if right / number >= GOAL:
            bar = guessed(case, weights, base)
    return round(bar, 3)


def figures(cases: Sequence[Case], weights: dict[str, float], base: float, bar: float) -> dict[str, Any]:
    sure = [case for case in cases if guessed(case, weights, base) >= bar]
    right = sum(case.is_right for case in sure)
    return {
        "claims": len(sure),
        "precision": round(right / max(len(sure), 1), 3),
        "answered": round(right / sum(case.kind == "known" for case in cases), 3),
        "answered_of_findable": round(right / sum(case.is_right for case in cases), 3),
        **groundhog_figures(cases, weights, base),
        **{f"auroc_{kind}": auroc(cases, kind, weights, base) for kind in ("near", "far")},
    }


def groundhog_figures(cases: Sequence[Case], weights: dict[str, float], base: float) -> dict[str, Any]:
    """Of the texts said to repeat a record, how many do; and how many of those that do are said to."""
    told = [c for c in cases if guessed(c, weights, base) >= duplicates.SURE and c.met >= duplicates.FEWEST_WORDS]
    right = sum(case.is_first_right for case in told)
    return {
        "repeats_precision": round(right / max(len(told), 1), 3),
        "repeats_recall": round(right / sum(case.kind == "known" for case in cases), 3),
    }


def auroc(cases: Sequence[Case], kind: str, weights: dict[str, float], base: float) -> float:
    """How often a right answer is surer than one to a question of this kind, which has none."""
    right = [guessed(case, weights, base) for case in cases if case.is_right]
    wrong = [guessed(case, weights, base) for case in cases if case.kind == kind]
    wins = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    return round(wins / max(len(right) * len(wrong), 1), 3)


if __name__ == "__main__":
    main()
