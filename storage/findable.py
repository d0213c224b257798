"""The words by which each kind of record is found, so that the search can be made anew after a record has changed."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import commitments, partnerships, purposes, reviews, rounds, search, spotlights, whys
from storage.kinds import KINDS

Words = tuple[str, str]
ENOUGH = 50_000  # characters of a title or a body that are looked for; PostgreSQL takes a megabyte of words at most


def words_of(db: Session, kind: str) -> Callable[[Any], Words]:
    if kind == "decision":
        return lambda row: reviews.findable(db, row)
    if kind == "spotlight":
        partners = partnerships.partners(db)
        return lambda row: spotlights.findable(row, partners[row.partner_id].name if row.partner_id in partners else "")
    own: dict[str, Callable[[Any], Words]] = {
        "commitment": commitments.findable,
        "purpose": purposes.findable,
        "round": rounds.findable,
        "why": whys.findable,
    }
    return own[kind]


def index_again(db: Session, kind: str, ids: Sequence[int]) -> None:
    """Of these rows, those that people may find, by the words they have now; what they meant is made anew as well."""
    row = KINDS[kind].row
    found = select(search.Entry.record_id).where(search.Entry.kind == kind, search.Entry.record_id.in_(ids))
    words = words_of(db, kind)
    for each in db.scalars(select(row).where(row.id.in_(found), row.id.in_(KINDS[kind].kept()))).all():
        title, body = (part[:ENOUGH] for part in words(each))
        search.index(db, kind, each.id, title=title, body=body)
