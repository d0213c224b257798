"""How well and how fast a question finds its record: `python -m tests.benchmarks.ask_why --corpus F --queries F`.

One JSON line per database. The corpus has lines {id, title, text}, the queries {text, relevant: [id, …]}; questions
without an answer (`--unanswerable`, lines {text}) add what an answer that claims to be sure is worth.
A record is kept as a decision would be: its title is what was decided, its text the reason. `few_shared` are the
questions of whose words at most half are in the record.
"""

import argparse
import json
import pickle
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.embeddings.model import EmbeddingModel
from storage import Begin, Memory, open_store
from storage.db import migrate
from storage.db.base import insert_all
from storage.search import confidence as search_confidence
from storage.search import index as search_index
from storage.search import vectors
from storage.search.embeddings import EmbeddingMatrix
from storage.search.ranking import Hit
from storage.search.tokens import Query, words
from storage.search.vectors import Embedder, Vector
from tests.support.postgres import postgres_url

DATABASES = ("sqlite", "postgresql")
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
FEW = 0.5  # of the words of a question
Line = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--unanswerable", type=Path)
    parser.add_argument("--model", type=Path, help="a folder with a model: find by meaning too")
    parser.add_argument("--vectors", type=Path, help="keep what the model made of the corpus here, for the next run")
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    asked = parser.parse_args()
    corpus, queries = lines(asked.corpus), lines(asked.queries)
    strange = lines(asked.unanswerable) if asked.unanswerable else []
    model = Remembering(EmbeddingModel(asked.model), asked.vectors) if asked.model else None
    with tempfile.TemporaryDirectory() as folder:
        for database in DATABASES if asked.database == "both" else (asked.database,):
            url = f"sqlite:///{folder}/steward.db" if database == "sqlite" else postgres_url()
            memory = open_store(url)
            memory.sense = EmbeddingMatrix(model) if model else None
            print(json.dumps(measured(memory, corpus, queries, strange)), flush=True)


class Remembering:
    """A model that reads a text once, and remembers what it made of it, in a file too."""

    def __init__(self, model: Embedder, path: Path | None) -> None:
        self.model, self.path = model, path
        self.known: dict[str, bytes] = pickle.loads(path.read_bytes()) if path and path.exists() else {}

    @property
    def name(self) -> str:
        return self.model.name

    def of(self, texts: Sequence[str]) -> list[bytes]:
        if len(texts) == 1:  # a question: what it takes is part of the answer
            return self.model.of(texts)
        fresh = [text for text in texts if text not in self.known]
        self.known.update(zip(fresh, self.model.of(fresh), strict=True))
        return [self.known[text] for text in texts]

    def keep(self) -> None:
        if self.path:
            self.path.write_bytes(pickle.dumps(self.known))


def lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def measured(memory: Memory, corpus: Sequence[Line], queries: Sequence[Line], strange: Sequence[Line]) -> Line:
    """All figures of one database."""
    migrate.upgrade(memory)
    partnership = memory.partnership("T0BENCH", name="Benchmark", at=MONDAY)
    begin = memory.of(partnership.id)
    loading = seconds(lambda: load(begin, corpus))
    read(memory, begin, corpus)
    settle(memory)
    ids = [record["id"] for record in corpus]
    answers, guesses, times = [], [], []
    for query in [*queries, *strange]:
        took, hits = timed(begin, query["text"])
        times.append(took)
        answers.append([ids[hit.record_id] for hit in hits])
        guesses.append(search_confidence.of(hits))
    found = [rank(answer, query) for answer, query in zip(answers, queries, strict=False)]
    few = [place for place, query in zip(found, queries, strict=True) if is_few_shared(query, corpus)]
    return {
        "database": memory.database,
        **{f"recall@{at}": share(0 < place <= at for place in found) for at in (1, 5)},
        "mrr@10": round(statistics.mean(1 / place if place else 0 for place in found), 3),
        "recall@5_few_shared": share(0 < place <= 5 for place in few),
        "few_shared": len(few),
        **percentiles(times),
        **(claims(answers, guesses, [*queries, *strange]) if strange else {}),
        "records": len(corpus),
        "load_s": round(loading, 1),
    }


def load(begin: Begin, corpus: Sequence[Line]) -> None:
    """Each record in a call of its own, as the bot would; a thousand to a transaction."""
    for start in range(0, len(corpus), 1_000):
        with begin() as db:
            for number, record in enumerate(corpus[start : start + 1_000], start):
                search_index.index(db, "decision", number, title=record["title"], body=record["text"])


