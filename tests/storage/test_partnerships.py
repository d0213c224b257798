"""One partnership never sees another: proved for every table there is."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeDecorator

from storage import Memory
from storage.db.base import Base, Bound
from storage.db.encryption import give_keys, new_key
from storage.db.tenant_session import UnboundError
from storage.installations import OAuthState
from storage.partnerships import Partnership
from storage.search import index as search_index
from storage.search.tokens import Query

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EXAMPLES: dict[type, Any] = {
    str: "word",
    int: 1,
    bool: False,
    datetime: NOW,
    date: NOW.date(),
    time: NOW.time(),
    bytes: b"word",
}

OF_NOBODY = {OAuthState}  # it comes before there is a partnership, and holds nothing of anybody
TABLES = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda row: row.__tablename__)
BOUND = [row for row in TABLES if row is not Partnership and row not in OF_NOBODY]


@pytest.fixture
def two(any_memory: Memory) -> tuple[Any, Any, Memory]:
    give_keys(any_memory.engine, [new_key()])
    ours = any_memory.partnership("T_OURS", name="Ours", at=NOW)
    theirs = any_memory.partnership("T_THEIRS", name="Theirs", at=NOW)
    return any_memory.of(ours.id), any_memory.of(theirs.id), any_memory


def an_example(row: type[Any], db: Session) -> Any:
    """A row with something in every column that wants it; rows it points to are made first."""
    values: dict[str, Any] = {}
    for column in row.__table__.columns:
        if column.name in ("id", "partnership_id") or column.nullable or column.default is not None:
            continue
        kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
        values[column.name] = EXAMPLES[kind.python_type]
        for key in column.foreign_keys:
            other = next(each for each in TABLES if each.__table__ is key.column.table)
            values[column.name] = an_example(other, db).id
    made = row(**values)
    db.add(made)
    db.flush()
    return made


def test_every_table_is_bound_to_its_partnership():
    assert [row.__name__ for row in BOUND if not issubclass(row, Bound)] == [], "they must inherit from Bound"


def test_no_table_escapes_the_rows():
    assert {table.name for table in Base.metadata.sorted_tables} == {row.__tablename__ for row in TABLES}


def test_the_other_partnership_sees_and_changes_nothing(any_memory):
    give_keys(any_memory.engine, [new_key()])
    for row in BOUND:
        both = (any_memory.partnership(f"{whose}_{row.__tablename__}", name=whose, at=NOW) for whose in "AB")
        is_theirs_alone(row, *(any_memory.of(each.id) for each in both))


def is_theirs_alone(row, ours, theirs):
    with ours() as db:
        made = an_example(row, db)
        assert made.partnership_id is not None

    with theirs() as db:
        assert db.scalars(select(row)).all() == []
        assert db.get(row, made.id) is None
        assert db.scalar(select(func.count()).select_from(row)) == 0
        assert db.scalar(select(func.count(row.id))) == 0
        assert db.execute(update(row).values(partnership_id=made.partnership_id)).rowcount == 0
        assert db.execute(delete(row)).rowcount == 0

    with ours(reading=True) as db:
        assert [each.id for each in db.scalars(select(row))] == [made.id]


def test_the_other_partnership_is_not_found_itself(two):
    ours, theirs, _ = two
    with ours() as db:
        own = db.scalars(select(Partnership)).one()
        db.execute(update(Partnership).values(name="Mine"))

    with theirs(reading=True) as db:
        assert db.get(Partnership, own.id) is None
        assert db.scalars(select(Partnership.name)).all() == ["Theirs"]


def test_a_row_cannot_be_written_into_another_partnership(two):
    ours, _, _ = two
    row = next(each for each in TABLES if each.__tablename__ == "partners")
    with ours() as db:
        made = an_example(row, db)

    with pytest.raises(UnboundError, match="cannot move"), ours() as db:
        db.get_one(row, made.id).partnership_id = made.partnership_id + 1


def test_raw_sql_must_name_the_partnership(two):
    ours, _, _ = two
    with ours() as db:
        own = db.info["partnership_id"]
        for statement, values in (
            ("SELECT 1", {}),
            ("SELECT name FROM partners", {"partnership_id": own}),
            ("SELECT name FROM partners WHERE partnership_id = :partnership_id", {"partnership_id": own + 1}),
        ):
            with pytest.raises(UnboundError):
                db.execute(text(statement), values)
        with pytest.raises(UnboundError):
            db.execute(select(Base.metadata.tables["partners"]))


def test_the_search_of_one_partnership_finds_nothing_of_the_other(two):
    ours, theirs, _ = two
    with ours() as db:
        search_index.index(db, "decision", 1, title="The harbour site", body="it floods least")
    with theirs() as db:
        search_index.index(db, "decision", 1, title="A ferry", body="it is slow")

    with ours(reading=True) as db:
        assert [hit.record_id for hit in search_index.find(db, Query("harbour"), kind="decision")] == [1]
    with theirs(reading=True) as db:
        assert search_index.find(db, Query("harbour"), kind="decision") == []
