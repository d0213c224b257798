"""Drafts: what somebody wrote to the bot and has not saved yet. They are kept for a few days, then forgotten."""

from datetime import datetime

from sqlalchemy import ColumnElement, UniqueConstraint, delete, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key


class DecisionDraft(Bound, Base):
    """Words that wait for a click. `source` is the message they came from, unique so that a repeat makes no second."""

    __tablename__ = "decision_drafts"
    __table_args__ = (UniqueConstraint("partnership_id", "source"),)
    __told__ = policy.Told(210, "Drafts")
    __carried__ = policy.UNDER_WAY

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    text: Mapped[str] = policy.words()
    reason: Mapped[str] = policy.words()
    by: Mapped[str] = policy.person(goes=True)
    said_at: Mapped[datetime]
    made_at: Mapped[datetime] = mapped_column(index=True)
    source: Mapped[str] = policy.source()
    channel: Mapped[str | None] = policy.place(default=None)  # None: written in private, still to be chosen
    link: Mapped[str | None] = policy.link(default=None)


def any_before(moment: datetime) -> ColumnElement[bool]:
    return exists(select(DecisionDraft.id).where(DecisionDraft.made_at < moment))


def forget_before(db: Session, moment: datetime) -> None:
    old = delete(DecisionDraft).where(DecisionDraft.made_at < moment)
    db.execute(old.execution_options(synchronize_session=False))
