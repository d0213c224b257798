"""What a big import costs: `python -m tests.benchmarks.transfer --records 100000 [--database sqlite|postgresql]`.

One JSON line per database: seconds of the look, the import, the import run again, the export and the taking back;
peak memory of the process; what the search keeps on disk. `--slack-mb 1024` reads a Slack export of that size
(unpacked) beside it. Each database is measured in a process of its own, so that memory is its own.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.features import imports
from bot.transfer.exporters import write as transfer_write
from bot.transfer.importers import formats
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.files import Meter
from bot.transfer.importers.new_records import Choices, ImportReport
from storage import Begin, Memory, open_store
from storage.db import migrate
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.support.postgres import postgres_url

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PLACES = ("harbour", "river mouth", "salt marsh", "pier", "tide gauge", "north beach", "reed bed", "weir", "jetty")
THINGS = ("boats", "nets", "sensors", "volunteers", "permits", "signs", "buoys", "calendars", "ferries", "grants")
VERBS = ("move", "buy", "count", "repair", "share", "paint", "replace", "survey", "close", "open", "lend", "insure")
WHYS = ("the ferry does", "it silts up", "the grant asks for it", "nobody came", "it is nearer", "the mayor insists")


def main() -> None:
    given = arguments()
    if given.alone:
        print(json.dumps(measured(given.alone, given.records)), flush=True)
        return
    if given.slack_file:
        print(json.dumps(read_slack(given.slack_file)), flush=True)
        return
    for database in [given.database] if given.database else ["sqlite", "postgresql"]:
        alone("--alone", database, "--records", str(given.records))
    if given.slack_mb:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "export.zip")
            write_slack(path, given.slack_mb)
            alone("--slack-file", str(path))


def alone(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "tests.benchmarks.transfer", *words], check=True)


def measured(database: str, records: int) -> dict[str, Any]:
    """All figures of one database."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "decisions.jsonl")
        with table.open("w", encoding="utf-8") as file:
            file.writelines(lines(records))
        url = f"sqlite:///{folder}/steward.db" if database == "sqlite" else postgres_url()
        memory = open_store(url)
        migrate.upgrade(memory)
        begin = memory.of(memory.partnership("T0BENCH", name="Benchmark", at=NOW).id)
        took = times(begin, table, Path(folder))
        settle(memory)
        figures = {"index_MB": index_size(memory), "p95_ms_of_find": p95_of_find(begin)}
        took["undo_s"] = seconds(lambda: taken_back(begin))
        memory.close()
    return {"database": database, "records": records, **took, "peak_MB": peak(), **figures}


def times(begin: Begin, table: Path, folder: Path) -> dict[str, float]:
    source = formats.known(table, None)
    before = peak()
    return {
        "look_s": seconds(lambda: transfer_run.preview(begin, source, Choices(), now=NOW, progress=quiet)),
        "import_s": seconds(lambda: transfer_run.keep(begin, source, Choices(), now=NOW, progress=quiet)),
        "again_s": seconds(lambda: transfer_run.keep(begin, source, Choices(), now=NOW, progress=quiet)),
        "export_s": seconds(lambda: transfer_write.write(begin, "json", folder / "all.json", partner=None, at=NOW)),
        "before_MB": before,
    }


def lines(records: int) -> Iterator[str]:
    """Decisions of three partners, each different, in the words of a coast."""
    dice = random.Random(7)
    for number in range(records):
        verb, thing, place = dice.choice(VERBS), dice.choice(THINGS), dice.choice(PLACES)
        why = ", and ".join(dice.sample(WHYS, 2)) + f"; said at meeting {number // 7}"
        yield (
            json.dumps(
                {
                    "what": f"We {verb} the {thing} at the {place} in round {number}",
                    "why": why,
                    "options": f"{dice.choice(VERBS)} the {dice.choice(THINGS)} instead",
                    "who": [f"Person {dice.randrange(200)}", f"Person {dice.randrange(200)}"],
                    "decided on": str(date(2010, 1, 1) + timedelta(days=dice.randrange(5_000))),
                    "number": str(number),
                }
            )
            + "\n"
        )


def write_slack(path: Path, megabytes: int) -> None:
    """An export with that much talk in it: a thousand messages a day and channel, one decision a day."""
    talk = [
        {"type": "message", "user": f"U{n % 50}", "ts": f"1700{n:06}.1", "text": "good morning " * 40}
        for n in range(1_000)
    ]
    talk.append({"type": "message", "user": "U1", "ts": "1700999999.1", "text": "Decision: we meet on Fridays"})
    day = json.dumps(talk)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("channels.json", json.dumps([{"id": f"C{n}", "name": f"room-{n}"} for n in range(20)]))
        archive.writestr("users.json", json.dumps([{"id": f"U{n}", "name": f"p{n}"} for n in range(50)]))
        for number in range(megabytes * 1_000_000 // len(day)):
            archive.writestr(f"room-{number % 20}/{date(2010, 1, 1) + timedelta(days=number // 20)}.json", day)


def read_slack(path: Path) -> dict[str, Any]:
    found = 0

    def read() -> None:
        nonlocal found
        found = sum(1 for _ in formats.known(path, None).items(Meter()))

    took = seconds(read)
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    return {"what": "slack export", "unpacked_MB": round(size / 1e6), "found": found, "read_s": took, "peak_MB": peak()}


def settle(memory: Memory) -> None:
    """What a database does by itself sooner or later."""
    with memory.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if memory.database == "postgresql" else "ANALYZE"))


def index_size(memory: Memory) -> float:
    """MB that the rows of words and the index over them take."""
    if memory.database == "postgresql":
        query = "SELECT pg_total_relation_size('search')"
    else:
        query = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%' OR name LIKE 'sqlite_autoindex_search%'"
    with memory.engine.connect() as connection:
        return round(connection.execute(text(query)).scalar_one() / 1e6, 1)


def p95_of_find(begin: Begin) -> float:
    dice, took = random.Random(8), []
    for _ in range(100):
        question = f"why did we {dice.choice(VERBS)} the {dice.choice(THINGS)} at the {dice.choice(PLACES)}?"
        with begin(reading=True) as db:
            started = time.perf_counter()
            search_index.find(db, Query(question), kind="decision")
            took.append(time.perf_counter() - started)
    return round(sorted(took)[94] * 1_000, 1)


def taken_back(begin: Begin) -> None:
    with begin() as db:
        imports.undo(db, 1, at=NOW)


def quiet(_meter: Meter, _outcome: ImportReport) -> None:
    """Nobody looks at the bar."""


def seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 1)


def peak() -> float:
    """MB that this process has held at most."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    parser.add_argument("--slack-mb", type=int, default=0)
    parser.add_argument("--alone", help=argparse.SUPPRESS)
    parser.add_argument("--slack-file", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
