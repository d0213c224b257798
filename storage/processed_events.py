"""What was already acted on: an event delivered four times acts once, because its key is unique."""

from datetime import datetime

from sqlalchemy import ColumnElement, UniqueConstraint, delete, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once


class ProcessedEvent(Bound, Base):
    __tablename__ = "processed_events"
    __table_args__ = (UniqueConstraint("partnership_id", "key"),)
    __carried__ = policy.UNDER_WAY

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    key: Mapped[str] = policy.source()
    at: Mapped[datetime] = mapped_column(index=True)


def first_time(db: Session, key: str, *, at: datetime) -> bool:
    """True for the transaction that sees this key first; the others find it taken."""
    return insert_once(db, ProcessedEvent, key=key, at=at) is not None


def forget(db: Session, key: str) -> None:
    """It was not acted on after all: the next time is the first time."""
    db.execute(delete(ProcessedEvent).where(ProcessedEvent.key == key))


def any_of(key: str) -> ColumnElement[bool]:
    return exists(select(ProcessedEvent.id).filter_by(key=key))


def when(db: Session, key: str) -> datetime | None:
    return db.scalar(select(ProcessedEvent.at).filter_by(key=key))


def latest(db: Session, key: str, *, at: datetime) -> None:
    """Remember the latest moment of something that may be reported several times and out of order."""
    if not first_time(db, key, at=at):
        db.execute(update(ProcessedEvent).where(ProcessedEvent.key == key, ProcessedEvent.at < at).values(at=at))


def any_before(moment: datetime) -> ColumnElement[bool]:
    return exists(select(ProcessedEvent.id).where(ProcessedEvent.at < moment))


def forget_before(db: Session, moment: datetime) -> None:
    old = delete(ProcessedEvent).where(ProcessedEvent.at < moment)
    db.execute(old.execution_options(synchronize_session=False))
