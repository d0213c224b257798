"""Spotlights: one partner at a time in the light, with words that it has approved."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key

ASKED, DRAFTED, APPROVED, POSTED, MOVED_ON = "asked", "drafted", "approved", "posted", "moved_on"


class Spotlight(Bound, Base):
    """`person` is who is asked for words, `representative` who must agree for the partner."""

    __tablename__ = "spotlights"
    __table_args__ = (UniqueConstraint("partnership_id", "partner_id", "due_on"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    partner_id: Mapped[int] = mapped_column(Key)
    due_on: Mapped[date]
    channel: Mapped[str]
    person: Mapped[str]
    representative: Mapped[str]
    state: Mapped[str]
    asked_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")
    is_from_memory: Mapped[bool] = mapped_column(default=False)
    person_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    partner_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    posted_on: Mapped[date | None] = mapped_column(default=None)
    post: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")  # why we moved on


def under_way(db: Session) -> Sequence[Spotlight]:
    waiting = Spotlight.state.in_((ASKED, DRAFTED, APPROVED))
    return db.scalars(select(Spotlight).where(waiting).order_by(Spotlight.due_on, Spotlight.id)).all()


def latest(db: Session, *, limit: int = 20) -> Sequence[Spotlight]:
    return db.scalars(select(Spotlight).order_by(Spotlight.due_on.desc(), Spotlight.id.desc()).limit(limit)).all()


def last_turns(db: Session) -> dict[int, date]:
    """The day of each partner's last turn, posted or moved on from: whoever passed is not asked again next time."""
    turns: dict[int, date] = {}
    for row in db.scalars(select(Spotlight)):
        turns[row.partner_id] = max(turns.get(row.partner_id, date.min), row.due_on)
    return turns
