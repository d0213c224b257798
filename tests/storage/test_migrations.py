"""Every migration, with data in the tables, on both databases: what people had before, they have after."""

import itertools
import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, func, insert, select

from storage import Memory
from storage.db import migrate
from storage.db.migrate import _config
from storage.search import index as search_index
from storage.search.tokens import Query, words

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REVISIONS = [each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


def tables(connection: Connection) -> Any:
    """The tables as they are in the database now, whatever the code says."""
    found = MetaData()
    found.reflect(connection)
    return found.tables


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
    found = tables(connection)
    return {
        name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for name, table in found.items()
        if name != "alembic_version" and not name.startswith("search")
    }


@pytest.mark.parametrize(("before", "after"), list(itertools.pairwise(REVISIONS)))
def test_what_was_there_before_is_there_after_and_back_again(any_memory: Memory, before: str, after: str):
    migrate.downgrade(any_memory, before)
    with any_memory.engine.begin() as connection:
        found = tables(connection)  # once: it asks the database about every column
        for name in found:
            if name != "alembic_version" and not name.startswith("search"):
                some(connection, found, name)
        had = all_rows(connection)

    migrate.upgrade(any_memory, after)
    with any_memory.engine.begin() as connection:
        have = all_rows(connection)
    for name, rows in had.items():
        kept = [{key: row[key] for key in old if key in row} for old, row in zip(rows, have[name], strict=True)]
        assert kept == [{key: old[key] for key in old if key in have[name][0]} for old in rows], name

    migrate.downgrade(any_memory, before)
    with any_memory.engine.begin() as connection:
        assert {name: len(rows) for name, rows in all_rows(connection).items()} == {
            name: len(rows) for name, rows in had.items()
        }


def test_rows_from_before_attention_get_the_usual_budget(any_memory: Memory):
    migrate.downgrade(any_memory, "0001")
    with any_memory.engine.begin() as connection:
        found = tables(connection)
        some(connection, found, "partnerships")
        write(connection, found, "deliveries")
    migrate.upgrade(any_memory)

    with any_memory.engine.begin() as connection:
        rows = all_rows(connection)
    assert {(row["messages_a_day"], row["messages_a_week"]) for row in rows["partnerships"]} == {(1, 3)}
    assert {(row["to"], row["why"]) for row in rows["deliveries"]} == {("", "")}


def test_what_was_promised_asked_and_said_before_every_kind_was_found_is_found_after(any_memory: Memory):
    migrate.downgrade(any_memory, "0005")
    asked = '[{"key": "q", "kind": "scale", "text": "Is the harbour lively?", "choices": []}]'
    closed = {"closed_at": NOW, "cancelled_at": None, "follow_up": "", "title": "Pulse", "questions": asked}
    proud = {"text": json.dumps({"proud": "We dredged the harbour", "thanks": "", "needs": ""}), "partner_id": 1}
    rows = [
        ("partners", {"name": "Tidewater Trust"}),
        ("commitments", {"text": "Paint the harbour wall", "state": "open", "number": 1}),
        ("commitments", {"text": "Sell the harbour wall", "state": "undone", "number": 2}),
        ("purposes", {"kind": "purpose", "text": "A harbour for everybody"}),
        ("rounds", {**closed, "key": "closed"}),
        ("rounds", {**closed, "key": "open", "closed_at": None}),
        ("rounds", {**closed, "key": "strange", "questions": "no JSON", "title": "Strange"}),
        ("spotlights", {**proud, "state": "posted", "due_on": NOW.date()}),
        ("spotlights", {**proud, "state": "drafted", "due_on": NOW.date().replace(day=9), "post": ""}),
    ]
    with any_memory.engine.begin() as connection:
        there = tables(connection)
        some(connection, there, "partnerships")
        for name, values in rows:
            wanted = (each for each in there[name].columns if not each.nullable and each.name not in ("id", *values))
            rest = {each.name: 1 if each.foreign_keys else example(each) for each in wanted}
            connection.execute(insert(there[name]).values(**values, **rest))
    migrate.upgrade(any_memory)

    with any_memory.of(1)(reading=True) as db:
        found = {(hit.kind, hit.record_id) for hit in search_index.find(db, Query("the harbour"), limit=50)}
        assert found == {("commitment", 1), ("purpose", 1), ("round", 1), ("spotlight", 1)}
        for kind, title in (("commitment", "Paint the harbour wall"), ("spotlight", "Spotlight on Tidewater Trust")):
            row = db.scalars(select(search_index.IndexEntry).filter_by(kind=kind)).one()
            assert row.title == " ".join(words(title))
    migrate.downgrade(any_memory, "0005")
    with any_memory.engine.begin() as connection:
        assert connection.execute(select(func.count()).select_from(search_index.IndexEntry)).scalar() == 0


def test_decisions_from_before_reviews_are_looked_after_by_whoever_decided(any_memory: Memory):
    migrate.downgrade(any_memory, "0005")
    with any_memory.engine.begin() as connection:
        found = tables(connection)
        some(connection, found, "partnerships")
        write(connection, found, "decisions", decided_by="U0ADA")
    migrate.upgrade(any_memory, "0008")

    with any_memory.engine.begin() as connection:
        [row] = all_rows(connection)["decisions"]
    assert (row["owner"], row["expected"], row["last_confirmed_at"]) == ("U0ADA", "", None)


def test_partnerships_from_before_installations_are_there_to_stay(any_memory: Memory):
    migrate.downgrade(any_memory, "0005")
    with any_memory.engine.begin() as connection:
        some(connection, tables(connection), "partnerships")
    migrate.upgrade(any_memory)

    with any_memory.engine.begin() as connection:
        assert [row["uninstalled_at"] for row in all_rows(connection)["partnerships"]] == [None]
    assert any_memory.purge(uninstalled_before=NOW) == []
    assert len(any_memory.partnerships()) == 1


def test_partners_from_before_keep_what_they_were_known_by_and_who_spoke_for_them(any_memory: Memory):
    migrate.downgrade(any_memory, "0005")
    with any_memory.engine.begin() as connection:
        found = tables(connection)
        salt = write(connection, found, "partners", known_by="domain:salt.example", name="Salt", representative="U0BO")
        north = write(connection, found, "partners", known_by="team:T0NORTH", name="Northwind")
        write(connection, found, "members", person="U0BO", team="T0", kind="full", partner_id=salt)
        write(connection, found, "members", person="U0DAN", team="T0NORTH", kind="external", partner_id=north)
        write(connection, found, "members", person="U0CHI", team="T0", kind="guest")
        write(connection, found, "journal", what="partner.speakers_named", subject_id=salt, at=NOW + timedelta(days=1))
    migrate.upgrade(any_memory)

    with any_memory.engine.begin() as connection:
        rows = all_rows(connection)
    assert {(row["kind"], row["mark"], row["label"], row["partner_id"]) for row in rows["partner_marks"]} == {
        ("domain", "salt.example", "", salt),
        ("team", "T0NORTH", "Northwind", north),
    }
    assert {(row["person"], row["mail_domain"], row["partner_because"]) for row in rows["members"]} == {
        ("U0BO", "salt.example", "domain:salt.example"),
        ("U0DAN", None, "team:T0NORTH"),
        ("U0CHI", None, None),
    }
    assert {(row["person"], row["role"], row["until"]) for row in rows["memberships"]} == {
        ("U0BO", "member", None),
        ("U0DAN", "member", None),
        ("U0BO", "representative", None),
    }
    [speaks] = [row for row in rows["memberships"] if row["role"] == "representative"]
    assert speaks["since"].replace(tzinfo=UTC) == NOW + timedelta(days=1)
