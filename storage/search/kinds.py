"""The kinds of records that people can ask for, and how each is found and may be seen.

A noun says it in its own module, as `RECORD`; those whose records are told with rows of other nouns stand here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

import storage
from storage import commitments, decisions, partnerships, purpose, reviews, spotlights, surveys, whys
from storage.commitments import KEPT, OPEN, Commitment
from storage.db.store import Begin
from storage.decisions import Decision
from storage.members import Member
from storage.partnerships import Partner
from storage.purpose import Purpose
from storage.search import index, records
from storage.search.index import Among, IndexEntry
from storage.search.record_kind import FoundRow, RecordKind
from storage.search.records import (
    DecisionRecord,
    FoundCommitment,
    FoundExplanation,
    FoundPurpose,
    FoundSpotlight,
    FoundSurvey,
)
from storage.search.tokens import WORD_FORM
from storage.spotlights import Spotlight
from storage.surveys import Survey
from storage.whys import OpenQuestion

Told = DecisionRecord | FoundCommitment | FoundPurpose | FoundSurvey | FoundSpotlight | FoundExplanation | FoundRow
Key = tuple[str, int]
"""A record's kind and the number of its row."""


def _start(day: date | None) -> datetime:
    return datetime.combine(day or date(1970, 1, 1), time(12), UTC)


def _spotlight(partners: Mapping[int, Partner], row: Spotlight) -> tuple[str, str]:
    return spotlights.findable(row, partners[row.partner_id].name if row.partner_id in partners else "")


def _kind(name: str, noun: Any, row: Any, **facts: Any) -> RecordKind:
    """The module of a noun that is found has these functions, always by the same names."""
    findable = facts.pop("findable", lambda _: noun.findable)
    return RecordKind(name, row, noun.kept, noun.visible_to, noun.visible_in, noun.of_those, findable=findable, **facts)


ACROSS = (
    _kind(
        "decision",
        decisions,
        Decision,
        when=lambda row: row.decided_at,
        words=lambda row: f"{row.text} {row.reason}",
        told=records.of,
        findable=lambda db: partial(reviews.findable, db),
        holds=lambda row: row.in_force,
        letter="d",
        called="decision decide decided agree agreed",
    ),
    _kind(
        "commitment",
        commitments,
        Commitment,
        when=lambda row: row.made_at,
        words=lambda row: f"{row.text} {row.owner}",
        told=records.of_commitments,
        holds=lambda row: row.state in (OPEN, KEPT),
        letter="c",
        called="promise promised commitment commit committed",
    ),
    _kind(
        "purpose",
        purpose,
        Purpose,
        when=lambda row: row.written_at,
        words=lambda row: f"{row.kind} {row.text} {row.id}",
        told=records.of_purposes,
    ),
    _kind(
        "round",
        surveys,
        Survey,
        when=lambda row: row.closed_at,
        words=lambda row: f"{row.title} {row.questions} {row.id}",
        told=records.of_surveys,
    ),
    _kind(
        "spotlight",
        spotlights,
        Spotlight,
        when=lambda row: _start(row.posted_on),
        words=lambda row: row.text,
        told=records.of_spotlights,
        findable=lambda db: partial(_spotlight, partnerships.partners(db)),
    ),
    _kind(
        "why",
        whys,
        OpenQuestion,
        when=lambda row: _start(row.settled_on) if row.settled_on else row.ended_at,
        words=lambda row: f"{row.question} {row.answer}",
        told=records.of_open_questions,
        letter="w",
    ),
)


@cache
def every() -> Mapping[str, RecordKind]:
    """All of them, by name."""
    modules = (import_module(found.name) for found in iter_modules(storage.__path__, "storage."))
    own = (module.RECORD for module in modules if isinstance(getattr(module, "RECORD", None), RecordKind))
    return {kind.name: kind for kind in (*ACROSS, *own)}


def kept() -> Among:
    """Everything, by kind: for the operator, never for a person in the chat."""
    return {name: kind.kept() for name, kind in every().items()}


def visible_to(person: Member) -> Among:
    """What a person may see, by kind."""
    return {name: kind.visible_to(person) for name, kind in every().items()}


def visible_in(channel: str) -> Among:
    """What everybody in a channel may see, by kind."""
    return {name: kind.visible_in(channel) for name, kind in every().items()}


