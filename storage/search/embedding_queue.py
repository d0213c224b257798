"""Which records have no vector yet, what they say, and the vectors that are made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select, text
from sqlalchemy.orm import Session

from storage.db.base import insert_many_once
from storage.search import vectors
from storage.search.index import IndexEntry
from storage.search.kinds import every, worded
from storage.search.vectors import Vector

LOCK = 7_315_010  # any number that is only ours

Row = tuple[str, int, str, str]  # kind, record, and the words that are stored of its title and its body


@dataclass(frozen=True)
class Lacking:
    """A record without a vector, and what it says."""

    kind: str
    record_id: int
    text: str


@dataclass(frozen=True)
class EmbeddingProgress:
    """How many of the records that can be found have their vector."""

    done: int
    records: int


def lacking(db: Session, model: str, *, limit: int) -> list[Lacking]:
    """The newest records that have no vector of this model."""
    has = and_(Vector.kind == IndexEntry.kind, Vector.record_id == IndexEntry.record_id, Vector.model == model)
    query = select(IndexEntry.kind, IndexEntry.record_id, IndexEntry.title, IndexEntry.body).outerjoin(Vector, has)
    newest = query.where(Vector.id.is_(None)).order_by(IndexEntry.id.desc()).limit(limit)
    return _worded(db, db.execute(newest).all())


def keep(db: Session, model: str, made: Sequence[tuple[Lacking, bytes]]) -> None:
    """Keep the vectors of the records that still say what was read.

    Writers take turns, so that a higher number is never seen before a lower one: whoever has read up to it has all.
    """
    if db.get_bind().dialect.name == "postgresql":
        turn = text("SELECT pg_advisory_xact_lock(:lock, CAST(:partnership_id % 2147483647 AS integer))")
        db.execute(turn, {"lock": LOCK, "partnership_id": db.info["partnership_id"]})
    ids = {each.record_id for each, _ in made}
    query = select(IndexEntry.kind, IndexEntry.record_id, IndexEntry.title, IndexEntry.body).where(
        IndexEntry.record_id.in_(ids)
    )
    now = db.execute(query.with_for_update(skip_locked=True)).all()  # what is being changed can wait
    still = set(_worded(db, now))
    rows = [
        {"model": model, "kind": each.kind, "record_id": each.record_id, "numbers": numbers}
        for each, numbers in made
        if each in still
    ]
    insert_many_once(db, Vector, rows)


def progress(db: Session, model: str) -> EmbeddingProgress:
    return EmbeddingProgress(vectors.count(db, model), db.scalar(select(func.count()).select_from(IndexEntry)) or 0)


def _worded(db: Session, rows: Sequence[Row]) -> list[Lacking]:
    """What the records say; of those that are unknown here, or kept no more, the stored words of the search."""
    by_kind: dict[str, list[int]] = {}
    for kind, id_, _, _ in rows:
        by_kind.setdefault(kind, []).append(id_)
    texts = {
        (kind, id_): body
        if kind == "spotlight"
        else ". ".join(filter(None, (title, body)))  # whom it is on says little
        for kind, ids in by_kind.items()
        if kind in every()
        for id_, title, body in worded(db, kind, ids)
    }
    return [Lacking(kind, id_, texts.get((kind, id_)) or f"{title} {body}") for kind, id_, title, body in rows]