def read(memory: Memory, begin: Begin, corpus: Sequence[Line]) -> None:
    """What the clock does where a model is at hand."""
    if memory.sense is None:
        return
    model = memory.sense.embedder
    texts = [f"{record['title']}. {record['text']}" for record in corpus]
    for start in range(0, len(texts), 500):
        made = enumerate(model.of(texts[start : start + 500]), start)
        rows = [
            {"model": model.name, "kind": "decision", "record_id": id_, "numbers": numbers} for id_, numbers in made
        ]
        with begin() as db:
            insert_all(db, Vector, rows)
    if isinstance(model, Remembering):
        model.keep()


def settle(memory: Memory) -> None:
    """What a database does by itself sooner or later."""
    if memory.database == "postgresql":
        with memory.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE search"))


def timed(begin: Begin, question: str) -> tuple[float, list[Hit]]:
    """Milliseconds and hits of one question, in a transaction of its own, as a person would ask it."""
    hits: list[Hit] = []

    def ask() -> None:
        with begin(reading=True) as db:
            hits.extend(search_index.find(db, Query(question), kind="decision", meaning=vectors.near(db, question)))

    return seconds(ask) * 1_000, hits


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def rank(answer: Sequence[str], query: Line) -> int:
    """The place of the first right record, from 1; 0 when there is none."""
    return next((place for place, id_ in enumerate(answer, 1) if id_ in query.get("relevant", ())), 0)


def is_few_shared(query: Line, corpus: Sequence[Line]) -> bool:
    """Whether at most half of the question's words, as stems and without the commonest, are in any right record."""
    asked = set(words(query["text"]))
    right = [record for record in corpus if record["id"] in query["relevant"]]
    shared = [len(asked & set(words(f"{record['title']} {record['text']}"))) for record in right]
    return max(shared, default=0) <= FEW * len(asked)


def share(which: Any) -> float:
    every = [float(each) for each in which]
    return round(statistics.mean(every), 3) if every else 0.0


def percentiles(times: Sequence[float]) -> Line:
    every = statistics.quantiles(times, n=100)
    return {"p50_ms": round(every[49], 1), "p95_ms": round(every[94], 1)}


def claims(answers: Sequence[Sequence[str]], guesses: Sequence[float], queries: Sequence[Line]) -> Line:
    """Of the answers that are sure of themselves, how many show a right record; and for how many questions.

    `findable` are the questions whose answer shows a right record, sure or not; `answered_at_0.8` is the share of them
    that could be answered if the bar for being sure were where 8 in 10 claims are right.
    """
    right = [rank(answer[: search_confidence.SHOWN], query) > 0 for answer, query in zip(answers, queries, strict=True)]
    kept = [is_right for is_right, guess in zip(right, guesses, strict=True) if guess >= search_confidence.ENOUGH]
    known = sum(bool(query.get("relevant")) for query in queries)
    at_goal = reached(right, guesses)
    return {
        "claims": len(kept),
        "precision": share(kept),
        "answered": round(sum(kept) / known, 3),
        "answered_of_findable": round(sum(kept) / max(sum(right), 1), 3),
        "answered_at_0.8": round(at_goal / known, 3),
        "answered_of_findable_at_0.8": round(at_goal / max(sum(right), 1), 3),
        **{f"auroc_{kind}": auroc(right, guesses, queries, kind) for kind in ("near", "far")},
    }


def reached(right: Sequence[bool], guesses: Sequence[float], goal: float = 0.8) -> int:
    """How many right answers can be given while at least `goal` of all given ones are right."""
    most = so_far = 0
    ordered = sorted(zip(guesses, right, strict=True), reverse=True)
    for number, (_, is_right) in enumerate(ordered, 1):
        so_far += is_right
        most = so_far if so_far / number >= goal else most
    return most


def auroc(right: Sequence[bool], guesses: Sequence[float], queries: Sequence[Line], kind: str) -> float:
    """How often a right answer is surer than one to a question of this kind, which has none."""
    good = [guess for guess, is_right in zip(guesses, right, strict=True) if is_right]
    bad = [guess for guess, query in zip(guesses, queries, strict=True) if query.get("kind", "").startswith(kind)]
    return share((one > other) + (one == other) / 2 for one in good for other in bad)


if __name__ == "__main__":
    main()
