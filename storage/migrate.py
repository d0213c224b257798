"""Bring the tables of a database to what this version of the code expects, while the version before still runs.

The rule: expand first, contract later. A release only adds what the code before it can do without: tables, columns
that may be empty or have a default in the database, indexes. What it no longer needs goes in the release after it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from storage.memory import Memory

LONGEST_WAIT = 5.0  # seconds for a table that people are writing to: meanwhile all others queue up behind us
FOLDER = Path(__file__).parent / "migrations"


class BusyError(Exception):
    """Somebody held a table for too long. Nothing was changed."""


def upgrade(memory: Memory, revision: str = "head") -> None:
    """Apply the migrations that are missing. Safe to call at every start, and by two replicas at once.

    Raises BusyError rather than make everybody wait behind us.
    """
    try:
        with _migrating(memory) as config:
            command.upgrade(config, revision)
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            raise BusyError from error
        raise


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
        config.attributes["longest_wait_ms"] = int(LONGEST_WAIT * 1_000)
        yield config


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
    return current(memory) == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
