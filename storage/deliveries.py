"""Deliveries: what must reach people, remembered in the same transaction as its cause, ticked off once it is there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key, insert_once

DUE, SENT, DEAD = "due", "sent", "dead"


class Delivery(Bound, Base):
    """One message. `fence` grows with every claim, so that a slow worker cannot tick off what another one has taken."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("partnership_id", "key"), Index(None, "state", "not_before"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str]  # "decision_post"
    about_id: Mapped[int] = mapped_column(Key)
    key: Mapped[str]
    not_before: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=DUE)
    attempts: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    leased_until: Mapped[datetime | None] = mapped_column(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)


def add(db: Session, kind: str, *, about_id: int, key: str, at: datetime, leased_until: datetime) -> Delivery | None:
    """Remember what to send, already claimed by the request that made it; None when the key is known.

    Whoever makes it sends it after the commit. If that never happens the lease runs out and the clock takes over.
    """
    facts: dict[str, Any] = {
        "kind": kind,
        "about_id": about_id,
        "key": key,
        "not_before": at,
        "leased_until": leased_until,
    }
    facts |= {"state": DUE, "attempts": 1, "fence": 1}
    id = insert_once(db, Delivery, **facts)
    if id is None:
        return None
    delivery = Delivery(**facts)  # not added: the row is there already
    delivery.id = id
    db.info.setdefault("to_deliver", []).append(delivery)
    return delivery


def claim(db: Session, *, now: datetime, until: datetime, limit: int = 20) -> Sequence[Delivery]:
    """Take due deliveries that nobody holds. Another replica skips the rows that this one has locked."""
    free = Delivery.leased_until.is_(None) | (Delivery.leased_until <= now)
    query = select(Delivery).where(Delivery.state == DUE, Delivery.not_before <= now, free)
    rows = db.scalars(query.order_by(Delivery.id).limit(limit).with_for_update(skip_locked=True)).all()
    for row in rows:
        row.attempts, row.fence, row.leased_until = row.attempts + 1, row.fence + 1, until
    return rows


def settle(db: Session, delivery: Delivery, *, state: str, at: datetime) -> bool:
    """Tick a delivery off, or give it up; False when another worker holds it by now."""
    return _fenced(db, delivery, state=state, settled_at=at, leased_until=None)


def put_off(db: Session, delivery: Delivery, *, until: datetime) -> bool:
    """It failed: try again, not before `until`."""
    return _fenced(db, delivery, not_before=until, leased_until=None)


def _fenced(db: Session, delivery: Delivery, **values: object) -> bool:
    mine = (Delivery.id == delivery.id) & (Delivery.fence == delivery.fence) & (Delivery.state == DUE)
    change = update(Delivery).where(mine).values(**values).execution_options(synchronize_session=False)
    changed: Any = db.execute(change)
    return bool(changed.rowcount == 1)
