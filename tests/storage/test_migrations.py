"""Every migration, with data in the tables, on both databases: what people had before, they have after."""

import itertools
from datetime import UTC, datetime, time
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, insert, select

from storage import Memory
from storage.db import migrate
from storage.db.migrate import _config
from storage.search.tables import is_index

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REVISIONS = ["base", *[each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]]


def tables(connection: Connection) -> Any:
    """The tables as they are in the database now, whatever the code says; but for Alembic's and the search's own."""
    found = MetaData()
    found.reflect(connection)
    return {name: each for name, each in found.tables.items() if name != "alembic_version" and not is_index(name)}


def write(connection: Connection, found: Any, name: str, /, **values: Any) -> int:
    """A row with something in every column that wants it; the rows it points to are made first."""
    table = found[name]
    for column in table.columns:
        if column.name in values or column.nullable or column.server_default is not None or column.name == "id":
            continue
        [*pointed] = column.foreign_keys
        values[column.name] = some(connection, found, pointed[0].column.table.name) if pointed else example(column)
    return int(connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one())


def some(connection: Connection, found: Any, name: str) -> int:
    """A row that is there, or a new one."""
    there = connection.execute(select(found[name].c.id)).scalar()
    return int(there) if there is not None else write(connection, found, name)


def example(column: Any) -> Any:
    kind = column.type.python_type
    return {str: f"a {column.name}", int: 7, bool: True, bytes: b"7", datetime: NOW, time: NOW.time()}.get(
        kind, NOW.date()
    )


def all_rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for name, table in tables(connection).items()
    }


@pytest.mark.parametrize(("before", "after"), list(itertools.pairwise(REVISIONS)))
def test_what_was_there_before_is_there_after_and_back_again(any_memory: Memory, before: str, after: str):
    migrate.downgrade(any_memory, before)
    had = filled(any_memory)

    migrate.upgrade(any_memory, after)
    with any_memory.engine.begin() as connection:
        have = all_rows(connection)
    for name, rows in had.items():
        kept = [{key: row[key] for key in old if key in row} for old, row in zip(rows, have[name], strict=True)]
        assert kept == [{key: old[key] for key in old if key in have[name][0]} for old in rows], name

    assert all(filled(any_memory).values())
    migrate.downgrade(any_memory, before)
    with any_memory.engine.begin() as connection:
        assert {name: len(rows) for name, rows in all_rows(connection).items()} == {
            name: len(rows) for name, rows in had.items()
        }
    migrate.upgrade(any_memory, after)


def filled(memory: Memory) -> dict[str, list[dict[str, Any]]]:
    """All rows, when every table there has one."""
    with memory.engine.begin() as connection:
        found = tables(connection)  # once: it asks the database about every column
        for name in found:
            some(connection, found, name)
        return all_rows(connection)
