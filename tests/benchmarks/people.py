"""Ten thousand people: how long it takes to write them down, to look at all of them again, and to show who is whose.

python -m tests.benchmarks.people [sqlite|postgresql]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.chat.port import ChatPerson
from bot.features import members
from bot.features.members import assignment, partner_matching, partners
from bot.features.members.partners import setup as member_setup
from storage import Begin, open_store, partnerships
from storage.db import migrate
from tests.conftest import fresh_url

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE, AT_ONCE = 10_000, 200


def main(database: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory = open_store(fresh_url(database, Path(folder)))
        migrate.upgrade(memory)
        begin = memory.of(memory.partnership("T1", name="Home", at=NOW).id)
        crowd = [ChatPerson(f"U{n}", "T1", f"P{n}", email=f"p{n}@org{n % 40}.example") for n in range(PEOPLE)]
        print(f"{database}, {PEOPLE:,} people of 40 organisations")
        _timed("write them down, 200 at once", lambda: _meet(begin, crowd))
        with begin() as db:
            partnerships.own(db).set_up_at = NOW
        _timed("the same again: nothing has changed", lambda: _meet(begin, crowd))
        for name, look in LOOKS.items():
            _timed(name, lambda look=look: _look(begin, look))  # type: ignore[misc]
        memory.close()


LOOKS: dict[str, Callable[[Session], object]] = {
    "look at all of them again": lambda db: partner_matching.reconsider(db, at=NOW),
    "who speaks for whom": partners.voices,
    "how many wait": assignment.count,
    "the next ten who wait": assignment.unplaced,
    "what was seen, to set up": member_setup.seen,
}


def _meet(begin: Begin, crowd: list[ChatPerson]) -> None:
    for start in range(0, PEOPLE, AT_ONCE):
        with begin() as db:
            members.meet_all(db, crowd[start : start + AT_ONCE], organisations={}, at=NOW)


def _look(begin: Begin, look: Callable[[Session], object]) -> None:
    with begin() as db:
        look(db)


def _timed(name: str, work: Callable[[], object]) -> None:
    before = time.perf_counter()
    work()
    print(f"  {name}: {(time.perf_counter() - before) * 1_000:,.0f} ms")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
