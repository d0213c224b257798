"""The journal: one line for everything that happened in the partnership's life, never changed afterwards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.privacy import audit as privacy_audit


class Event(Bound, Base):
    __tablename__ = "events"
    __table_args__ = (Index(None, "partnership_id", "what", "subject_id"),)
    __told__ = policy.Told(510, "What you did, in the journal")
    __carried__ = policy.Carried(
        ("what", "subject_id", "by", "at"),
        where=lambda: ~Event.what.startswith("decision."),  # those stand beside their decisions
        last=True,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    what: Mapped[str] = policy.code()  # "decision.logged": noun, dot, verb in the past
    subject_id: Mapped[int] = mapped_column(Key)
    by: Mapped[str] = policy.person()
    at: Mapped[datetime]


def note(db: Session, what: str, *, subject_id: int, by: str, at: datetime) -> None:
    """Every act passes here: what concerns others is sealed into the audit trail as well."""
    insert_once(db, Event, what=what, subject_id=subject_id, by=by, at=at)
    privacy_audit.note(db, what, subject_id=subject_id, by=by, at=at)


def about(db: Session, noun: str, subject_id: int) -> Sequence[Event]:
    """Everything that happened to one thing, in order."""
    query = select(Event).where(Event.what.startswith(f"{noun}."), Event.subject_id == subject_id)
    return db.scalars(query.order_by(Event.id)).all()


def of_all(db: Session, noun: str, ids: Sequence[int]) -> dict[int, list[Event]]:
    """Everything that happened to each of these, in order."""
    found: dict[int, list[Event]] = {id_: [] for id_ in ids}
    query = select(Event).where(Event.what.startswith(f"{noun}."), Event.subject_id.in_(ids))
    for entry in db.scalars(query.order_by(Event.id)):
        found[entry.subject_id].append(entry)
    return found


def forget_brought(db: Session, noun: str, ids: Sequence[int]) -> None:
    """The lines that came along with an import, when it is taken back: what they tell of never was here."""
    lines = delete(Event).where(Event.what.startswith(f"{noun}."), Event.subject_id.in_(ids))
    db.execute(lines.execution_options(synchronize_session=False))
