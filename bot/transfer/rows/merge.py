"""Rows of an export that arrive: those that are here already are known again, the others are kept as they were."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.transfer.importers import save
from bot.transfer.importers.found import ImportRecord, Item, OtherRow, Skipped, Travelled
from bot.transfer.rows import restore
from bot.transfer.rows.policy import BY_NAME, CarriedTable
from bot.transfer.rows.values import plain, read
from storage import decisions, imports
from storage.db.base import insert_once
from storage.members import Member
from storage.partnerships import Partner


class LostError(ValueError):
    """What a row belongs to did not come along."""


@dataclass
class Arrival:
    """One reading of one export. `numbers` translates; `new` counts what is kept, by table."""

    numbers: dict[str, dict[int, int]] = field(default_factory=dict)
    new: Counter[str] = field(default_factory=Counter)
    known: dict[str, dict[tuple[Any, ...], int]] = field(default_factory=dict)
    fresh: dict[str, list[int]] = field(default_factory=dict)  # of the batch: to be made findable

    def look(self, db: Session, items: Sequence[Item]) -> None:
        """Count what would be new, and keep nothing."""
        for item in items:
            if isinstance(item, Travelled):
                carried = BY_NAME[item.table]
                try:
                    values = self._values(carried, item.row, strict=False)
                except (ValueError, TypeError, KeyError):
                    continue
                if self._here(db, carried, values) is None:
                    self.new[carried.name] += 1

    def keep(self, db: Session, items: Sequence[Item], import_id: int) -> Iterator[Skipped]:
        """Yields what cannot be kept."""
        self.fresh = {}
        for item in items:
            if isinstance(item, OtherRow):
                self._meet(db, item)
            elif isinstance(item, Travelled) and (left := self._left(db, item, import_id)):
                yield left
        for table, ids in self.fresh.items():
            save.index(db, table, ids)

    def _left(self, db: Session, item: Travelled, import_id: int) -> Skipped | None:
        try:
            self._keep(db, BY_NAME[item.table], item, import_id)
        except LostError:
            return None  # its parent was left out, and said so
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            return Skipped(f"an entry of “{item.table}”", f"it cannot be read: {str(error)[:80]}")
        return None

    def note_decisions(self, db: Session, items: Sequence[Item]) -> None:
        """Which D-numbers the decisions of an export have got here: call it once they are written."""
        came = {item.fingerprint: item.exact for item in items if isinstance(item, ImportRecord) and item.exact}
        marks = imports.marked(db, [key for key, told in came.items() if "number" in told["row"]])
        rows = decisions.by_ids(db, [mark.record_id for mark in marks.values() if mark.record_kind == "decision"])
        for key, mark in marks.items():
            if mark.record_id in rows:
                row = rows[mark.record_id]
                self.numbers.setdefault("decisions.number", {})[came[key]["row"]["number"]] = row.number
                self._note("decisions", came[key], row.id)

    def _keep(self, db: Session, carried: CarriedTable, item: Travelled, import_id: int) -> None:
        values = self._values(carried, item.row)
        carried_from = tuple(plain(values[name]) for name in carried.said.key)
        id_ = self._here(db, carried, values)
        if id_ is None:
            if arrives := restore.ARRIVES.get(carried.name):
                arrives(db, values, self.numbers)
            id_ = self._here(db, carried, values) or self._insert(db, carried, values, item, import_id)
        if id_ is not None:
            self.known[carried.name][carried_from] = id_
            self._note(carried.name, item.row, id_)
            if "number" in values:
                here = db.execute(select(carried.row.number).filter_by(id=id_)).scalar_one()  # type: ignore[attr-defined]
                self.numbers.setdefault(f"{carried.name}.number", {})[item.row["number"]] = here

    def _insert(
        self, db: Session, carried: CarriedTable, values: dict[str, Any], item: Travelled, to: int
    ) -> int | None:
        id_ = insert_once(db, carried.row, **values)
        if id_ is not None:
            self.new[carried.name] += 1
            self.fresh.setdefault(carried.name, []).append(id_)
            mark = json.dumps([item.workspace, carried.name, *(item.row.get(each) for each in carried.said.key)])
            imports.mark(db, to, carried.name, [(hashlib.sha256(f"{to}{mark}".encode()).hexdigest(), id_)])
        return id_

    def _here(self, db: Session, carried: CarriedTable, values: Mapping[str, Any]) -> int | None:
        if carried.name not in self.known:
            columns = [getattr(carried.row, name) for name in carried.said.key]
            rows = db.execute(select(getattr(carried.row, "id"), *columns))  # noqa: B009  (Bound has none by itself)
            self.known[carried.name] = {tuple(map(plain, key)): id_ for id_, *key in rows}
        return self.known[carried.name].get(tuple(plain(values[name]) for name in carried.said.key))

    def _values(self, carried: CarriedTable, told: Mapping[str, Any], *, strict: bool = True) -> dict[str, Any]:
        """What stands in the file, with the numbers it has here."""
        values = read(carried.row, told, carried.said.leave)
        refs = dict(carried.refs)
        if pointing := restore.POINTING.get(carried.name):
            refs |= pointing(values)
        for column, table in refs.items():
            values[column] = self._translated(values[column], table, strict=strict)
        return values

    def _translated(self, number: int | None, table: str, *, strict: bool) -> int | None:
        if number is None:
            return None
        found = self.numbers.get(table, {}).get(number)
        if found is None and strict and table != "partners":
            raise LostError(f"{table} {number}")
        return found if found is not None or strict else -number

    def _meet(self, db: Session, aside: OtherRow) -> None:
        """A partner or a member is known by what it is called, whoever kept it."""
        row, which = aside.row, None
        if aside.noun == "partners":
            which = select(Partner.id).filter_by(known_by=str(row.get("known_by")))
        elif aside.noun == "members":
            which = select(Member.id).filter_by(team=str(row.get("team")), person=str(row.get("person")))
        if which is not None and (id_ := db.scalar(which)) is not None:
            self._note(aside.noun, row, id_)

    def _note(self, table: str, told: Mapping[str, Any], id_: int) -> None:
        if isinstance(told.get("id"), int):
            self.numbers.setdefault(table, {})[told["id"]] = id_
