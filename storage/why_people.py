"""The people of a why: who wants to know, and who was asked because they would know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import sight
from storage.base import Base, Bound, Key
from storage.members import Member
from storage.whys import OPEN, Why

ASKED, PASSED, GONE = "asked", "passed", "gone"
"""Their answer is awaited; they do not know; they left, or want no such questions."""


class WhyAsker(Bound, Base):
    """Somebody who wants to know. `wording` is how they put it, which only they and whom they asked see."""

    __tablename__ = "why_askers"
    __table_args__ = (UniqueConstraint("why_id", "person"), Index(None, "partnership_id", "person"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    why_id: Mapped[int] = mapped_column(ForeignKey("whys.id", ondelete="CASCADE"))
    person: Mapped[str]
    wording: Mapped[str]
    asked_at: Mapped[datetime]
    is_named: Mapped[bool]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    helped: Mapped[bool | None] = mapped_column(default=None)  # None: they have not said


class WhyAsked(Bound, Base):
    """Somebody who was asked. `draft` is what they wrote in reply, until they say that it is their answer."""

    __tablename__ = "why_asked"
    __table_args__ = (UniqueConstraint("why_id", "person"), Index(None, "partnership_id", "person", "state"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    why_id: Mapped[int] = mapped_column(ForeignKey("whys.id", ondelete="CASCADE"))
    person: Mapped[str]
    because: Mapped[str]
    asked_at: Mapped[datetime]
    record: Mapped[str] = mapped_column(default="")  # "D-3": what they know of
    state: Mapped[str] = mapped_column(default=ASKED)
    draft: Mapped[str] = mapped_column(default="")
    drafted_at: Mapped[datetime | None] = mapped_column(default=None)


def askers(db: Session, why_id: int) -> Sequence[WhyAsker]:
    """Who still wants to know, first come first."""
    query = select(WhyAsker).where(WhyAsker.why_id == why_id, WhyAsker.withdrawn_at.is_(None))
    return db.scalars(query.order_by(WhyAsker.id)).all()


def asker(db: Session, why_id: int, person: str) -> WhyAsker | None:
    query = select(WhyAsker).filter_by(why_id=why_id, person=person)
    return db.scalar(query.where(WhyAsker.withdrawn_at.is_(None)))


def ever_asker(db: Session, why_id: int, person: str) -> WhyAsker | None:
    """The same, also when they have taken their question back."""
    return db.scalar(select(WhyAsker).filter_by(why_id=why_id, person=person))


def asked(db: Session, why_id: int) -> Sequence[WhyAsked]:
    return db.scalars(select(WhyAsked).filter_by(why_id=why_id).order_by(WhyAsked.id)).all()


def asked_one(db: Session, why_id: int, person: str) -> WhyAsked | None:
    return db.scalar(select(WhyAsked).filter_by(why_id=why_id, person=person))


def own_open(db: Session, person: str) -> Sequence[Why]:
    """The open questions that somebody waits for, newest first."""
    mine = select(WhyAsker.why_id).where(WhyAsker.person == person, WhyAsker.withdrawn_at.is_(None))
    return db.scalars(select(Why).where(Why.state == OPEN, Why.id.in_(mine)).order_by(Why.id.desc())).all()


def own_worded(db: Session, person: str) -> list[tuple[Why, str]]:
    """The same as `own_open`, each as they put it."""
    mine = (WhyAsker.why_id == Why.id) & (WhyAsker.person == person) & WhyAsker.withdrawn_at.is_(None)
    query = select(Why, WhyAsker.wording).join(WhyAsker, mine).where(Why.state == OPEN)
    return [(why, wording) for why, wording in db.execute(query.order_by(Why.id.desc()))]


def awaited_from(db: Session, person: str) -> Sequence[Why]:
    """The open questions that this person was asked and has not answered or passed on."""
    theirs = select(WhyAsked.why_id).where(WhyAsked.person == person, WhyAsked.state == ASKED)
    return db.scalars(select(Why).where(Why.state == OPEN, Why.id.in_(theirs)).order_by(Why.id)).all()


def awaited_and_seen(db: Session, person: Member) -> Sequence[Why]:
    """The same, where they may still look in."""
    theirs = select(WhyAsked.why_id).where(WhyAsked.person == person.person, WhyAsked.state == ASKED)
    query = select(Why).where(Why.state == OPEN, Why.id.in_(theirs), sight.of_person(Why.place, person))
    return db.scalars(query.order_by(Why.id)).all()


@dataclass(frozen=True)
class Open:
    """One open question: who asks, and how many people it waits for."""

    why: Why
    askers: Sequence[WhyAsker]
    waits_for: int


def open_to(db: Session, person: Member, *, limit: int | None = None) -> tuple[list[Open], int]:
    """The open questions whose place somebody may look into, oldest first; and how many there are. One query."""
    seen = (Why.state == OPEN, sight.of_person(Why.place, person))
    some = select(Why.id).where(*seen).order_by(Why.id).limit(limit)
    waits = select(func.count(WhyAsked.id)).where(WhyAsked.why_id == Why.id, WhyAsked.state == ASKED)
    number = select(func.count(Why.id)).where(*seen).scalar_subquery()
    asks = (WhyAsker.why_id == Why.id) & WhyAsker.withdrawn_at.is_(None)
    query = select(Why, WhyAsker, waits.correlate(Why).scalar_subquery(), number).outerjoin(WhyAsker, asks)
    rows = db.execute(query.where(Why.id.in_(some)).order_by(Why.id, WhyAsker.id)).all()
    found = [list(each) for _, each in groupby(rows, key=lambda row: row[0].id)]
    of_each = [Open(each[0][0], [row[1] for row in each if row[1] is not None], each[0][2]) for each in found]
    return of_each, rows[0][3] if rows else 0


def asked_by_partner(db: Session, partner_id: int, reader: Member, *, limit: int) -> Sequence[Why]:
    """What people of a partner wanted to know under their own names, newest first, as far as the reader may see."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    named = (WhyAsker.is_named.is_(True), WhyAsker.withdrawn_at.is_(None), WhyAsker.person.in_(people))
    theirs = select(WhyAsker.why_id).where(*named)
    query = select(Why).where(Why.id.in_(theirs), sight.of_person(Why.place, reader))
    return db.scalars(query.order_by(Why.id.desc()).limit(limit)).all()


def awaited_count(db: Session, people: Iterable[str]) -> dict[str, int]:
    """How many open questions wait for each of these people."""
    open_ones = select(Why.id).where(Why.state == OPEN)
    query = select(WhyAsked.person, func.count()).where(
        WhyAsked.person.in_(list(people)), WhyAsked.state == ASKED, WhyAsked.why_id.in_(open_ones)
    )
    return dict(db.execute(query.group_by(WhyAsked.person)).all())


def waiting_for(db: Session, ids: Iterable[int]) -> dict[int, int]:
    """How many people each of these questions waits for."""
    query = select(WhyAsked.why_id, func.count()).where(WhyAsked.why_id.in_(list(ids)), WhyAsked.state == ASKED)
    return dict(db.execute(query.group_by(WhyAsked.why_id)).all())


def forget_drafts_before(db: Session, moment: datetime) -> None:
    old = update(WhyAsked).where(WhyAsked.drafted_at < moment).values(draft="", drafted_at=None)
    db.execute(old.execution_options(synchronize_session=False))
