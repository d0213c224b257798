"""What an answer costs beside the database's own full-text query: `python -m tests.benchmarks.cost --corpus F …`.

One JSON line per database. The memory holds `--records` decisions, made of the corpus over and over; each question is
put to the bot, with all that belongs to an answer (who may see what, the order, the people and partners of each
record, how sure it is), and to a table of the same texts with the index that the database brings (FTS5 with porter
stems and bm25; tsvector in English with ts_rank), its words joined by OR, ten rows. The two are asked in turn.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, select, text

from bot.features import answers
from storage import Begin, Memory, open_store
from storage.channels import Channel, ChannelPerson
from storage.db import migrate
from storage.db.base import fresh_values, insert_all
from storage.decisions import Decision
from storage.members import FULL, Member
from storage.search import index as search_index
from storage.search.tokens import STOP, WORD
from tests.benchmarks.ask_why import DATABASES, MONDAY, Line, lines, percentiles, seconds
from tests.support.postgres import postgres_url

AT_ONCE = 2_000  # records in a transaction
ROOMS = 20  # channels, of which the asker is in every second one
PLAIN = {
    "sqlite": (
        "CREATE VIRTUAL TABLE plain USING fts5 (title, body, tokenize = 'porter unicode61')",
        "INSERT INTO plain (rowid, title, body) VALUES (:id, :title, :body)",
        "SELECT rowid FROM plain WHERE plain MATCH :words ORDER BY bm25(plain) LIMIT 10",
    ),
    "postgresql": (
        "CREATE TABLE plain (id bigint PRIMARY KEY, title text, body text, words tsvector GENERATED ALWAYS AS"
        " (to_tsvector('english', title || ' ' || body)) STORED); CREATE INDEX ON plain USING gin (words)",
        "INSERT INTO plain (id, title, body) VALUES (:id, :title, :body)",
        "SELECT id FROM plain WHERE words @@ to_tsquery('english', :words)"
        " ORDER BY ts_rank(words, to_tsquery('english', :words), 1) DESC LIMIT 10",
    ),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    asked = parser.parse_args()
    corpus, queries = lines(asked.corpus), [query["text"] for query in lines(asked.queries)]
    queries = queries[:: max(1, len(queries) // asked.questions)][: asked.questions]
    for database in DATABASES if asked.database == "both" else (asked.database,):
        with tempfile.TemporaryDirectory() as folder:
            memory = open_store(f"sqlite:///{folder}/steward.db" if database == "sqlite" else postgres_url())
            print(json.dumps(measured(memory, corpus, queries, asked.records)), flush=True)
            memory.close()


def measured(memory: Memory, corpus: Sequence[Line], questions: Sequence[str], records: int) -> Line:
    """All figures of one database."""
    migrate.upgrade(memory)
    begin = memory.of(memory.partnership("T0BENCH", name="Benchmark", at=MONDAY).id)
    asker = a_room_and_somebody(begin)
    building = seconds(lambda: build(memory, begin, corpus, records))
    settle(memory)
    ours, theirs = [], []
    for question in questions:
        ours.append(1_000 * seconds(lambda question=question: ask(begin, asker, question)))
        theirs.append(1_000 * seconds(lambda question=question: ask_plainly(memory, question)))
    own, plain = percentiles(ours), percentiles(theirs)
    return {
        "database": memory.database,
        "records": records,
        "questions": len(questions),
        **{f"answer_{name}": value for name, value in own.items()},
        **{f"plain_{name}": value for name, value in plain.items()},
        "ratio_p50": round(own["p50_ms"] / plain["p50_ms"], 2),
        "ratio_p95": round(own["p95_ms"] / plain["p95_ms"], 2),
        "ratio_each_p50": round(statistics.median(a / b for a, b in zip(ours, theirs, strict=True)), 2),
        "build_s": round(building, 1),
    }


def a_room_and_somebody(begin: Begin) -> Member:
    with begin() as db:
        db.add(Member(team="T", person="U0", name="Ada", kind=FULL, met_at=MONDAY, refreshed_at=MONDAY))
        for number in range(ROOMS):
            db.add(Channel(channel=f"C{number}", name=f"room-{number}", is_private=True))
            if number % 2 == 0:
                db.add(ChannelPerson(channel=f"C{number}", person="U0"))
    with begin(reading=True) as db:
        return db.scalars(select(Member)).one()


def build(memory: Memory, begin: Begin, corpus: Sequence[Line], records: int) -> None:
    make, add, _ = PLAIN[memory.database]
    with memory.engine.begin() as connection:
        for statement in make.split("; "):
            connection.exec_driver_sql(statement)
    for start in range(1, records + 1, AT_ONCE):
        ids = range(start, min(start + AT_ONCE, records + 1))
        chosen = [corpus[id_ % len(corpus)] for id_ in ids]
        with begin() as db:
            insert_all(db, Decision, [a_decision(id_, each) for id_, each in zip(ids, chosen, strict=True)])
            found = [(id_, each["title"], each["text"]) for id_, each in zip(ids, chosen, strict=True)]
            search_index.index_all(db, "decision", found)
        with memory.engine.begin() as connection:
            rows = [{"id": id_, "title": title, "body": body} for id_, title, body in found]
            connection.execute(text(add), rows)


def a_decision(id_: int, record: Line) -> dict[str, object]:
    return fresh_values(Decision) | {
        "id": id_,
        "number": id_,
        "text": record["title"],
        "reason": record["text"],
        "options": "",
        "channel": f"C{id_ % ROOMS}",
        "decided_by": "U0",
        "decided_at": MONDAY - timedelta(hours=id_ % 20_000),
        "logged_by": "U0",
        "logged_at": MONDAY,
    }


def settle(memory: Memory) -> None:
    """What PostgreSQL does by itself sooner or later. SQLite does nothing by itself."""
    if memory.database == "postgresql":
        with memory.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def ask(begin: Begin, asker: Member, question: str) -> None:
    with begin(reading=True) as db:
        answers.answer(db, question, to=asker, now=MONDAY)


def ask_plainly(memory: Memory, question: str) -> None:
    with memory.reading() as connection:
        _plain_rows(connection, memory.database, question)


def _plain_rows(connection: Connection, database: str, question: str) -> int:
    wanted = [word for word in WORD.findall(question.casefold()) if word not in STOP]
    joined = " OR ".join(f'"{word}"' for word in wanted) if database == "sqlite" else " | ".join(wanted)
    return len(connection.execute(text(PLAIN[database][2]), {"words": joined}).all()) if joined else 0


if __name__ == "__main__":
    main()
