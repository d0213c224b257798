"""What has arrived can be asked for: its words are put into the search, as its own rules would have done."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import commitments, partnerships, purposes, rounds, search, spotlights, whys
from storage.kinds import KINDS
from storage.spotlights import Spotlight

FINDABLE: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    "commitment": commitments.findable,
    "purpose": purposes.findable,
    "round": rounds.findable,
    "why": whys.findable,
}
SPOTLIGHT = "spotlight"
ENOUGH = 50_000  # characters of a title or a body that are looked for; PostgreSQL takes a megabyte of words at most


def index(db: Session, table: str, ids: Sequence[int]) -> None:
    """Of these new rows, those that people may find: no round without results, no question without an answer."""
    kind = next((name for name in (*FINDABLE, SPOTLIGHT) if KINDS[name].row.__tablename__ == table), None)
    if kind is None:
        return
    row = KINDS[kind].row
    rows = db.scalars(select(row).where(row.id.in_(ids), row.id.in_(KINDS[kind].kept()))).all()
    words = FINDABLE[kind] if kind in FINDABLE else _of_spotlight(db)
    search.index_all(db, kind, [(each.id, *(part[:ENOUGH] for part in words(each))) for each in rows])


def _of_spotlight(db: Session) -> Callable[[Spotlight], tuple[str, str]]:
    partners = partnerships.partners(db)
    return lambda row: spotlights.findable(row, partners[row.partner_id].name if row.partner_id in partners else "")
