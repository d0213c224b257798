"""What travels, as every table says of itself in `__carried__`: parents before children, what may name any row last."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.schema import sort_tables

from storage.db import policy
from storage.db.base import Bound, tables
from storage.db.policy import Carried


@dataclass(frozen=True)
class CarriedTable:
    name: str
    row: type[Bound]
    said: Carried
    refs: Mapping[str, str]  # column → table


def _carried() -> list[CarriedTable]:
    every: tuple[Any, ...] = tables()
    rows = {row.__table__: row for row in every if isinstance(row.__carried__, Carried)}
    by_name = {table.name: table for table in rows}
    refs = {table: policy.refs(row) for table, row in rows.items()}
    parents = [(by_name[name], table) for table in rows for name in refs[table].values() if name in by_name]
    ordered = sort_tables(rows, extra_dependencies=parents)
    found = [CarriedTable(table.name, rows[table], rows[table].__carried__, refs[table]) for table in ordered]
    return sorted(found, key=lambda each: each.said.last)


REGISTER = tuple(_carried())
BY_NAME: Mapping[str, CarriedTable] = {each.name: each for each in REGISTER}
