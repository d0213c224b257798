"""A copy of one partnership's memory in a database of its own, to try things on that must not really happen."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from storage.db import migrate
from storage.db.base import Base
from storage.db.store import Memory, open_store
from storage.search.tables import is_index

AT_ONCE = 1_000  # rows in one statement
LEFT_OUT = frozenset(
    {"search", "processed_events"}
)  # nothing that happens by the clock looks there, and they are the largest
NOT_TO_COPY = frozenset({"installations", "oauth_states"})  # no token leaves the database


@contextmanager
def copy_of(memory: Memory, partnership_id: int) -> Iterator[Memory]:
    """A SQLite file with everything of this partnership but its search index; gone when the block ends.

    The original is only read, in one transaction: people go on working meanwhile, and see nothing of what happens here.
    """
    with tempfile.TemporaryDirectory(prefix="steward-copy-") as folder:
        copy = open_store(f"sqlite:///{Path(folder) / 'copy.db'}")
        migrate.upgrade(copy)
        with memory.reading() as source, copy.engine.begin() as target:
            for table in Base.metadata.sorted_tables:
                if table.name not in LEFT_OUT | NOT_TO_COPY and not is_index(table.name):
                    _copy(source, target, table, partnership_id)
        try:
            yield copy
        finally:
            copy.close()


def _copy(source: Connection, target: Connection, table: Table, partnership_id: int) -> None:
    owner: Any = table.c.id if table.name == "partnerships" else table.c.partnership_id
    rows = source.execute(select(table).where(owner == partnership_id)).mappings()
    for some in rows.partitions(AT_ONCE):
        target.execute(insert(table), [dict(row) for row in some])
