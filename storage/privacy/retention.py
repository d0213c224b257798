"""How long each kind is kept, where conveners have said so, and when they were told that much will go."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once


class Retention(Bound, Base):
    """`days` None: as long as usual. `told_at`: the conveners know since then that much of it is about to go."""

    __tablename__ = "retention"
    __table_args__ = (UniqueConstraint("partnership_id", "kind"),)
    __told__ = policy.Told(530, "How long things are kept, as you set it")
    __carried__ = policy.OF_THIS_PLACE

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()
    days: Mapped[int | None] = mapped_column(default=None)
    set_by: Mapped[str] = policy.person(default="")
    told_at: Mapped[datetime | None] = mapped_column(default=None)


def every(db: Session) -> Sequence[Retention]:
    return db.scalars(select(Retention).order_by(Retention.kind)).all()


def of(db: Session, kind: str) -> Retention:
    """What is said of a kind; a row of its own from now on."""
    insert_once(db, Retention, kind=kind, days=None, set_by="", told_at=None)
    return db.scalars(select(Retention).filter_by(kind=kind)).one()
