"""What SQLite needs to be told before it keeps a promise: journal mode, foreign keys, and who writes next."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",  # milliseconds; another process may be writing
    "PRAGMA mmap_size=1073741824",  # bytes of the file that are read in place, which is a third quicker; none are taken
)

SIZES = """
    INSERT INTO sqlite_stat1 (tbl, idx, stat)
    SELECT tbl, idx, '200000 ' || group_concat(rows, ' ') FROM (
        SELECT tables.name AS tbl, indexes.name AS idx, first_value(columns.name) OVER its AS begins, CASE
            WHEN indexes."unique" AND columns.seqno + 1 = count(*) OVER (PARTITION BY indexes.name) THEN 1
            WHEN columns.seqno = 0 THEN 20000 WHEN columns.seqno = 1 THEN 1000 WHEN columns.seqno = 2 THEN 50 ELSE 2
            END AS rows
        FROM sqlite_schema AS tables
        CROSS JOIN pragma_index_list(tables.name) AS indexes CROSS JOIN pragma_index_info(indexes.name) AS columns
        WHERE tables.type = 'table'
        WINDOW its AS (PARTITION BY indexes.name ORDER BY columns.seqno)
        ORDER BY indexes.name, columns.seqno
    ) WHERE begins = 'partnership_id' GROUP BY tbl, idx
"""
"""For every index that begins with the partnership: all rows, those of one partnership, and of each column more."""


def tune(engine: Engine) -> None:
    """Say what every connection needs, and begin transactions by our own word.

    A deferred BEGIN that later writes is told "database is locked" at once when another writer came first;
    IMMEDIATE waits its turn instead.
    """

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions behind our back
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def tell_sizes(connection: Connection) -> None:
    """Tell the planner that a partnership has many rows; it would guess 10, and rather read them all than a few by id.

    ANALYZE would find out the same, but only once there are many, and plans would change under way.
    """
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table that the planner reads
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql(SIZES)
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # and has it read again


class Queue:
    """One writer at a time, first come first served. SQLite itself lets waiting writers poll, and some starve."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self._wait_for_turn()
        try:
            yield
        finally:
            self._next()

    def _wait_for_turn(self) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        turn.wait()

    def _next(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()  # the turn is handed on, so `taken` stays true
            else:
                self._taken = False
