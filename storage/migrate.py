"""Bring the tables of a database to what this version of the code expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage import sqlite
from storage.memory import Memory

FOLDER = Path(__file__).parent / "migrations"


def upgrade(memory: Memory, revision: str = "head") -> None:
    """Apply the migrations that are missing. Safe to call at every start, and by two replicas at once."""
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


def is_current(memory: Memory) -> bool:
    """Whether nothing is left to upgrade."""
    with memory.engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_revision()
    return applied == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
