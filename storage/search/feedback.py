"""What helped: records that somebody has called the answer to a question, found again when a similar one is asked."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_many_once

ALIKE = 0.6  # share of their words that two questions have in common, from which the one speaks for the other
MOST_WORDS = 20  # of a question


class SearchFeedback(Bound, Base):
    """One word of a question that was answered by a record. `size` is how many words the question has."""

    __tablename__ = "search_feedback"
    __table_args__ = (
        UniqueConstraint("partnership_id", "question", "kind", "record_id", "person", "word"),
        Index(None, "partnership_id", "word"),
        Index(None, "partnership_id", "kind", "record_id"),
    )
    __told__ = policy.Told(280, "Answers that helped you")
    __carried__ = policy.Carried(("question", "kind", "record_id", "person", "word"), last=True)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    word: Mapped[str] = policy.stems()
    question: Mapped[str] = policy.code()  # a digest of all its words
    size: Mapped[int]
    kind: Mapped[str] = policy.code()
    record_id: Mapped[int] = mapped_column(Key)
    person: Mapped[str] = policy.person()
    at: Mapped[datetime]


def remember(db: Session, words: Sequence[str], kind: str, record_id: int, *, person: str, at: datetime) -> None:
    """Somebody says that this record answers a question of these words. Said twice, it counts once."""
    known = sorted(set(words[:MOST_WORDS]))
    digest = hashlib.sha256(" ".join(known).encode(errors="replace")).hexdigest()[:32]
    shared = {"question": digest, "size": len(known), "kind": kind, "record_id": record_id, "person": person, "at": at}
    insert_many_once(db, SearchFeedback, [{"word": word, **shared} for word in known])


def alike(db: Session, words: Sequence[str]) -> dict[tuple[str, int], float]:
    """The records that answered questions like this one, with how alike they are: 1 for one of the same words."""
    asked = sorted(set(words[:MOST_WORDS]))
    if not asked:
        return {}
    shared = func.count(SearchFeedback.word.distinct())
    query = select(SearchFeedback.kind, SearchFeedback.record_id, shared, SearchFeedback.size).where(
        SearchFeedback.word.in_(asked)
    )
    found: dict[tuple[str, int], float] = {}
    for kind, id_, met, size in db.execute(
        query.group_by(SearchFeedback.kind, SearchFeedback.record_id, SearchFeedback.question, SearchFeedback.size)
    ):
        likeness = met / (len(asked) + size - met)
        if likeness >= ALIKE:
            found[kind, id_] = max(likeness, found.get((kind, id_), 0.0))
    return found


def most(db: Session, kind: str, *, limit: int) -> list[int]:
    """The records of a kind that most people were helped by, counted by question and person, the first of all first."""
    times = func.count((SearchFeedback.question + SearchFeedback.person).distinct())
    query = select(SearchFeedback.record_id).filter_by(kind=kind).group_by(SearchFeedback.record_id)
    query = query.order_by(times.desc(), SearchFeedback.record_id.desc())
    return list(db.scalars(query.limit(limit)))


def forget(db: Session, kind: str, ids: Collection[int]) -> None:
    """These records are gone, and answer nothing any more."""
    gone = delete(SearchFeedback).where(SearchFeedback.kind == kind, SearchFeedback.record_id.in_(ids))
    db.execute(gone.execution_options(synchronize_session=False))
