"""What people have said about their attention, and the days that are off."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from sqlalchemy import Index, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once


class Preference(Bound, Base):
    """What one person has set. None: their partner's or the partnership's holds."""

    __tablename__ = "preferences"
    __table_args__ = (UniqueConstraint("partnership_id", "person"),)
    __told__ = policy.Told(20, "What you have set")
    __carried__ = policy.Carried(("person",), leave=("room", "room_at", "room_channel", "room_message"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    since: Mapped[time | None] = mapped_column(default=None)
    until: Mapped[time | None] = mapped_column(default=None)
    work_days: Mapped[str | None] = policy.code(default=None)  # "01234": Monday to Friday
    zone_name: Mapped[str | None] = policy.code(default=None)
    country: Mapped[str | None] = policy.code(default=None)  # ISO 3166, two letters
    away_until: Mapped[date | None] = mapped_column(default=None)
    snoozed_until: Mapped[date | None] = mapped_column(default=None)
    room: Mapped[str | None] = policy.code(default=None)  # of their own page: the one they have chosen last
    room_at: Mapped[datetime | None] = mapped_column(default=None)
    room_channel: Mapped[str | None] = policy.place(default=None)  # where it stands as a message, for those without
    room_message: Mapped[str | None] = policy.code(default=None)  # a Home tab


class Stop(Bound, Base):
    """A kind of message that somebody does not want."""

    __tablename__ = "stops"
    __table_args__ = (UniqueConstraint("partnership_id", "person", "kind"),)
    __told__ = policy.Told(30, "What you have stopped")
    __carried__ = policy.Carried(("person", "kind"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    kind: Mapped[str] = policy.code()
    at: Mapped[datetime]


class DayOff(Bound, Base):
    """A day that conveners have added to the public holidays; of one partner, or of all when it names none."""

    __tablename__ = "days_off"
    __table_args__ = (Index(None, "partnership_id", "on"),)
    __carried__ = policy.Carried(
        ("on", "name", "partner_id"),
        refs={"partner_id": "partners"},
        visible=policy.everybody,
        of_partner=lambda partner: DayOff.partner_id == partner,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    on: Mapped[date]
    name: Mapped[str] = policy.words()
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)


def preferences(db: Session, people: Iterable[str]) -> dict[str, Preference]:
    rows = db.scalars(select(Preference).where(Preference.person.in_(list(people))))
    return {row.person: row for row in rows}


def preference(db: Session, person: str) -> Preference:
    """A person's own, made when there is none."""
    insert_once(db, Preference, person=person)
    return db.scalars(select(Preference).filter_by(person=person)).one()


def stops(db: Session, people: Iterable[str]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for row in db.scalars(select(Stop).where(Stop.person.in_(list(people)))):
        kinds.setdefault(row.person, set()).add(row.kind)
    return {person: frozenset(theirs) for person, theirs in kinds.items()}


def stop(db: Session, person: str, kind: str, *, at: datetime) -> None:
    insert_once(db, Stop, person=person, kind=kind, at=at)


def allow(db: Session, person: str, kind: str) -> None:
    db.execute(delete(Stop).where(Stop.person == person, Stop.kind == kind))


def days_off(db: Session) -> Sequence[DayOff]:
    return db.scalars(select(DayOff).order_by(DayOff.on, DayOff.id)).all()
