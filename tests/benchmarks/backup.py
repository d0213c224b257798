"""A backup and back: `python -m tests.benchmarks.backup --records 100000`.

One JSON line per database: seconds to write the backup and to restore it into an empty database, its size in MB, and
whether the copy has as many rows in every table. A record is a decision with its journal line and its words.
"""

import argparse
import json
import logging
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from storage import Memory, open_store
from storage.db import migrate
from storage.db.backup import backup, restore
from storage.db.base import insert_all
from storage.events import Event
from storage.search import index as search_index
from tests.conftest import fresh_url
from tests.storage.test_migrations import some, tables

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT_ONCE = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    for database in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            full, empty = (made(fresh_url(database, Path(folder))) for folder in (first, second))
            fill(full, asked.records)
            path = Path(first) / "b.zip"
            figures = measured(full, empty, path)
            print(json.dumps({"database": database, "records": asked.records, **figures}), flush=True)
            full.close()
            empty.close()


def made(url: str) -> Memory:
    memory = open_store(url)
    migrate.upgrade(memory)
    return memory


def measured(full: Memory, empty: Memory, path: Path) -> dict[str, object]:
    begun = time.perf_counter()
    written = backup(full, path, at=NOW)
    between = time.perf_counter()
    restore(empty, path)
    ended = time.perf_counter()
    again = backup(empty, path.with_suffix(".again"), at=NOW)
    took = {"backup_s": round(between - begun, 2), "restore_s": round(ended - between, 2)}
    size = round(path.stat().st_size / 1_000_000, 1)
    return {**took, "mb": size, "rows": sum(written.rows.values()), "same": again.rows == written.rows}


def fill(memory: Memory, many: int) -> None:
    ours = memory.partnership("T0HAVEN", name="Havenmouth", at=NOW)
    with memory.engine.begin() as connection:
        some(connection, "decisions")
        table = tables(connection)["decisions"]
        [pattern] = connection.execute(table.select()).mappings()
        for start in range(0, many, AT_ONCE):
            rows = [of(pattern, number, ours.id) for number in range(start, min(many, start + AT_ONCE))]
            connection.execute(table.insert(), rows)
    for start in range(0, many, AT_ONCE):
        with memory.of(ours.id)() as db:
            numbers = range(start, min(many, start + AT_ONCE))
            entries = [
                {"what": "decision.logged", "subject_id": number, "by": "U0ADA", "at": NOW} for number in numbers
            ]
            insert_all(db, Event, entries)
            search_index.index_all(
                db, "decision", [(number, f"Site {number}", "It floods least") for number in numbers]
            )


def of(pattern, number: int, partnership_id: int) -> dict[str, object]:
    own = {"number": number + 10, "text": f"We use site {number} of the harbour", "partnership_id": partnership_id}
    unique = {name: f"{name}-{number}" for name in ("source",) if name in pattern}
    return {**{name: value for name, value in pattern.items() if name != "id"}, **own, **unique}


if __name__ == "__main__":
    main()
