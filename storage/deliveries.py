"""Deliveries: what must reach people, remembered in the same transaction as its cause, ticked off once it is there."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Index, UniqueConstraint, case, exists, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, change_one, insert_once

DUE, SENT, DEAD, UNSURE, DROPPED = "due", "sent", "dead", "unsure", "dropped"
"""Not there yet; there; given up; perhaps there, and we could not look; no longer wanted by whom it was for."""

OPEN = (DUE, UNSURE, DEAD)
LEASE = timedelta(seconds=30)  # whoever makes a delivery has this long to send it; a call to Slack takes at most 10 s


class Delivery(Bound, Base):
    """One message. `fence` grows with every claim, so that a slow worker cannot tick off what another one has taken."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("partnership_id", "key"),
        Index(None, "state", "not_before"),
        Index(None, "partnership_id", "to", "state"),
        Index(None, "digest_id"),
    )
    __told__ = policy.Told(480, "What I sent you unasked, or will")
    __carried__ = policy.UNDER_WAY

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()  # "decision_post"
    about_id: Mapped[int] = mapped_column(Key)
    key: Mapped[str] = policy.source()
    not_before: Mapped[datetime]
    state: Mapped[str] = policy.code(default=DUE)
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    to: Mapped[str] = policy.person(
        goes=True, default=""
    )  # a person whom nobody makes wait: only then attention is asked
    on: Mapped[date | None] = mapped_column(default=None)  # the day that is meant, in their own zone
    hour: Mapped[time | None] = mapped_column(default=None)  # of that day
    digest_id: Mapped[int | None] = mapped_column(Key, default=None)  # the message it went in, together with others
    why: Mapped[str] = policy.words(default="")  # why it waits, or never went
    facts: Any = None  # what it tells, where whoever made it sends it at once; never stored


def add(db: Session, kind: str, *, about_id: int, key: str, at: datetime, facts: object = None) -> Delivery | None:
    """Remember what to send, already claimed by the request that made it; None when the key is known.

    Whoever makes it sends it after the commit. If that never happens the lease runs out and the clock takes over.
    """
    row: dict[str, Any] = {
        "kind": kind,
        "about_id": about_id,
        "key": key,
        "not_before": at,
        "leased_until": at + LEASE,
    }
    row |= {"state": DUE, "attempts": 1, "fence": 1, "to": "", "why": ""}
    id = insert_once(db, Delivery, **row)
    if id is None:
        return None
    delivery = Delivery(**row, facts=facts)  # not added: the row is there already
    delivery.id = id
    db.info.setdefault("to_deliver", []).append(delivery)
    return delivery


def plan(db: Session, kind: str, *, about_id: int, key: str, at: datetime) -> bool:
    """Remember what the clock shall post, from `at` on; False when the key is known."""
    facts = {"kind": kind, "about_id": about_id, "key": key, "not_before": at, "to": "", "why": ""}
    return insert_once(db, Delivery, state=DUE, attempts=0, fence=0, **facts) is not None


def any_due(now: datetime) -> ColumnElement[bool]:
    """Whether something is to be sent that nobody is sending."""
    return exists(select(Delivery.id).where(Delivery.state == DUE, Delivery.not_before <= now, _free(now)))


def any_planned(kind: str, about_id: int) -> ColumnElement[bool]:
    return exists(select(Delivery.id).filter_by(kind=kind, about_id=about_id))


def _free(now: datetime) -> ColumnElement[bool]:
    return Delivery.leased_until.is_(None) | (Delivery.leased_until <= now)


def claim(db: Session, *, now: datetime, until: datetime, limit: int = 20) -> Sequence[Delivery]:
    """Take due deliveries that nobody holds. Another replica skips the rows that this one has locked."""
    query = select(Delivery).where(Delivery.state == DUE, Delivery.not_before <= now, _free(now), Delivery.to == "")
    rows = db.scalars(query.order_by(Delivery.id).limit(limit).with_for_update(skip_locked=True)).all()
    return [hold(row, until) for row in rows]


