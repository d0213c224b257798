"""Every column of text says what it holds, and every table what becomes of its rows: who adds one is told by this."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import MetaData, String
from sqlalchemy.orm import Mapped, registry
from sqlalchemy.types import TypeDecorator

from storage.db import policy
from storage.db.base import Base, tables


def without_policy(classes: Any) -> Iterator[str]:
    for row in classes:
        table = row.__table__
        for column in table.columns:
            kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
            if isinstance(kind, String) and "holding" not in column.info:
                yield f"{table.name}.{column.name} does not say what it holds"
        names_people = any(each.what == policy.PERSON for each in policy.holdings(row).values())
        if names_people != hasattr(row, "__told__"):
            yield f"{table.name} does not say what its rows are to the people in it, or names none"
        if not isinstance(getattr(row, "__carried__", None), (policy.Carried, policy.Stays)):
            yield f"{table.name} does not say whether its rows travel"


def test_every_table_says_what_it_holds():
    assert list(without_policy(mapper.class_ for mapper in Base.registry.mappers)) == []


def test_a_table_that_says_nothing_is_found():
    planted = registry(metadata=MetaData()).generate_base()

    class Planted(planted):
        __tablename__ = "planted"
        id: Mapped[int] = policy.mapped_column(primary_key=True)
        word: Mapped[str]
        asked_by: Mapped[str] = policy.person()

    assert list(without_policy([Planted])) == [
        "planted.word does not say what it holds",
        "planted does not say what its rows are to the people in it, or names none",
        "planted does not say whether its rows travel",
    ]


def test_no_two_tables_are_told_at_the_same_place():
    places = [row.__told__.place for row in tables() if hasattr(row, "__told__")]
    assert len(places) == len(set(places))
