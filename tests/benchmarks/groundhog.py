"""How often "this may be settled already" is right: `python -m tests.benchmarks.groundhog --data FOLDER`.

Pairs are made of the development set: a text, and the record of a memory that it repeats. The texts are lines of
minutes that were marked as decisions; sentences of records, with words left out, or others put in their places and
turned round; and questions. Each is told to the memory that has its record, and to the same without the whole document
of the record: then nothing should be told. So the two are equally many. Questions without an answer, and marked lines
whose record is in no memory, come on top.

Thresholds were chosen looking at all of it; the figures are shown for each half of the sources, in memories of five
sizes.
"""

import argparse
import json
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.duplicates.rules import SENTENCE_END, is_same, is_settling
from storage import Memory, open_store
from storage.db import migrate
from storage.search import index as search_index
from storage.search.index import IndexEntry
from storage.search.ranking import Hit
from storage.search.synonyms import alike
from storage.search.tokens import Query, words
from tests.benchmarks.ask_why import MONDAY, Line, lines, load
from tests.benchmarks.certainty import halves

SIZES = {12: 24, 40: 12, 150: 6, 1_000: 2, 0: 1}  # records of a memory: how many such memories; 0: all of the corpus
DROPPED, DROPPED_HARD, SWAPPED = 0.2, 0.4, 0.7  # share of the words of a sentence
MOST_RESTATED = 200  # sentences put to one memory


@dataclass(frozen=True)
class Text:
    text: str
    repeats: tuple[str, ...]  # ids of the records; none: nothing is to be told
    kind: str

    @property
    def is_question(self) -> bool:
        return self.kind == "question"


@dataclass(frozen=True)
class Told:
    """What came of one text put to one memory."""

    half: int
    size: int
    kind: str
    is_question: bool
    has_record: bool
    is_told: bool
    is_right: bool
    line: str  # to be read by eye


