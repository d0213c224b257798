"""Spotlights: one partner at a time in the light, with words that it has approved."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, UniqueConstraint, exists, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import visibility
from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.decisions import Decision, DecisionPerson
from storage.members import Member

ASKED, DRAFTED, APPROVED, POSTED, MOVED_ON = "asked", "drafted", "approved", "posted", "moved_on"


class Spotlight(Bound, Base):
    """`person` is who writes, or is named in it; `representative` who must agree for the partner. `text` is JSON."""

    __tablename__ = "spotlights"
    __table_args__ = (UniqueConstraint("partnership_id", "partner_id", "due_on"),)
    __told__ = policy.Told(370, "Spotlights")
    __carried__ = policy.Carried(
        ("partner_id", "due_on"),
        refs={"partner_id": "partners"},
        visible=lambda _person: Spotlight.state == POSTED,
        of_partner=lambda partner: Spotlight.partner_id == partner,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    partner_id: Mapped[int] = mapped_column(Key)
    due_on: Mapped[date]
    channel: Mapped[str] = policy.place()
    person: Mapped[str] = policy.person()
    representative: Mapped[str] = policy.person()
    state: Mapped[str] = policy.code()
    asked_at: Mapped[datetime]
    text: Mapped[str] = policy.words(by="person", default="")
    is_from_memory: Mapped[bool] = mapped_column(default=False)
    person_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    partner_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    posted_on: Mapped[date | None] = mapped_column(default=None)
    post: Mapped[str] = policy.code(default="")
    why: Mapped[str] = policy.words(default="")  # why we moved on


def findable(row: Spotlight, partner: str) -> tuple[str, str]:
    """The words by which a spotlight is found: whose it is, and what was said."""
    return f"Spotlight on {partner}", "\n".join(filter(None, json.loads(row.text or "{}").values()))


def kept() -> Select[int]:
    """The ids of the spotlights that have been posted: for the operator, never for a person in the chat."""
    return select(Spotlight.id).where(Spotlight.state == POSTED, Spotlight.post != "")


def visible_to(person: Member) -> Select[int]:
    """The ids of the spotlights a person may see: those posted in the channels they may look into."""
    return kept().where(visibility.of_person(Spotlight.channel, person))


def visible_in(channel: str) -> Select[int]:
    return kept().where(visibility.in_channel(Spotlight.channel, channel))


def of_those(people: Sequence[str], partners: Sequence[int]) -> Select[int]:
    """The ids of the spotlights on these partners, and of those that name any of these people."""
    return select(Spotlight.id).where(Spotlight.partner_id.in_(partners) | Spotlight.person.in_(people))


def under_way(db: Session) -> Sequence[Spotlight]:
    waiting = Spotlight.state.in_((ASKED, DRAFTED, APPROVED))
    return db.scalars(select(Spotlight).where(waiting).order_by(Spotlight.due_on, Spotlight.id)).all()


def asked_of(db: Session, person: str) -> Sequence[Spotlight]:
    """Those for which words of this person are awaited."""
    waiting = (Spotlight.state == ASKED, Spotlight.representative == person)
    return db.scalars(select(Spotlight).where(*waiting).order_by(Spotlight.due_on, Spotlight.id)).all()


def any_under_way() -> ColumnElement[bool]:
    return exists(select(Spotlight.id).where(Spotlight.state.in_((ASKED, DRAFTED, APPROVED))))


def held_under_way(db: Session) -> Sequence[Spotlight]:
    """The same, locked until the transaction ends: nobody's yes may come in between."""
    waiting = Spotlight.state.in_((ASKED, DRAFTED, APPROVED))
    query = select(Spotlight).where(waiting).order_by(Spotlight.due_on, Spotlight.id).with_for_update()
    return db.scalars(query.execution_options(populate_existing=True)).all()


def is_taken(db: Session, day: date) -> bool:
    """Whether a day has had its spotlight: whoever said "not this time" leaves it dark."""
    return db.scalars(select(Spotlight.id).filter_by(due_on=day)).first() is not None


def latest(db: Session, *, limit: int = 20) -> Sequence[Spotlight]:
    return db.scalars(select(Spotlight).order_by(Spotlight.due_on.desc(), Spotlight.id.desc()).limit(limit)).all()


def by_id(db: Session, id: int) -> Spotlight | None:
    return db.get(Spotlight, id)


def held(db: Session, id: int) -> Spotlight | None:
    """One spotlight, locked until the transaction ends: two who agree at once must both count."""
    query = select(Spotlight).where(Spotlight.id == id).with_for_update()
    return db.scalar(query.execution_options(populate_existing=True))


def last_turns(db: Session) -> dict[int, date]:
    """The day of each partner's last turn, posted or moved on from: whoever passed is not asked again next time."""
    query = select(Spotlight.partner_id, func.max(Spotlight.due_on)).group_by(Spotlight.partner_id)
    return dict(db.execute(query).all())


def last_posted(db: Session, partner_id: int) -> date | None:
    """The day on which a partner was last in the light."""
    return db.scalar(select(func.max(Spotlight.posted_on)).filter_by(partner_id=partner_id))


def last_of(db: Session, partner_id: int) -> Spotlight | None:
    """The last one on a partner that was posted."""
    theirs = select(Spotlight).where(Spotlight.partner_id == partner_id, Spotlight.state == POSTED)
    return db.scalars(theirs.order_by(Spotlight.posted_on.desc(), Spotlight.id.desc()).limit(1)).first()


def posted(db: Session, id: int, *, post: str) -> None:
    db.execute(update(Spotlight).where(Spotlight.id == id).values(post=post))


def helped_decide(
    db: Session, partner_id: int, allowed: Select[int], *, since: datetime, limit: int
) -> Sequence[Decision]:
    """Decisions that hold and that people of a partner took part in since then, as far as allowed; newest first."""
    theirs = select(DecisionPerson.decision_id).filter_by(partner_id=partner_id)
    holds = Decision.withdrawn_at.is_(None) & Decision.superseded_by.is_(None)
    query = select(Decision).where(Decision.id.in_(theirs), Decision.id.in_(allowed), holds)
    return db.scalars(query.where(Decision.decided_at > since).order_by(Decision.id.desc()).limit(limit)).all()
