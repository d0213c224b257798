"""Letters: what goes to people unasked. Everything that is due for somebody together is one message, and it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Index, func, select, true, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_many_once, insert_once
from storage.deliveries import DROPPED, DUE, Delivery, fenced, hold
from storage.members import Member

BEGUN, ARRIVED, LOST = "begun", "arrived", "lost"


class Digest(Bound, Base):
    """One unasked-for message to one person, with everything that was due. It counts from the moment it is begun."""

    __tablename__ = "digests"
    __table_args__ = (Index(None, "partnership_id", "person", "at"),)
    __told__ = policy.Told(490, "Letters to you")
    __carried__ = policy.UNDER_WAY

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    at: Mapped[datetime]
    kinds: Mapped[str] = policy.code()  # "pulse purpose": what was in it
    urgent: Mapped[bool]
    state: Mapped[str] = policy.code(default=BEGUN)
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)
    channel: Mapped[str] = policy.place(default="")  # where it stands, once it is sent
    message: Mapped[str] = policy.code(default="")


@dataclass(frozen=True)
class DueDelivery:
    """What becomes due for one person: `at` is the hour meant, as far as their zone is known now."""

    person: str
    key: str
    at: datetime


def write_to(
    db: Session, kind: str, person: str, *, about_id: int, key: str, at: datetime, on: date, hour: time
) -> bool:
    """Remember an unasked-for message to a person, for an hour of theirs; False when the key is known.

    The clock sends it, when their attention allows, together with whatever else is due then.
    """
    return insert_once(db, Delivery, **_facts(kind, DueDelivery(person, key, at), about_id, on, hour)) is not None


def write_to_many(db: Session, kind: str, due: Iterable[DueDelivery], *, about_id: int, on: date, hour: time) -> None:
    """The same for many people in one statement; what is known already stays as it is."""
    insert_many_once(db, Delivery, [_facts(kind, each, about_id, on, hour) for each in due])


def _facts(kind: str, due: DueDelivery, about_id: int, on: date, hour: time) -> dict[str, Any]:
    facts = {"kind": kind, "about_id": about_id, "key": due.key, "to": due.person, "on": on, "hour": hour}
    return facts | {"not_before": due.at, "state": DUE, "attempts": 0, "fence": 0, "why": ""}


def people_waiting(db: Session, *, now: datetime, limit: int) -> Sequence[str]:
    """People for whom something is due, and to whom nobody is writing right now."""
    due = select(Delivery.to).where(Delivery.state == DUE, Delivery.not_before <= now, Delivery.to != "")
    free = func.coalesce(func.max(Delivery.leased_until) <= now, true())
    query = due.group_by(Delivery.to).having(free).order_by(func.min(Delivery.not_before), Delivery.to)
    return db.scalars(query.limit(limit)).all()


def claim_for(db: Session, person: str, *, now: datetime, until: datetime) -> Sequence[Delivery]:
    """Take everything that is due for one person; nothing when somebody else is writing to them right now."""
    lock = select(Member.id).where(Member.person == person).with_for_update()
    db.execute(lock)  # two replicas must not spend the same person's budget twice
    query = select(Delivery).where(Delivery.to == person, Delivery.state == DUE, Delivery.not_before <= now)
    rows = db.scalars(query.order_by(Delivery.id)).all()
    if any(row.leased_until is not None and row.leased_until > now for row in rows):
        return []
    return [hold(row, until) for row in rows]


def due_for(db: Session, people: Sequence[str], *, now: datetime) -> dict[str, list[Delivery]]:
    """What is due for each of these people and is held by nobody, in the order in which it came."""
    free = Delivery.leased_until.is_(None) | (Delivery.leased_until <= now)
    due = select(Delivery).where(Delivery.to.in_(people), Delivery.state == DUE, Delivery.not_before <= now, free)
    found: dict[str, list[Delivery]] = {}
    for row in db.scalars(due.order_by(Delivery.id)):
        found.setdefault(row.to, []).append(row)
    return found


def drop(db: Session, deliveries: Iterable[Delivery], *, at: datetime, why: str) -> None:
    """Nobody wants it any more."""
    for delivery in deliveries:
        fenced(db, delivery, state=DROPPED, settled_at=at, leased_until=None, why=why)


def of_digest(db: Session, digest_id: int) -> Sequence[Delivery]:
    return db.scalars(select(Delivery).filter_by(digest_id=digest_id).order_by(Delivery.id)).all()


def since(db: Session, people: Iterable[str], moment: datetime) -> dict[str, list[Digest]]:
    """What each of these people got unasked since then; one that is known not to have reached them is none."""
    query = select(Digest).where(Digest.person.in_(list(people)), Digest.at > moment, Digest.state != LOST)
    found: dict[str, list[Digest]] = {}
    for row in db.scalars(query):
        found.setdefault(row.person, []).append(row)
    return found


def begin(db: Session, person: str, deliveries: Sequence[Delivery], *, at: datetime, urgent: bool) -> Digest:
    """One message with all of these; it counts from now on."""
    member = db.scalars(select(Member).filter_by(person=person).order_by(Member.id.desc())).first()
    kinds = " ".join(dict.fromkeys(row.kind for row in deliveries))
    letter = Digest(person=person, at=at, kinds=kinds, urgent=urgent, partner_id=member.partner_id if member else None)
    db.add(letter)
    db.flush()
    for row in deliveries:
        row.digest_id = letter.id
    return letter


def settle(db: Session, id: int, *, state: str, channel: str = "", message: str = "") -> None:
    change = update(Digest).where(Digest.id == id).values(state=state, channel=channel, message=message)
    db.execute(change.execution_options(synchronize_session=False))


def take_apart(db: Session, id: int) -> None:
    """It never reached them: what was in it is judged anew."""
    settle(db, id, state=LOST)
    inside = (Delivery.digest_id == id) & (Delivery.state == DUE)
    change = update(Delivery).where(inside).values(digest_id=None, leased_until=None)
    db.execute(change.execution_options(synchronize_session=False))


def standing_at(db: Session, channel: str, message: str) -> Digest | None:
    return db.scalars(select(Digest).filter_by(channel=channel, message=message)).first()


def telling(db: Session, person: str, kind: str, about_id: int) -> Digest | None:
    """The last letter that reached somebody and told of this."""
    query = select(Digest).join(Delivery, Delivery.digest_id == Digest.id)
    of_this = (Delivery.to == person, Delivery.kind == kind, Delivery.about_id == about_id)
    return db.scalars(query.where(*of_this, Digest.state == ARRIVED).order_by(Digest.id.desc()).limit(1)).first()


def again(db: Session, delivery: Delivery, *, not_before: datetime, on: date, hour: time) -> None:
    """It leaves its letter and comes once more."""
    delivery.state, delivery.digest_id, delivery.attempts, delivery.leased_until = DUE, None, 0, None
    delivery.not_before, delivery.on, delivery.hour, delivery.settled_at = not_before, on, hour, None
    delivery.fence, delivery.why = delivery.fence + 1, "they said later"


def drop_waiting(db: Session, person: str, kind: str, *, at: datetime, why: str) -> None:
    """Nothing more of this kind reaches them."""
    waiting = (Delivery.to == person) & (Delivery.kind == kind) & (Delivery.state == DUE)
    change = update(Delivery).where(waiting).values(state=DROPPED, settled_at=at, leased_until=None, why=why)
    db.execute(change.execution_options(synchronize_session=False))


def look_again(db: Session, person: str, *, at: datetime) -> None:
    """Their hours or wishes are others now: what waits is judged anew at the next tick."""
    waiting = (Delivery.to == person) & (Delivery.state == DUE) & (Delivery.not_before > at)
    change = update(Delivery).where(waiting).values(not_before=at)
    db.execute(change.execution_options(synchronize_session=False))


def take_out(db: Session, digest_id: int | None, kind: str) -> None:
    """What is of this kind is no longer shown in its letter."""
    inside = (Delivery.digest_id == digest_id) & (Delivery.kind == kind)
    db.execute(update(Delivery).where(inside).values(digest_id=None).execution_options(synchronize_session=False))


def waiting_for(db: Session, person: str, *, until: datetime) -> Sequence[Delivery]:
    """What is on its way to somebody, soonest first."""
    mine = (Delivery.to == person) & (Delivery.state == DUE) & (Delivery.not_before <= until)
    return db.scalars(select(Delivery).where(mine).order_by(Delivery.not_before, Delivery.id)).all()