def rows(db: Session, keys: Sequence[Key], *allowed: Among) -> dict[Key, Any]:
    """The rows of these records, as far as all of `allowed` hold them."""
    found: dict[Key, Any] = {}
    for name in sorted({name for name, _ in keys if all(name in each for each in allowed)}):
        row = every()[name].row
        query = select(row).where(row.id.in_([id_ for kind, id_ in keys if kind == name]))
        query = query.where(*(row.id.in_(each[name]) for each in allowed))
        found |= {(name, each.id): each for each in db.scalars(query)}
    return found


def told_of(db: Session, found: Mapping[Key, Any], order: Sequence[Key]) -> list[Told]:
    """What is told of these rows, in this order."""
    of: dict[Key, Told] = {}
    for name in {name for name, _ in order}:
        theirs = [found[key] for key in order if key[0] == name]
        told = every()[name].told
        of |= {each.key: each for each in (told(db, theirs) if told else [FoundRow(name, row) for row in theirs])}
    return [of[key] for key in order if key in of]


def row_of(record: Told) -> Any:
    """The row that is told of."""
    return record.row if isinstance(record, FoundRow) else getattr(record, record.key[0])


def homes(found: Iterable[Any]) -> set[str]:
    """The channels in which these rows live."""
    return {home for row in found if (home := getattr(row, "channel", None))}


def of_number(db: Session, letter: str, number: int, allowed: Among) -> dict[Key, Any]:
    """The record that people know by this letter and number, as far as it is allowed; empty when there is none."""
    name = next((name for name, kind in every().items() if kind.letter == letter.casefold()), None)
    if name is None:
        return {}
    row = every()[name].row
    id_ = db.scalar(select(row.id).where(row.number == number))
    return rows(db, [(name, id_)], allowed) if id_ is not None else {}


def of_those(
    db: Session, people: Sequence[str], partners: Sequence[int], allowed: Among, *, limit: int
) -> dict[Key, Any]:
    """The newest rows, of each kind, that are of any of these people or partners, as far as they are allowed."""
    found: dict[Key, Any] = {}
    for name, ids in allowed.items():
        row = every()[name].row
        theirs = select(row).where(row.id.in_(ids), row.id.in_(every()[name].of_those(people, partners)))
        found |= {(name, each.id): each for each in db.scalars(theirs.order_by(row.id.desc()).limit(limit))}
    return found


A_PIECE = 500  # records that are stored again in one transaction
ENOUGH = 50_000  # characters of a title or a body that are looked for; PostgreSQL takes a megabyte of words at most


def index_again(db: Session, kind: str, ids: Sequence[int]) -> None:
    """Of these rows, those that people may find, by the words they have now; what they meant is made anew as well."""
    found = select(IndexEntry.record_id).where(IndexEntry.kind == kind, IndexEntry.record_id.in_(ids))
    for id_, title, body in worded(db, kind, found):
        index.index(db, kind, id_, title=title, body=body)


def store_again(begin: Begin) -> None:
    """Store the words of all records whose words are kept in another form than ours, each piece in its transaction.

    What helped before, and what was told apart, keep the words they had: they may be found a little less.
    """
    stale = select(IndexEntry.kind, IndexEntry.record_id).where(IndexEntry.form != WORD_FORM).limit(A_PIECE)
    with begin(reading=True) as db:
        is_left = db.execute(stale).first() is not None
    while is_left:
        with begin() as db:
            piece = db.execute(stale).all()
            for kind in {kind for kind, _ in piece}:
                _store_again(db, kind, [id_ for its, id_ in piece if its == kind])
        is_left = len(piece) == A_PIECE


def _store_again(db: Session, kind: str, ids: Sequence[int]) -> None:
    known = worded(db, kind, ids)
    for id_, title, body in known:
        index.store(db, kind, id_, title=title, body=body)
    index.forget_all(db, kind, [*set(ids) - {id_ for id_, _, _ in known}])  # of these, no record is left


def worded(db: Session, kind: str, ids: Select[int] | Sequence[int]) -> list[tuple[int, str, str]]:
    """Of these rows, those that people may find, with what is looked for of their titles and bodies."""
    row, words = every()[kind].row, every()[kind].findable(db)
    rows = db.scalars(select(row).where(row.id.in_(ids), row.id.in_(every()[kind].kept()))).all()
    return [(each.id, *(part[:ENOUGH] for part in words(each))) for each in rows]
