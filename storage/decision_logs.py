"""Decision logs: the one message in a channel that lists its decisions, and what it shows now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, UniqueConstraint, exists, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.decisions import Decision


class DecisionLog(Bound, Base):
    """`shows` is a digest of what stands in the post, so that only a change is written; `is_kept`: kept up to date."""

    __tablename__ = "decision_logs"
    __table_args__ = (UniqueConstraint("partnership_id", "channel"),)
    __told__ = policy.Told(200, "Decision logs that you asked for")
    __carried__ = policy.Carried(("channel",))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    channel: Mapped[str] = policy.place()
    asked_by: Mapped[str] = policy.person()
    asked_at: Mapped[datetime]
    post: Mapped[str] = policy.code(default="")
    shows: Mapped[str] = policy.code(default="")
    is_kept: Mapped[bool] = mapped_column(default=True)


def of_channel(db: Session, channel: str) -> DecisionLog | None:
    return db.scalar(select(DecisionLog).filter_by(channel=channel))


def any_kept() -> ColumnElement[bool]:
    return exists(select(DecisionLog.id).filter_by(is_kept=True))


def kept(db: Session) -> Sequence[DecisionLog]:
    """Those that follow what is decided."""
    return db.scalars(select(DecisionLog).filter_by(is_kept=True).order_by(DecisionLog.id)).all()


def latest(db: Session, channel: str, *, limit: int, before: int | None = None) -> Sequence[Decision]:
    """The newest decisions of a channel by number, newest first; `before`: only those with a lower number."""
    theirs = select(Decision).where(Decision.channel == channel, Decision.undone_at.is_(None))
    if before is not None:
        theirs = theirs.where(Decision.number < before)
    return db.scalars(theirs.order_by(Decision.number.desc()).limit(limit)).all()


def count(db: Session, channel: str) -> int:
    theirs = select(func.count(Decision.id)).where(Decision.channel == channel, Decision.undone_at.is_(None))
    return db.scalar(theirs) or 0


def posted(db: Session, id: int, *, post: str, shows: str) -> None:
    which = update(DecisionLog).where(DecisionLog.id == id).execution_options(synchronize_session=False)
    db.execute(which.values(post=post, shows=shows))
