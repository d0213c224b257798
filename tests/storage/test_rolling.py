"""Two versions at once: while the tables are brought up to date, and after, the version before reads and writes on."""

import itertools
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import MetaData, insert, select, text, update

from storage.db import migrate
from tests.storage.test_migrations import REVISIONS, example, some, tables

FIRST = "0001"  # from this version on a release only adds
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SINCE = REVISIONS[REVISIONS.index(FIRST) :]


@pytest.fixture
def as_before(any_memory):
    """The tables of the release before, and that release's idea of them."""
    migrate.downgrade(any_memory, FIRST)
    with any_memory.engine.begin() as connection:
        some(connection, tables(connection), "partners")
    known = MetaData()
    known.reflect(any_memory.engine)
    return any_memory, known


def old_write(connection, known, number):
    """A journal entry and a partner as the old code writes them: only the columns that it knows."""
    for name, values in (("partners", {"known_by": f"domain:{number}"}), ("events", {"what": f"it.{number}"})):
        table = known.tables[name]
        for column in table.columns:
            wanted = not column.nullable and column.server_default is None and column.name not in ("id", *values)
            if wanted:
                values[column.name] = 1 if column.foreign_keys else example(column)
        connection.execute(insert(table).values(**values))


def test_the_version_before_goes_on_while_the_tables_change_and_after(as_before):
    memory, known = as_before
    done, failed, written = threading.Event(), [], itertools.count()
    begun = threading.Event()

    def old_version():
        while not done.is_set():
            try:
                with memory.engine.begin() as connection:
                    old_write(connection, known, next(written))
                    connection.execute(update(known.tables["partnerships"]).values(name="Renamed"))
                with memory.engine.connect() as connection:
                    connection.execute(select(known.tables["decisions"])).all()
            except Exception as error:
                failed.append(error)
            begun.set()

    worker = threading.Thread(target=old_version)
    worker.start()
    begun.wait()
    migrate.upgrade(memory)
    done.set()
    worker.join()

    assert failed == []
    with memory.engine.begin() as connection:
        old_write(connection, known, "after")
        here = connection.scalar(text("SELECT count(*) FROM events WHERE what LIKE 'it.%'"))
    assert here == next(written) + 1
    assert migrate.is_current(memory)


@pytest.mark.parametrize(("before", "after"), list(itertools.pairwise(SINCE)))
def test_each_release_only_adds_what_the_one_before_can_do_without(any_memory, before, after):
    """A row that names only the old columns is still taken, and the old columns can still be read."""
    migrate.downgrade(any_memory, before)
    known = MetaData()
    known.reflect(any_memory.engine)
    migrate.upgrade(any_memory, after)

    with any_memory.engine.connect() as connection:
        there = tables(connection)
    for name, table in known.tables.items():
        if name not in there:
            continue  # the search's own
        now = there[name]
        assert set(table.columns.keys()) <= set(now.columns.keys()), name
        added = [column for column in now.columns if column.name not in table.columns]
        wanting = [column.name for column in added if not column.nullable and column.server_default is None]
        assert wanting == [], f"{name}: without a default in the database the version before can write no row"


def test_a_replica_that_starts_while_another_upgrades_waits_for_it(any_memory):
    migrate.downgrade(any_memory, FIRST)
    other = threading.Thread(target=migrate.upgrade, args=(any_memory,))
    with any_memory.engine.begin() as upgrading:  # on SQLite this alone keeps others from writing
        if any_memory.database == "postgresql":
            upgrading.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": migrate.LOCK})
        other.start()
        while any_memory.database == "postgresql" and not waiting(any_memory):
            pass
    other.join()

    assert migrate.is_current(any_memory)


def waiting(memory):
    with memory.engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))


def test_a_table_that_somebody_holds_makes_it_give_up_and_change_nothing(any_memory, monkeypatch):
    if any_memory.database == "sqlite":
        pytest.skip("SQLite lets one write at a time, and waits five seconds by itself")
    migrate.downgrade(any_memory, FIRST)
    monkeypatch.setattr("storage.db.migrate.LONGEST_WAIT", 0.05)
    with any_memory.engine.begin() as holding:
        holding.execute(text("LOCK TABLE events IN ROW EXCLUSIVE MODE"))
        with pytest.raises(migrate.BusyError):
            migrate.upgrade(any_memory)

    assert migrate.current(any_memory) == FIRST
    migrate.upgrade(any_memory)
    assert migrate.is_current(any_memory)
