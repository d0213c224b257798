"""Last questions: what somebody asked us last, kept for a day, so that "yes, ask" knows what is meant."""

from datetime import datetime

from sqlalchemy import ColumnElement, UniqueConstraint, delete, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once


class RecentQuestion(Bound, Base):
    """One for each person. `place` is the channel where they asked, empty in private."""

    __tablename__ = "recent_questions"
    __table_args__ = (UniqueConstraint("partnership_id", "person"),)
    __told__ = policy.Told(270, "The last thing you asked me")
    __carried__ = policy.UNDER_WAY

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    question: Mapped[str] = policy.words()
    place: Mapped[str] = policy.place()
    at: Mapped[datetime] = mapped_column(index=True)


def note(db: Session, person: str, question: str, *, place: str, at: datetime) -> None:
    """Remember it instead of the one before."""
    values = {"question": question, "place": place, "at": at}
    if insert_once(db, RecentQuestion, person=person, **values) is None:
        db.execute(update(RecentQuestion).where(RecentQuestion.person == person).values(**values))


def of(db: Session, person: str) -> RecentQuestion | None:
    return db.scalar(select(RecentQuestion).filter_by(person=person))


def forget(db: Session, person: str) -> None:
    db.execute(delete(RecentQuestion).where(RecentQuestion.person == person))


def any_before(moment: datetime) -> ColumnElement[bool]:
    return exists(select(RecentQuestion.id).where(RecentQuestion.at < moment))


def forget_before(db: Session, moment: datetime) -> None:
    old = delete(RecentQuestion).where(RecentQuestion.at < moment)
    db.execute(old.execution_options(synchronize_session=False))
