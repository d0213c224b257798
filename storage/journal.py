"""The journal: one line for everything that happened in the partnership's life, never changed afterwards."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import audit
from storage.base import Base, Bound, Key, insert_once


class Entry(Bound, Base):
    __tablename__ = "journal"
    __table_args__ = (Index(None, "partnership_id", "what", "subject_id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    what: Mapped[str]  # "decision.logged": noun, dot, verb in the past
    subject_id: Mapped[int] = mapped_column(Key)
    by: Mapped[str]
    at: Mapped[datetime]


def note(db: Session, what: str, *, subject_id: int, by: str, at: datetime) -> None:
    """Every act passes here: what concerns others is sealed into the audit trail as well."""
    insert_once(db, Entry, what=what, subject_id=subject_id, by=by, at=at)
    audit.note(db, what, subject_id=subject_id, by=by, at=at)


def about(db: Session, noun: str, subject_id: int) -> Sequence[Entry]:
    """Everything that happened to one thing, in order."""
    query = select(Entry).where(Entry.what.startswith(f"{noun}."), Entry.subject_id == subject_id)
    return db.scalars(query.order_by(Entry.id)).all()


def of_all(db: Session, noun: str, ids: Sequence[int]) -> dict[int, list[Entry]]:
    """Everything that happened to each of these, in order."""
    found: dict[int, list[Entry]] = {id_: [] for id_ in ids}
    query = select(Entry).where(Entry.what.startswith(f"{noun}."), Entry.subject_id.in_(ids))
    for entry in db.scalars(query.order_by(Entry.id)):
        found[entry.subject_id].append(entry)
    return found


def forget_brought(db: Session, noun: str, ids: Sequence[int]) -> None:
    """The lines that came along with an import, when it is taken back: what they tell of never was here."""
    lines = delete(Entry).where(Entry.what.startswith(f"{noun}."), Entry.subject_id.in_(ids))
    db.execute(lines.execution_options(synchronize_session=False))
