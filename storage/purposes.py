"""Why the partnership exists: purpose, vision and mission in versions, and the forms in which they come back."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key

PURPOSE, VISION, MISSION = "purpose", "vision", "mission"
STATEMENT, STORY, QUESTION, QUOTE = "statement", "story", "question", "quote"


class Purpose(Bound, Base):
    """One wording; the newest of its kind holds."""

    __tablename__ = "purposes"
    __table_args__ = (Index(None, "partnership_id", "kind"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str]
    text: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")  # why it was changed


class PurposeForm(Bound, Base):
    """One way to say it. `partner_id` is whose quote it is."""

    __tablename__ = "purpose_forms"

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str]
    text: Mapped[str]
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)
    shown_on: Mapped[date | None] = mapped_column(default=None)
    shown: Mapped[int] = mapped_column(default=0)
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)


def in_force(db: Session, kind: str) -> Purpose | None:
    return db.scalars(select(Purpose).filter_by(kind=kind).order_by(Purpose.id.desc())).first()


def history(db: Session, kind: str) -> Sequence[Purpose]:
    """All wordings, newest first."""
    return db.scalars(select(Purpose).filter_by(kind=kind).order_by(Purpose.id.desc())).all()


def forms(db: Session) -> Sequence[PurposeForm]:
    """The forms in use, the one that was shown longest ago first."""
    query = select(PurposeForm).where(PurposeForm.dropped_at.is_(None))
    return sorted(db.scalars(query), key=lambda form: (form.shown, form.shown_on or date.min, form.id))