def hold(row: Delivery, until: datetime) -> Delivery:
    """Take the lease; its fence tells this holder from the one before."""
    row.attempts, row.fence, row.leased_until = row.attempts + 1, row.fence + 1, until
    return row


def wait(db: Session, delivery: Delivery, *, until: datetime, why: str) -> None:
    """Not now: whoever it is for should not be written to yet. That is no failed attempt."""
    fenced(db, delivery, not_before=until, leased_until=None, attempts=delivery.attempts - 1, why=why)


def delay(db: Session, delivery: Delivery, *, until: datetime, why: str) -> bool:
    """Not now, for one that nobody has claimed; False when somebody has by now."""
    return fenced(db, delivery, not_before=until, leased_until=None, why=why)


def stuck(db: Session) -> Sequence[Delivery]:
    """What never arrived, or perhaps did: for the conveners to look at, newest first."""
    return db.scalars(select(Delivery).where(Delivery.state.in_((DEAD, UNSURE))).order_by(Delivery.id.desc())).all()


def first_stuck(db: Session, *, limit: int) -> tuple[list[Delivery], int]:
    """The newest few of these, and how many there are."""
    query = select(Delivery, func.count().over()).where(Delivery.state.in_((DEAD, UNSURE)))
    found = db.execute(query.order_by(Delivery.id.desc()).limit(limit)).all()
    return [row for row, _ in found], found[0][1] if found else 0


def renew(db: Session, id: int, *, at: datetime) -> bool:
    """Try again what was given up; False when it is no longer stuck.

    What was given up is looked for first, as after any other attempt. Where we could not look, somebody has.
    """
    change = update(Delivery).where(Delivery.id == id, Delivery.state.in_((DEAD, UNSURE)))
    attempts = case((Delivery.state == DEAD, 1), else_=0)
    changed: Any = db.execute(change.values(state=DUE, attempts=attempts, not_before=at, settled_at=None, why=""))
    return bool(changed.rowcount)


def forgo(db: Session, id: int, *, at: datetime, why: str) -> bool:
    """Let go of what was given up."""
    change = update(Delivery).where(Delivery.id == id, Delivery.state.in_((DEAD, UNSURE)))
    changed: Any = db.execute(change.values(state=DROPPED, settled_at=at, why=why))
    return bool(changed.rowcount)


def settle(db: Session, delivery: Delivery, *, state: str, at: datetime) -> bool:
    """Tick a delivery off, or give it up; False when another worker holds it by now."""
    return fenced(db, delivery, state=state, settled_at=at, leased_until=None)


def put_off(db: Session, delivery: Delivery, *, until: datetime) -> bool:
    """It failed: try again, not before `until`."""
    return fenced(db, delivery, not_before=until, leased_until=None)


def fenced(db: Session, delivery: Delivery, **values: object) -> bool:
    """Change a delivery if one still holds it."""
    return change_one(db, Delivery, {"id": delivery.id, "fence": delivery.fence, "state": DUE}, **values)


def next_due(db: Session, *, after: datetime) -> datetime | None:
    """The first moment from which something that waits may go."""
    later = (Delivery.state == DUE) & (Delivery.not_before > after)
    return db.scalar(select(Delivery.not_before).where(later).order_by(Delivery.not_before).limit(1))


def count_by_state(db: Session) -> dict[str, int]:
    """How many there are in each state; of all partnerships, in a session that reads past them."""
    rows = db.execute(select(Delivery.state, func.count()).group_by(Delivery.state)).all()
    return {state: many for state, many in rows}


def left(db: Session, *, since: datetime) -> Sequence[Delivery]:
    """What people did not get: still waiting, or dropped since then."""
    waiting = (Delivery.state == DUE) | ((Delivery.state == DROPPED) & (Delivery.settled_at >= since))
    return db.scalars(select(Delivery).where(waiting, Delivery.to != "").order_by(Delivery.to, Delivery.id)).all()
