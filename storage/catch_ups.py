"""Catch-ups: when somebody was last here, and what they are told once when they come back after long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, UniqueConstraint, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.members import Member
from storage.notification_settings import Preference

KIND = "catch_up"


class CatchUp(Bound, Base):
    """Somebody was not here from `since` until `until`. One for each absence."""

    __tablename__ = "catch_ups"
    __table_args__ = (UniqueConstraint("partnership_id", "person", "since"),)
    __told__ = policy.Told(470, "When you were told what you had missed")
    __carried__ = policy.Carried(("person", "since"), visible=lambda person: CatchUp.person.in_(person.ids))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    since: Mapped[datetime]
    until: Mapped[datetime]


def note_seen(db: Session, person: str, *, at: datetime) -> None:
    """They were here just now."""
    seen = update(Member).where(Member.person == person).values(seen_at=at)
    db.execute(seen.execution_options(synchronize_session=False))


def make(db: Session, person: str, *, since: datetime, until: datetime) -> int | None:
    """Its number; None when this absence has one."""
    return insert_once(db, CatchUp, person=person, since=since, until=until)


def back(db: Session, *, first: date, last: date) -> Sequence[tuple[Member, date]]:
    """Whoever said that they are there again on a day between these two, and was seen before they left."""
    return [(member, day) for member, day in db.execute(_back(first, last)) if day is not None]


def any_back(first: date, last: date) -> ColumnElement[bool]:
    return exists(_back(first, last))


def _back(first: date, last: date) -> Select[Member, date | None]:
    away = Preference.away_until.between(first, last)
    query = select(Member, Preference.away_until).join(Preference, Preference.person == Member.person)
    return query.where(away, Member.left_at.is_(None), Member.seen_at.is_not(None))


def told(db: Session, people: Iterable[str]) -> set[tuple[str, datetime]]:
    """The absences of these people that have a catch-up already."""
    query = select(CatchUp.person, CatchUp.since).where(CatchUp.person.in_(list(people)))
    return {(person, since) for person, since in db.execute(query)}
