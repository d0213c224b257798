"""Imports: decisions made elsewhere, remembered with their own day and people, told to nobody, taken back on demand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import decisions, digests, events, imports, members, partnerships, proposals, reviews
from storage.db.base import Base, fresh_values, insert_all
from storage.decisions import Decision, DecisionPerson, DecisionVersion
from storage.imports import AT_ONCE, Import
from storage.members import SAID
from storage.reviews import Review
from storage.search import index as search_index
from storage.search import kinds

OPERATOR = "operator"  # in the journal: whoever runs the database
FOUND = "proposals_found"  # the letter that tells conveners
WHENEVER = time(0)  # of the day: whenever their hours begin
THE_RECORD = f"{SAID}the imported record"
"""Who ended a decision that came here ended: nobody we know of."""


@dataclass(frozen=True)
class ImportedDecision:
    """A decision from elsewhere. `facts` are its columns but the number; `number` is the one it had, kept if free."""

    fingerprint: str
    facts: Mapping[str, Any]
    people: tuple[str, ...] = ()
    number: int | None = None
    partners: Mapping[str, int | None] = field(default_factory=dict)  # of its people then, where it is known
    versions: Sequence[Mapping[str, Any]] = ()
    history: Sequence[Mapping[str, Any]] = ()
    reviews: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class ImportUndo:
    """What an import took with it, and what stays because somebody has changed or accepted it since."""

    decisions: int
    proposals: int
    changed: tuple[int, ...]  # D-numbers
    accepted: int
    others: int = 0  # rows of our own export beside decisions


def facts(**told: Any) -> dict[str, Any]:
    """Every column of a decision but its number: what is told, and for the rest what a fresh one has."""
    return {**fresh_values(Decision), **told}


def begin(db: Session, *, kind: str, source: str, source_key: str, at: datetime) -> Import:
    """A new import, or the one of this very source that was interrupted."""
    known = imports.unfinished(db, kind, source_key)
    if known is None:
        known = Import(kind=kind, source=source, source_key=source_key, started_at=at)
        db.add(known)
        db.flush()
        events.note(db, "import.begun", subject_id=known.id, by=OPERATOR, at=at)
    return known


def bring(
    db: Session, brought: Sequence[ImportedDecision], *, import_id: int | None = None
) -> tuple[list[int], list[int]]:
    """Remember decisions as they were made elsewhere; their ids and numbers. Nothing is posted.

    With `import_id` it can be taken back.
    """
    numbers = _numbers(db, [each.number for each in brought])
    facts = [{**each.facts, "number": number} for each, number in zip(brought, numbers, strict=True)]
    insert_all(db, Decision, facts)
    id_of = decisions.ids_by_number(db, numbers)
    ids = [id_of[number] for number in numbers]
    _take_part(db, ids, brought)
    insert_all(db, DecisionVersion, [{**row, "decision_id": id_} for id_, row in _each(ids, brought, "versions")])
    insert_all(db, Review, [{**row, "decision_id": id_} for id_, row in _each(ids, brought, "reviews")])
    insert_all(db, events.Event, [{**row, "subject_id": id_} for id_, row in _each(ids, brought, "history")])
    told = zip(ids, facts, brought, strict=True)
    search_index.index_all(db, "decision", [(id_, *_findable(row, each.reviews)) for id_, row, each in told])
    if import_id is not None:
        fingerprints = [each.fingerprint for each in brought]
        imports.mark(db, import_id, "decision", list(zip(fingerprints, ids, strict=True)))
    return ids, numbers


def connect(db: Session, import_id: int, replaced: Sequence[tuple[str, str]]) -> None:
    """Let decisions of this import point to what replaced them: fingerprints of old and new."""
    for start in range(0, len(replaced), AT_ONCE):
        pairs = replaced[start : start + AT_ONCE]
        marks = imports.marked(db, {key for pair in pairs for key in pair})
        known = {mark.record_id for mark in marks.values() if mark.record_kind == "decision"}
        rows = decisions.by_ids(db, known)
        for old, new in pairs:
            if old in marks and new in marks and marks[old].import_id == import_id:
                _replace(db, rows.get(marks[old].record_id), rows.get(marks[new].record_id))


def complete(db: Session, import_id: int, *, at: datetime) -> None:
    """It is all here. Conveners hear, in their hours, that proposals wait which they may look through."""
    done = db.get_one(Import, import_id)
    done.completed_at = at
    events.note(db, "import.completed", subject_id=import_id, by=OPERATOR, at=at)
    today = at.astimezone(partnerships.own(db).zone).date()
    for each in members.conveners(db):
        if proposals.waiting_counts(db, each, import_id=import_id):
            key = f"{FOUND}:{import_id}:{each.person}"
            digests.write_to(db, FOUND, each.person, about_id=import_id, key=key, at=at, on=today, hour=WHENEVER)


def undo(db: Session, import_id: int, *, at: datetime) -> ImportUndo:
    """Take back what an import brought, as far as nobody has touched it since.

    Raises Refusal when there is no such import, or it was taken back before.
    """
    known = db.get(Import, import_id)
    if known is None:
        raise Refusal(f"There is no import {import_id}.")
    if known.undone_at is not None:
        raise Refusal(f"Import {import_id} was already taken back.")
    gone, changed = _undo_decisions(db, import_id)
    forgotten = _undo_proposals(db, import_id)
    others = sum(_undo_rows(db, import_id, row) for row in _rows_of(db, import_id))
    known.undone_at = at
    events.note(db, "import.undone", subject_id=import_id, by=OPERATOR, at=at)
    accepted = proposals.counts(db, import_id).get(proposals.ACCEPTED, 0)
    return ImportUndo(gone, forgotten, tuple(sorted(changed)), accepted, others)


def _undo_decisions(db: Session, import_id: int) -> tuple[int, set[int]]:
    """How many are gone, and the numbers of those that stay."""
    last, count, stay = 0, 0, set[int]()
    while ids := imports.ids_of(db, import_id, "decision", after=last):
        touched = imports.changed_since(db, import_id, "decision", ids)
        gone = [id_ for id_ in ids if id_ not in touched]
        stay |= {row.number for row in decisions.by_ids(db, touched).values()}
        search_index.forget_all(db, "decision", gone)
        events.forget_brought(db, "decision", gone)
        decisions.remove(db, gone)
        imports.forget_marks(db, import_id, "decision", gone)
        last, count = ids[-1], count + len(gone)
    return count, stay


def _undo_proposals(db: Session, import_id: int) -> int:
    last, count = 0, 0
    while ids := imports.ids_of(db, import_id, "proposal", after=last):
        gone = proposals.forget_unaccepted(db, ids)
        imports.forget_marks(db, import_id, "proposal", gone)
        last, count = ids[-1], count + len(gone)
    return count


def _rows_of(db: Session, import_id: int) -> list[type[Any]]:
    """The tables besides decisions and proposals of which an import holds rows, children first."""
    kinds = set(imports.kinds_of(db, import_id))
    tables = [table for table in reversed(Base.metadata.sorted_tables) if table.name in kinds]
    row_of = {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}
    return [row_of[table] for table in tables]


def _undo_rows(db: Session, import_id: int, row: type[Any]) -> int:
    """How many are gone. One in whose life something has happened since stays."""
    kind, last, count = row.__tablename__, 0, 0
    noun = next((name for name, each in kinds.every().items() if each.row is row), None)
    while ids := imports.ids_of(db, import_id, kind, after=last):
        touched = imports.changed_since(db, import_id, kind.removesuffix("s"), ids)
        gone = [id_ for id_ in ids if id_ not in touched]
        if noun is not None:
            search_index.forget_all(db, noun, gone)
        db.execute(delete(row).where(row.id.in_(gone)).execution_options(synchronize_session=False))
        imports.forget_marks(db, import_id, kind, gone)
        last, count = ids[-1], count + len(gone)
    return count


def _numbers(db: Session, wanted: Sequence[int | None]) -> list[int]:
    """A D-number for each: its own where that is free, else the next."""
    asked = [number for number in wanted if number is not None]
    free = set(asked) - {row.number for row in decisions.of_numbers(db, asked)}
    if free:
        partnerships.keep_numbers_above(db, max(free))
    given: list[int | None] = []
    for number in wanted:
        given.append(number if number in free else None)
        free.discard(number or 0)
    fresh = iter(partnerships.next_decision_numbers(db, given.count(None)))
    return [next(fresh) if number is None else number for number in given]


def _take_part(db: Session, ids: Sequence[int], brought: Sequence[ImportedDecision]) -> None:
    today = members.partners_of(db, {person for each in brought for person in each.people})
    partner = {person: known.id for person, known in today.items()}
    rows = [
        {"decision_id": id_, "person": person, "partner_id": (each.partners or partner).get(person)}
        for id_, each in zip(ids, brought, strict=True)
        for person in dict.fromkeys(each.people)
    ]
    insert_all(db, DecisionPerson, rows)


def _replace(db: Session, old: Decision | None, new: Decision | None) -> None:
    if old is None or new is None or old is new or old.superseded_by or old.channel != new.channel:
        return
    old.superseded_by, new.supersedes = new.number, new.supersedes or old.number
    if old.withdrawn_by == THE_RECORD:
        old.withdrawn_by, old.withdrawn_at, old.withdrawn_because = None, None, ""
        title, body = reviews.findable(db, old)
        search_index.index(db, "decision", old.id, title=title, body=body)


def _each(
    ids: Sequence[int], brought: Sequence[ImportedDecision], what: str
) -> Iterable[tuple[int, Mapping[str, Any]]]:
    return ((id_, row) for id_, each in zip(ids, brought, strict=True) for row in getattr(each, what))


def _findable(row: Mapping[str, Any], looked: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    learned = (row["expected"], *(each[key] for each in looked for key in ("happened", "lesson")))
    return decisions.findable(row["text"], row["reason"], row["options"], row["withdrawn_because"], learned=learned)
