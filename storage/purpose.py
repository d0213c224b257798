"""Why the partnership exists: purpose, vision and mission in versions, and the forms in which they come back."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, Select, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import Member

PURPOSE, VISION, MISSION = "purpose", "vision", "mission"
STATEMENT, STORY, QUESTION, QUOTE = "statement", "story", "question", "quote"


class Purpose(Bound, Base):
    """One wording; the newest of its kind holds."""

    __tablename__ = "purposes"
    __table_args__ = (Index(None, "partnership_id", "kind"),)
    __told__ = policy.Told(310, "Why we exist, as you wrote it")
    __carried__ = policy.Carried(("kind", "written_at", "written_by"), visible=policy.everybody)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()
    text: Mapped[str] = policy.words()
    written_by: Mapped[str] = policy.person()
    written_at: Mapped[datetime]
    reason: Mapped[str] = policy.words(default="")  # why it was changed


class PurposeForm(Bound, Base):
    """One way to say it. `partner_id` is whose quote it is; a statement without words is the purpose as it stands."""

    __tablename__ = "purpose_forms"
    __told__ = policy.Told(320, "Ways to say it, from you")
    __carried__ = policy.Carried(
        ("kind", "text", "written_at", "written_by"),
        refs={"partner_id": "partners"},
        visible=lambda _person: PurposeForm.dropped_at.is_(None),
        of_partner=lambda partner: PurposeForm.partner_id == partner,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()
    text: Mapped[str] = policy.words()
    written_by: Mapped[str] = policy.person()
    written_at: Mapped[datetime]
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)
    shown_on: Mapped[date | None] = mapped_column(default=None)
    shown: Mapped[int] = mapped_column(default=0)
    dropped_at: Mapped[datetime | None] = mapped_column(default=None)


def findable(row: Purpose) -> tuple[str, str]:
    """The words by which a wording is found: title and body."""
    return f"Our {row.kind}", "\n".join(filter(None, (row.text, row.reason)))


def kept() -> Select[int]:
    """The ids of all wordings. They are everybody's: whoever is here may know why."""
    return select(Purpose.id)


def visible_to(person: Member) -> Select[int]:
    return kept()


def visible_in(channel: str) -> Select[int]:
    return kept()


def of_those(people: Sequence[str], partners: Sequence[int]) -> Select[int]:
    """The ids of the wordings that any of these people wrote down."""
    return select(Purpose.id).where(Purpose.written_by.in_(people))


def in_force(db: Session, kind: str) -> Purpose | None:
    return db.scalars(select(Purpose).filter_by(kind=kind).order_by(Purpose.id.desc())).first()


def history(db: Session, kind: str) -> Sequence[Purpose]:
    """All wordings, newest first."""
    return db.scalars(select(Purpose).filter_by(kind=kind).order_by(Purpose.id.desc())).all()


def whole_history(db: Session) -> Sequence[Purpose]:
    """All wordings of every kind, newest first."""
    return db.scalars(select(Purpose).order_by(Purpose.id.desc())).all()


def newest(db: Session) -> int:
    """The number of the newest wording of any kind; 0 when there is none."""
    return db.scalar(select(func.max(Purpose.id))) or 0


def stood_at(db: Session, kind: str, moment: datetime) -> Purpose | None:
    """The wording that was in force at that moment."""
    query = select(Purpose).filter_by(kind=kind).where(Purpose.written_at <= moment)
    return db.scalars(query.order_by(Purpose.id.desc())).first()


def written_with(db: Session, id: int) -> Sequence[Purpose]:
    """This wording, and what was changed together with it. `id` is the first of them."""
    one = db.get_one(Purpose, id)
    same = (Purpose.written_at == one.written_at) & (Purpose.written_by == one.written_by)
    return db.scalars(select(Purpose).where(same, Purpose.id >= id).order_by(Purpose.id)).all()


def form(db: Session, id: int) -> PurposeForm | None:
    return db.get(PurposeForm, id)


def has_plain_form(db: Session) -> bool:
    """Whether the purpose itself has ever been one of the forms."""
    return db.scalars(select(PurposeForm.id).filter_by(kind=STATEMENT, text="")).first() is not None


def forms(db: Session) -> Sequence[PurposeForm]:
    """The forms in use, the one that was shown longest ago first."""
    query = select(PurposeForm).where(PurposeForm.dropped_at.is_(None))
    return sorted(db.scalars(query), key=lambda form: (form.shown_on or date.min, form.id))
