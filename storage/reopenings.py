"""Reopenings: when somebody asked to look at a decision again, what had changed, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import decisions
from storage.db import policy
from storage.db.base import Base, Bound, Key

KEPT, REPLACED, WITHDRAWN = "kept", "replaced", "withdrawn"


class Reopening(Bound, Base):
    """The decision stays in force meanwhile. `settled_how` is None as long as it is being looked at."""

    __tablename__ = "reopenings"
    __table_args__ = (Index(None, "decision_id"),)
    __told__ = policy.Told(160, "Decisions reopened")
    __carried__ = policy.Carried(
        ("decision_id", "at", "by"),
        where=lambda: Reopening.decision_id.in_(decisions.kept()),
        visible=lambda person: Reopening.decision_id.in_(decisions.visible_to(person)),
        of_partner=lambda partner: Reopening.decision_id.in_(decisions.of_partner(partner)),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    by: Mapped[str] = policy.person()
    at: Mapped[datetime]
    what_changed: Mapped[str] = policy.words(by="by")
    instead: Mapped[str] = policy.words(by="by", default="")  # what could apply in its place
    people: Mapped[str] = policy.people(default="")  # who should look at it, a line each
    post: Mapped[str | None] = policy.code(default=None)  # the message that tells its channel
    settled_how: Mapped[str | None] = policy.code(default=None)
    settled_by: Mapped[str | None] = policy.person(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)


def of(db: Session, decision_id: int) -> Sequence[Reopening]:
    """Every time it was reopened, oldest first."""
    return db.scalars(select(Reopening).filter_by(decision_id=decision_id).order_by(Reopening.id)).all()


def now_open(db: Session, decision_ids: Sequence[int]) -> dict[int, Reopening]:
    """Those of these decisions that are being looked at again, with why."""
    query = select(Reopening).where(Reopening.decision_id.in_(decision_ids), Reopening.settled_how.is_(None))
    return {row.decision_id: row for row in db.scalars(query)}


def settle(db: Session, decision_id: int, how: str, *, by: str, at: datetime) -> Reopening | None:
    """It has been looked at; gives what was open, if anything was."""
    row = now_open(db, [decision_id]).get(decision_id)
    if row is not None:
        row.settled_how, row.settled_by, row.settled_at = how, by, at
    return row


def note_post(db: Session, reopening_id: int, *, post: str) -> None:
    where = update(Reopening).where(Reopening.id == reopening_id).values(post=post)
    db.execute(where.execution_options(synchronize_session=False))
