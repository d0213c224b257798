"""Buddies: who would be one, who is offered one, who was asked, and who was whose from when to when."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, exists, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.channels import Channel, ChannelPerson
from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.members import EXTERNAL, Member
from storage.notification_settings import Stop

OFFERED, DECLINED, SEARCHING, UNFOUND, TOGETHER, ENDED = (
    "offered",
    "declined",
    "searching",
    "unfound",
    "together",
    "ended",
)
"""Offered to a newcomer; they would rather not; somebody is looked for; nobody was found; both said yes; it is over."""

ACCEPTED, REFUSED, NOT_NOW, EXPIRED, NEEDLESS = "accepted", "refused", "not now", "expired", "needless"


class BuddyWish(Bound, Base):
    """Whether somebody would be a buddy. `is_willing` None: a convener has asked, and they have not said."""

    __tablename__ = "buddy_wishes"
    __table_args__ = (UniqueConstraint("partnership_id", "person"),)
    __told__ = policy.Told(420, "Whether you would be a buddy")
    __carried__ = policy.Carried(("person",), visible=lambda person: BuddyWish.person == person.person)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    is_willing: Mapped[bool | None] = mapped_column(default=None)
    said_at: Mapped[datetime | None] = mapped_column(default=None)
    asked_by: Mapped[str | None] = policy.person(default=None)
    quiet_until: Mapped[datetime | None] = mapped_column(default=None)  # they said: not now


class Buddyship(Bound, Base):
    """A newcomer, and whoever helps them in. `searching_since`: those asked before it are of an earlier search."""

    __tablename__ = "buddyships"
    __table_args__ = (
        Index(None, "partnership_id", "newcomer"),
        Index(None, "partnership_id", "buddy"),
        Index(None, "state"),
    )
    __told__ = policy.Told(430, "Buddies")
    __carried__ = policy.Carried(
        ("newcomer", "offered_at"),
        visible=lambda person: or_(Buddyship.newcomer == person.person, Buddyship.buddy == person.person),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    newcomer: Mapped[str] = policy.person()
    offered_at: Mapped[datetime]
    state: Mapped[str] = policy.code(default=OFFERED)
    from_own: Mapped[bool] = mapped_column(default=False)  # they would rather have somebody of their own partner
    searching_since: Mapped[datetime | None] = mapped_column(default=None)
    buddy: Mapped[str | None] = policy.person(default=None)
    since: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class BuddyAsk(Bound, Base):
    """Somebody was asked to be one newcomer's buddy. `said` is empty while they have not answered."""

    __tablename__ = "buddy_asks"
    __table_args__ = (UniqueConstraint("buddyship_id", "person"), Index(None, "partnership_id", "person"))
    __told__ = policy.Told(440, "Whose buddy you were asked to be")
    __carried__ = policy.Carried(
        ("buddyship_id", "person"),
        visible=lambda person: BuddyAsk.person == person.person,  # nobody else learns who would rather not
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    buddyship_id: Mapped[int] = mapped_column(ForeignKey("buddyships.id"))
    person: Mapped[str] = policy.person()
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    said: Mapped[str] = policy.code(default="")
    said_at: Mapped[datetime | None] = mapped_column(default=None)


def wish(db: Session, person: str) -> BuddyWish:
    """A person's own, made when there is none."""
    insert_once(db, BuddyWish, person=person)
    return db.scalars(select(BuddyWish).filter_by(person=person)).one()


def wish_of(db: Session, person: str) -> BuddyWish | None:
    return db.scalars(select(BuddyWish).filter_by(person=person)).first()


def willing(db: Session, *, at: datetime) -> set[str]:
    """Those who would be a buddy, and have not asked for quiet."""
    loud = BuddyWish.quiet_until.is_(None) | (BuddyWish.quiet_until <= at)
    return set(db.scalars(select(BuddyWish.person).where(BuddyWish.is_willing.is_(True), loud)))


def by_id(db: Session, id: int) -> Buddyship | None:
    return db.get(Buddyship, id)


def latest_of(db: Session, ids: Iterable[str]) -> Buddyship | None:
    """The last one that a newcomer was offered, whatever became of it. `ids` are the chat's of one person."""
    theirs = Buddyship.newcomer.in_(list(ids))
    return db.scalars(select(Buddyship).where(theirs).order_by(Buddyship.id.desc())).first()


def buddy_of(db: Session, ids: Iterable[str]) -> str | None:
    """The buddy that a newcomer has now."""
    row = latest_of(db, ids)
    return row.buddy if row is not None and row.state == TOGETHER else None


def of_buddy(db: Session, ids: Iterable[str]) -> Sequence[Buddyship]:
    """Those whose buddy somebody is now."""
    theirs = Buddyship.buddy.in_(list(ids)) & (Buddyship.state == TOGETHER)
    return db.scalars(select(Buddyship).where(theirs).order_by(Buddyship.id)).all()


def going_on(db: Session, ids: Iterable[str]) -> list[tuple[Buddyship, BuddyAsk | None]]:
    """A person's own last one, those whose buddy they are, and those that wait for their answer: in one query."""
    ids = list(ids)
    asked = (BuddyAsk.buddyship_id == Buddyship.id) & BuddyAsk.person.in_(ids) & (BuddyAsk.said == "")
    own = select(func.max(Buddyship.id)).where(Buddyship.newcomer.in_(ids)).scalar_subquery()
    theirs = Buddyship.buddy.in_(ids) & (Buddyship.state == TOGETHER)
    query = select(Buddyship, BuddyAsk).outerjoin(BuddyAsk, asked)
    concerned = (Buddyship.id == own) | theirs | BuddyAsk.id.is_not(None)
    return [(row, ask) for row, ask in db.execute(query.where(concerned).order_by(Buddyship.id, BuddyAsk.id))]


def in_state(db: Session, *states: str) -> Sequence[Buddyship]:
    return db.scalars(select(Buddyship).where(Buddyship.state.in_(states)).order_by(Buddyship.id)).all()


def in_care(db: Session, *, at: datetime) -> tuple[Sequence[Buddyship], int, int]:
    """Newcomers for whom nobody was found, how many are together, and how many would be a buddy: in one query."""
    loud = BuddyWish.quiet_until.is_(None) | (BuddyWish.quiet_until <= at)
    willing = select(func.count()).select_from(BuddyWish).where(BuddyWish.is_willing.is_(True), loud)
    together = select(func.count()).select_from(Buddyship).where(Buddyship.state == TOGETHER)
    counts = select(together.scalar_subquery().label("together"), willing.scalar_subquery().label("willing")).subquery()
    query = select(counts.c.together, counts.c.willing, Buddyship)
    query = query.select_from(counts).outerjoin(Buddyship, Buddyship.state == UNFOUND)
    rows = db.execute(query.order_by(Buddyship.id)).all()
    return [row for *_, row in rows if row is not None], rows[0][0], rows[0][1]


def ask(db: Session, id: int) -> BuddyAsk | None:
    return db.get(BuddyAsk, id)


def asks(db: Session, buddyship_id: int) -> Sequence[BuddyAsk]:
    return db.scalars(select(BuddyAsk).filter_by(buddyship_id=buddyship_id).order_by(BuddyAsk.id)).all()


def open_asks(db: Session, ids: Iterable[str]) -> Sequence[BuddyAsk]:
    """What waits for somebody's answer."""
    theirs = BuddyAsk.person.in_(list(ids)) & (BuddyAsk.said == "")
    return db.scalars(select(BuddyAsk).where(theirs).order_by(BuddyAsk.id)).all()


def load(db: Session) -> dict[str, int]:
    """How many newcomers each person has, or is asked to have."""
    found: dict[str, int] = {}
    mine = select(Buddyship.buddy, func.count()).where(Buddyship.state == TOGETHER).group_by(Buddyship.buddy)
    asked = select(BuddyAsk.person, func.count()).where(BuddyAsk.said == "").group_by(BuddyAsk.person)
    for query in (mine, asked):
        for person, count in db.execute(query):
            found[str(person)] = found.get(str(person), 0) + count
    return found


def turns(db: Session) -> dict[str, tuple[int, datetime]]:
    """How often each person was somebody's buddy, and when last."""
    query = select(Buddyship.buddy, func.count(), func.max(Buddyship.since)).where(Buddyship.buddy.is_not(None))
    return {str(person): (count, last) for person, count, last in db.execute(query.group_by(Buddyship.buddy)) if last}


def _to_look_after(*, now: datetime, since_before: datetime, unwanted: str) -> Select[int]:
    """Where something is to be done: nobody is asked, an answer is late, the time is over, or somebody has left.

    `unwanted` is the kind of message by which people are asked: whoever stops it will not answer either.
    """
    asking = select(BuddyAsk.id).where(BuddyAsk.buddyship_id == Buddyship.id, BuddyAsk.said == "").exists()
    late = select(BuddyAsk.id).where(
        BuddyAsk.buddyship_id == Buddyship.id, BuddyAsk.said == "", BuddyAsk.expires_at <= now
    )
    waits = (Buddyship.state == SEARCHING) & (~asking | late.exists())
    over = (Buddyship.state == TOGETHER) & (Buddyship.since <= since_before)
    going_on = Buddyship.state.in_((OFFERED, SEARCHING, UNFOUND, TOGETHER))
    without = Buddyship.buddy.is_not(None) & _has_left(Buddyship.buddy)
    gone = going_on & (_has_left(Buddyship.newcomer) | without)
    asked = select(BuddyAsk.id).where(BuddyAsk.buddyship_id == Buddyship.id, BuddyAsk.said == "")
    lost = (Buddyship.state == SEARCHING) & asked.where(_has_left(BuddyAsk.person) | _has_stopped(unwanted)).exists()
    return select(Buddyship.id).where(or_(waits, over, gone, lost))


def to_look_after(db: Session, *, now: datetime, since_before: datetime, unwanted: str) -> Sequence[int]:
    query = _to_look_after(now=now, since_before=since_before, unwanted=unwanted)
    return db.scalars(query.order_by(Buddyship.id)).all()


def any_to_look_after(*, now: datetime, since_before: datetime, unwanted: str) -> ColumnElement[bool]:
    return exists(_to_look_after(now=now, since_before=since_before, unwanted=unwanted))


def _has_stopped(kind: str) -> Any:
    return select(Stop.id).where(Stop.person == BuddyAsk.person, Stop.kind == kind).exists()


def _has_left(person: Any) -> Any:
    """Their account is closed, and they have no other one; or nothing is known of them any more."""
    return ~select(Member.id).where(Member.person == person, Member.left_at.is_(None)).exists()


def has_left(db: Session, person: str) -> bool:
    """Their account is closed, and they have no other one; or nothing is known of them any more."""
    return None not in db.scalars(select(Member.left_at).where(Member.person == person)).all()


def close_asks(db: Session, buddyship_id: int, said: str, *, at: datetime) -> None:
    """Whoever has not answered need not any more."""
    waiting = (BuddyAsk.buddyship_id == buddyship_id) & (BuddyAsk.said == "")
    db.execute(update(BuddyAsk).where(waiting).values(said=said, said_at=at))


def in_reach(db: Session, people: Iterable[Member]) -> dict[str, Member]:
    """Those to whom we can write: people of other workspaces only while they share a channel with us."""
    ours = select(Channel.channel).where(Channel.has_bot, ~Channel.is_archived)
    there = set(db.scalars(select(ChannelPerson.person).where(ChannelPerson.channel.in_(ours)).distinct()))
    return {each.person: each for each in people if each.kind != EXTERNAL or each.person in there}