@dataclass(frozen=True)
class Source:
    """One half of the development set."""

    half: int
    corpus: Sequence[Line]
    questions: Sequence[Text]
    minutes: Sequence[Text]
    strange: Sequence[Text]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--read", type=int, default=0, help="show so many false alarms and misses")
    asked = parser.parse_args()
    told = []
    corpus = lines(asked.data / "askwhy" / "corpus.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        memory = open_store(f"sqlite:///{folder}/steward.db")
        migrate.upgrade(memory)
        for source in sources(asked.data, corpus):
            told += list(put(memory, source, corpus))
        memory.close()
    for what in ("decisions", "questions"):
        for size in (*(size for size in SIZES if size), len(corpus)):
            print(json.dumps(figures(told, what, size)))
    for name, some in (("false alarm", false_alarms(told)), ("miss", misses(told))):
        for each in random.Random(2).sample(some, min(asked.read, len(some))):
            print(f"{name} ({each.kind}, {each.size}): {each.line}\n")


def sources(data: Path, corpus: Sequence[Line]) -> Iterator[Source]:
    half_of = halves(corpus)
    queries, strange = lines(data / "askwhy" / "queries.jsonl"), lines(data / "askwhy" / "unanswerable.jsonl")
    marked = [each for each in lines(data / "notice" / "messages.jsonl") if each["label"] == "decision"]
    plain = [(record["id"], flat(record["text"])) for record in corpus]
    for half in (0, 1):
        said = [each for each in marked if half_of.get(each["source"]) == half and len(words(each["text"])) > 2]
        yield Source(
            half,
            [record for record in corpus if half_of[record["source"]] == half],
            [Text(q["text"], tuple(q["relevant"]), "question") for q in queries if half_of[q["source"]] == half],
            [Text(each["text"], having(plain, each["text"]), "minutes") for each in said],
            [
                Text(each["text"], (), "question")
                for number, each in enumerate(strange)
                if half_of.get(each["source"], number % 2) == half
            ],
        )


def flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def having(plain: Sequence[tuple[str, str]], line: str) -> tuple[str, ...]:
    """The records in which the line stands."""
    sought = flat(line)[:80]
    return tuple(id_ for id_, text in plain if sought in text)


def put(memory: Memory, source: Source, corpus: Sequence[Line]) -> Iterator[Told]:
    dice = random.Random(5 + source.half)
    for size in [size for size, times in SIZES.items() for _ in range(times)]:
        records, known, unknown = made_up(source, corpus, size, dice)
        begin = memory.of(memory.partnership(f"T{dice.getrandbits(60)}", name="Benchmark", at=MONDAY).id)
        load(begin, records)
        with begin(reading=True) as db:
            for text in known:
                yield tell(db, text, records, source.half)
                yield tell(db, text, records, source.half, without=documents(records, text))
            for text in unknown:
                yield tell(db, text, records, source.half)


def made_up(
    source: Source, corpus: Sequence[Line], size: int, dice: random.Random
) -> tuple[Sequence[Line], list[Text], list[Text]]:
    """The records of a memory, the texts that repeat one of them, and texts that repeat none."""
    by_id = {record["id"]: record for record in corpus}
    some = max(2, min(40, size // 6)) if size else MOST_RESTATED
    repeated = [text for text in source.minutes if text.repeats]
    new = [text for text in source.minutes if not text.repeats]
    known = dice.sample([*source.questions], some if size else len(source.questions))
    known += dice.sample(repeated, min(some, len(repeated)))
    kept = {id_: by_id[id_] for text in known for id_ in text.repeats[: None if text.is_question else 1]}
    for record in dice.sample([*source.corpus], size):
        if len(kept) < size:
            kept[record["id"]] = record
    records = list(kept.values()) if size else corpus
    own = [record for record in records if record["source"] in {each["source"] for each in source.corpus}]
    known += [text for record in dice.sample(own, min(some, len(own))) for text in restated(record, dice)]
    strange = [text for text in source.questions if size and not kept.keys() & set(text.repeats)]
    strange = dice.sample(strange, min(some, len(strange))) + [*source.strange][: None if not size else some]
    unknown = [Text(text.text, (), text.kind) for text in strange]
    return records, known, unknown + dice.sample(new, min(some, len(new)))


def restated(record: Line, dice: random.Random) -> Iterator[Text]:
    """A sentence of the record said again: with words left out, and in other words."""
    parts = [part.strip() for part in SENTENCE_END.split(record["text"])]
    whole = [part for part in parts if 8 <= len(part.split()) <= 30 and len(words(part)) >= 4]
    if whole:
        said = dice.choice(whole)
        yield Text(" ".join(left(said, DROPPED, dice)), (record["id"],), "said again")
        rest = [swapped(word, dice) for word in left(said, DROPPED_HARD, dice)]
        half = len(rest) // 2
        yield Text(" ".join(rest[half:] + rest[:half]), (record["id"],), "in other words")


def left(sentence: str, share: float, dice: random.Random) -> list[str]:
    return [word for word in sentence.split() if not words(word) or dice.random() >= share]


def swapped(word: str, dice: random.Random) -> str:
    stems = words(word)
    others = sorted(alike(stems[0])) if stems else []
    return others[0] if others and dice.random() < SWAPPED else word


def documents(records: Sequence[Line], text: Text) -> list[int]:
    """Every section of the documents in which the text's records are."""
    right = {record["doc"] for record in records if record["id"] in text.repeats}
    return [number for number, record in enumerate(records) if record["doc"] in right]


def tell(db: Session, text: Text, records: Sequence[Line], half: int, without: Sequence[int] = ()) -> Told:
    among = select(IndexEntry.record_id).where(IndexEntry.record_id.not_in(without)) if without else None
    hits = search_index.find(db, Query(text.text), kind="decision", among=among)
    first = records[hits[0].record_id] if hits else None
    is_told = first is not None and is_settled(text, hits, first)
    is_right = first is not None and not without and first["id"] in text.repeats
    shown = f"{text.text} | {first['title']}: {' '.join(first['text'].split())[:300]}" if first else text.text
    has_record = bool(text.repeats) and not without
    return Told(half, len(records), text.kind, text.is_question, has_record, is_told, is_right, shown)


def is_settled(text: Text, hits: Sequence[Hit], first: Line) -> bool:
    if text.is_question:
        return is_settling(hits)
    return is_same(hits, Query(text.text), what=first["title"], why=first["text"])


def figures(told: Sequence[Told], what: str, size: int) -> dict[str, Any]:
    mine = [each for each in told if each.is_question == (what == "questions") and close(each.size, size)]
    kinds = sorted({each.kind for each in mine})
    return {
        "texts": what,
        "records": size,
        "put": len(mine),
        "told": sum(each.is_told for each in mine),
        "precision": precision(mine),
        **{f"precision_half_{half}": precision([each for each in mine if each.half == half]) for half in (0, 1)},
        "false_alarms_in_100_new": share([each.is_told for each in mine if not each.has_record], 100),
        "recall": recall(mine),
        **{f"recall_{kind}": recall([each for each in mine if each.kind == kind]) for kind in kinds if len(kinds) > 1},
    }


def close(size: int, meant: int) -> bool:
    """A memory of so many records, or a few more: what is asked for has its place in it."""
    return meant * 0.8 <= size <= meant * 1.3


def precision(told: Sequence[Told]) -> float:
    return share([each.is_right for each in told if each.is_told])


def recall(told: Sequence[Told]) -> float:
    return share([each.is_told and each.is_right for each in told if each.has_record])


def share(which: Sequence[bool], of: int = 1) -> float:
    return round(of * sum(which) / max(len(which), 1), 3)


def false_alarms(told: Sequence[Told]) -> list[Told]:
    return [each for each in told if each.is_told and not each.is_right]


def misses(told: Sequence[Told]) -> list[Told]:
    return [each for each in told if each.has_record and not (each.is_told and each.is_right)]


if __name__ == "__main__":
    main()
