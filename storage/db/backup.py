"""Backups: everything in the database, as of one moment, in one zip file with digests; and back.

SQLite is copied by its own online backup. PostgreSQL is read in one snapshot, table by table, by COPY: no other
program is needed. People go on writing meanwhile. Tokens stay sealed: whoever restores needs the same STEWARD_KEYS.
"""

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, func, select, text

from bot.errors import Refusal
from storage.db import migrate
from storage.db.base import Base
from storage.db.store import Memory

FORMAT = 1
CONTENTS = "backup.json"
WHOLE = "steward.db"  # the member of a SQLite backup
AT_ONCE = 1 << 20  # bytes


@dataclass(frozen=True)
class BackupManifest:
    """What a backup says of itself; `digests` are SHA-256, by member."""

    format: int
    database: str
    revision: str
    made_at: str
    rows: dict[str, int]
    digests: dict[str, str]


def backup(memory: Memory, path: Path, *, at: datetime) -> BackupManifest:
    """Write everything into a new file. Raises Refusal when there is one of that name."""
    if path.exists():
        raise Refusal(f"There is a file {path} already. Give another name: I overwrite no backup.")
    unfinished = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        rows, digests = _sqlite_into(zipped, memory) if memory.database == "sqlite" else _tables_into(zipped, memory)
        contents = BackupManifest(FORMAT, memory.database, _revision(memory), at.isoformat(), rows, digests)
        zipped.writestr(CONTENTS, json.dumps(asdict(contents), indent=1))
    unfinished.rename(path)  # a file of that name is whole, or is not there
    return contents


def restore(memory: Memory, path: Path, *, replace: bool = False) -> BackupManifest:
    """Put a backup in place of what is there, all or nothing.

    Raises Refusal for anything but a whole backup of this kind of database with these very tables, and where
    something is remembered already, unless it shall be replaced.
    """
    with _opened(path) as zipped:
        contents = _checked(zipped, memory)
        if not replace and memory.partnerships():
            raise Refusal("This database remembers something already. With --replace the backup takes its place.")
        if memory.database == "sqlite":
            _sqlite_out_of(zipped, memory)
        else:
            _tables_out_of(zipped, memory)
    return contents


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        zipped = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Refusal(f"{path} is no backup of mine, or it is not whole.") from error
    with zipped:
        yield zipped


def _checked(zipped: zipfile.ZipFile, memory: Memory) -> BackupManifest:
    try:
        contents = BackupManifest(**json.loads(zipped.read(CONTENTS)))
        whole = all(_digest(zipped.open(name)) == digest for name, digest in contents.digests.items())
    except (KeyError, TypeError, ValueError, EOFError, OSError, zipfile.BadZipFile) as error:
        raise Refusal("That is no backup of mine, or it is not whole. Nothing was changed.") from error
    if not whole or contents.format != FORMAT:
        raise Refusal("The backup is damaged: its digests do not agree with what is in it. Nothing was changed.")
    if contents.database != memory.database:
        words = f"The backup is of {contents.database}, this database is {memory.database}."
        raise Refusal(f"{words} `steward export` and `steward import` carry a memory from one to the other.")
    if contents.revision != _revision(memory):
        words = f"The backup has the tables of version {contents.revision}, this Steward those of {_revision(memory)}."
        raise Refusal(f"{words} Restore it with the Steward that made it, then `steward db upgrade` with this one.")
    return contents


def _revision(memory: Memory) -> str:
    return migrate.current(memory) or ""


def _sqlite_into(zipped: zipfile.ZipFile, memory: Memory) -> tuple[dict[str, int], dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="steward-backup-") as folder:
        copy = Path(folder) / WHOLE
        with memory.engine.connect() as connection, closing(sqlite3.connect(copy)) as target:
            raw: Any = connection.connection.driver_connection
            raw.backup(target)
            rows = {each.name: _count(target, each) for each in Base.metadata.sorted_tables}
            target.execute("PRAGMA journal_mode=DELETE")  # so that all of it is in the one file
        zipped.write(copy, WHOLE)
        with copy.open("rb") as written:
            return rows, {WHOLE: _digest(written)}


def _count(target: sqlite3.Connection, table: Table) -> int:
    return int(target.execute(str(select(func.count()).select_from(table))).fetchone()[0])


def _sqlite_out_of(zipped: zipfile.ZipFile, memory: Memory) -> None:
    """By the same online copy, backwards: whoever reads meanwhile sees all of the old, then all of the new."""
    with tempfile.TemporaryDirectory(prefix="steward-restore-") as folder:
        copy = zipped.extract(WHOLE, folder)
        with memory.engine.connect() as connection, closing(sqlite3.connect(copy)) as source:
            raw: Any = connection.connection.driver_connection
            source.backup(raw)


def _tables_into(zipped: zipfile.ZipFile, memory: Memory) -> tuple[dict[str, int], dict[str, str]]:
    rows, digests = {}, {}
    with memory.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
        for table in Base.metadata.sorted_tables:
            with zipped.open(_member(table), "w") as member:
                rows[table.name], digests[_member(table)] = _copied(connection, table, member)
    return rows, digests


def _copied(connection: Connection, table: Table, member: IO[bytes]) -> tuple[int, str]:
    digest = sha256()
    with _cursor(connection) as cursor:
        with cursor.copy(f"COPY {_named(connection, table)} TO STDOUT") as copy:
            for some in copy:
                digest.update(some)
                member.write(some)
        return int(cursor.rowcount), digest.hexdigest()


def _tables_out_of(zipped: zipfile.ZipFile, memory: Memory) -> None:
    tables = Base.metadata.sorted_tables
    with memory.engine.begin() as connection:
        names = ", ".join(_quoted(connection, each.name) for each in tables)
        connection.execute(text(f"TRUNCATE {names}"))
        for table in tables:
            with zipped.open(_member(table)) as member:
                _copied_back(connection, table, member)
            _count_on(connection, table)


def _copied_back(connection: Connection, table: Table, member: IO[bytes]) -> None:
    with _cursor(connection) as cursor, cursor.copy(f"COPY {_named(connection, table)} FROM STDIN") as copy:
        while some := member.read(AT_ONCE):
            copy.write(some)


def _count_on(connection: Connection, table: Table) -> None:
    """The next row gets a number that is free."""
    name = _quoted(connection, table.name)
    counter = f"pg_get_serial_sequence('{name}', 'id')"
    following = f"(SELECT coalesce(max(id), 0) + 1 FROM {name})"  # noqa: S608  (names of our own tables)
    connection.execute(text(f"SELECT setval({counter}, {following}, false) WHERE {counter} IS NOT NULL"))


@contextmanager
def _cursor(connection: Connection) -> Iterator[Any]:
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor:
        yield cursor


def _named(connection: Connection, table: Table) -> str:
    """Its columns by name: two databases may have them in another order."""
    columns = ", ".join(_quoted(connection, each.name) for each in table.columns)
    return f"{_quoted(connection, table.name)} ({columns})"


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _member(table: Table) -> str:
    return f"{table.name}.copy"


def _digest(file: IO[bytes]) -> str:
    digest = sha256()
    with file:
        while some := file.read(AT_ONCE):
            digest.update(some)
    return digest.hexdigest()
