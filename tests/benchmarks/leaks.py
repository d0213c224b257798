"""Looking for leaks for longer than the tests do: `python -m tests.benchmarks.leaks --partnerships 40 --questions 50`.

One JSON line per database: how many partnerships, people and questions there were, and what was said to somebody who
may not see it. Then one line for every leak that is planted on purpose: after how many questions it was found.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from storage import open_store
from storage.db import migrate
from storage.search import kinds
from storage.search.kinds import RecordKind
from tests.support import leaks
from tests.support.postgres import postgres_url

DATABASES = ("sqlite", "postgresql")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partnerships", type=int, default=40)
    parser.add_argument("--questions", type=int, default=50, help="in each partnership")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    given = parser.parse_args()
    for database in DATABASES if given.database == "both" else (given.database,):
        print(json.dumps(searched(database, given)), flush=True)
    for kind in kinds.every():
        for how in ("visible_to", "visible_in") if kind not in leaks.EVERYBODYS else ():
            print(json.dumps({"planted": f"{kind}.{how}", "found_after": found_after(kind, how, given)}), flush=True)


def searched(database: str, given: argparse.Namespace) -> Mapping[str, object]:
    made = _worlds(database, given)
    found = [str(leak) for world in made for leak in leaks.leaks(world, questions=given.questions)]
    return {
        "database": database,
        "partnerships": len(made),
        "people": sum(len(world.people) for world in made),
        "records": sum(len(world.told) for world in made),
        "questions": sum(world.asked for world in made),
        "leaks": len(found),
        "first": found[:3],
    }


def found_after(kind: str, how: str, given: argparse.Namespace) -> int | None:
    """The question at which a planted leak is noticed; None when it is not."""
    with _leaking(*leaks.planted(kind, how)):
        made = _worlds("sqlite", given)
        found = next((leak for world in made for leak in leaks.leaks(world, questions=given.questions)), None)
    return sum(world.asked for world in made) if found else None


@contextmanager
def _leaking(kind: str, careless: RecordKind) -> Iterator[None]:
    every: dict[str, RecordKind] = kinds.every()  # type: ignore[assignment]
    careful = every[kind]
    every[kind] = careless
    try:
        yield
    finally:
        every[kind] = careful


def _worlds(database: str, given: argparse.Namespace) -> list[leaks.World]:
    folder = tempfile.mkdtemp()
    memory = open_store(f"sqlite:///{folder}/steward.db" if database == "sqlite" else postgres_url())
    migrate.upgrade(memory)
    return leaks.worlds(memory, given.seed, many=given.partnerships)


if __name__ == "__main__":
    main()
