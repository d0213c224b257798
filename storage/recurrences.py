"""Rhythms: what comes back by itself: a pulse, the purpose, a spotlight; each can be paused and skipped."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache

from sqlalchemy import ColumnElement, UniqueConstraint, exists, func, or_, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key


class Recurrence(Bound, Base):
    """`noun` says which feature it is of; `last_on` is the last day, in the partnership's zone, on which it came."""

    __tablename__ = "recurrences"
    __table_args__ = (UniqueConstraint("partnership_id", "noun"),)
    __told__ = policy.Told(330, "Rhythms that you set")
    __carried__ = policy.Carried(("noun",))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    noun: Mapped[str] = policy.code()  # "pulse", "purpose", "spotlight", "recall"
    weekdays: Mapped[str] = policy.code()  # "0" is Monday, "01234" each working day
    hour: Mapped[time]
    channel: Mapped[str] = policy.place()
    set_by: Mapped[str] = policy.person()
    set_at: Mapped[datetime]
    every_weeks: Mapped[int] = mapped_column(default=1)
    settings: Mapped[str] = policy.source(default="{}")  # JSON, the feature's own
    starts_on: Mapped[date | None] = mapped_column(default=None)
    last_on: Mapped[date | None] = mapped_column(default=None)
    came: Mapped[int] = mapped_column(default=0)  # how often; whose turn it is hangs on it
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    skip_on: Mapped[date | None] = mapped_column(default=None)


def all_(db: Session) -> Sequence[Recurrence]:
    return db.scalars(select(Recurrence).order_by(Recurrence.id)).all()


def of_noun(db: Session, noun: str) -> Recurrence | None:
    return db.scalar(select(Recurrence).filter_by(noun=noun))


def held(db: Session, noun: str) -> Recurrence | None:
    """The rhythm, locked until the transaction ends: two replicas must not let it come twice."""
    return db.scalar(select(Recurrence).filter_by(noun=noun).with_for_update())


def may_come(noun: str, days: Sequence[date]) -> ColumnElement[bool]:
    """Whether it may have a turn on one of these days that it has not taken: what the clock asks without a lock."""
    turns = map(_may_have_a_turn, days)
    return exists(select(Recurrence.id).where(Recurrence.noun == noun, Recurrence.paused_at.is_(None), or_(*turns)))


@lru_cache(maxsize=100)  # days: the clock asks of the same ones all day long, and tomorrow of one more
def _may_have_a_turn(day: date) -> ColumnElement[bool]:
    is_its_weekday = Recurrence.weekdays.contains(str(day.weekday()))
    is_not_taken = func.coalesce(Recurrence.last_on < day, true())
    return is_its_weekday & is_not_taken & func.coalesce(Recurrence.starts_on <= day, true())
