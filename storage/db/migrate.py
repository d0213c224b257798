"""Bring the tables of a database to what this version of the code expects, while the version before still runs.

The rule: expand first, contract later. A release only adds what the code before it can do without: tables, columns
that may be empty or have a default in the database, indexes. What it no longer needs goes in the release after it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import OperationalError

from storage.db import sqlite
from storage.db.store import Memory

LOCK = 7_315_002  # any number that is only ours: two replicas that start together upgrade one after the other
LONGEST_WAIT = 5.0  # seconds until all tables are free at one moment
BETWEEN_TRIES = 0.02  # seconds, in which people go on
FOLDER = Path(__file__).parents[1] / "migrations"


class BusyError(Exception):
    """Somebody held a table for too long. Nothing was changed."""


def upgrade(memory: Memory, revision: str = "head") -> None:
    """Apply the migrations that are missing. Safe to call at every start, and by two replicas at once.

    Raises BusyError rather than make everybody wait behind us.
    """
    with _migrating(memory) as config:
        command.upgrade(config, revision)
        if memory.database == "sqlite":
            sqlite.tell_sizes(config.attributes["connection"])


def downgrade(memory: Memory, revision: str) -> None:
    with _migrating(memory) as config:
        command.downgrade(config, revision)


@contextmanager
def _migrating(memory: Memory) -> Iterator[Config]:
    """One transaction for all that changes.

    SQLite changes a table by making it anew and dropping the old one; with foreign keys on, that would take along
    every row that points to it.
    """
    with memory.engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            if MigrationContext.configure(connection).get_current_revision() != _head():
                _take_all_tables(connection)
        yield config


def _take_all_tables(connection: Connection) -> None:
    """All at once or none: whoever waited for one while holding another could block a person's transaction for ever.

    Raises BusyError when they do not come free together.
    """
    names = [connection.dialect.identifier_preparer.quote(name) for name in inspect(connection).get_table_names()]
    ends, pause = time.monotonic() + LONGEST_WAIT, threading.Event()
    while names:
        try:
            with connection.begin_nested():
                connection.execute(text(f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE NOWAIT"))
            return
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            if time.monotonic() > ends:
                raise BusyError from error
        pause.wait(BETWEEN_TRIES)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection  # past SQLAlchemy: inside a transaction the pragma does nothing
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def current(memory: Memory) -> str | None:
    """The revision that the tables have; None when there are none yet."""
    with memory.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(memory: Memory) -> bool:
    """Whether nothing is left to upgrade."""
    return current(memory) == _head()


def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
