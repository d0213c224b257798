"""Working groups: people of several partners with a task, and the channel in which they meet."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.channels import ChannelPerson
from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once


class Group(Bound, Base):
    """`ended_at` is None while it works."""

    __tablename__ = "working_groups"
    __table_args__ = (UniqueConstraint("partnership_id", "name"),)
    __carried__ = policy.Carried(("name",))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    name: Mapped[str] = policy.words()
    begun_at: Mapped[datetime]
    channel: Mapped[str | None] = policy.place(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class GroupPerson(Bound, Base):
    """Somebody who belongs to a group without being in its channel."""

    __tablename__ = "working_group_people"
    __table_args__ = (UniqueConstraint("partnership_id", "group_id", "person"),)
    __told__ = policy.Told(90, "Working groups you are in")
    __carried__ = policy.Carried(("group_id", "person"), refs={"group_id": "working_groups"})

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(Key)
    person: Mapped[str] = policy.person(goes=True)


def here(db: Session) -> Sequence[Group]:
    """Every group that works, by name."""
    return db.scalars(select(Group).where(Group.ended_at.is_(None)).order_by(Group.name)).all()


def begin(db: Session, name: str, *, channel: str | None, at: datetime) -> Group:
    """A group of this name; one that has ended begins again, and without a channel it keeps the one it has."""
    insert_once(db, Group, name=name, begun_at=at)
    group = db.scalars(select(Group).filter_by(name=name)).one()
    group.channel, group.ended_at = channel or group.channel, None
    return group


def add_people(db: Session, group_id: int, people: Iterable[str]) -> None:
    for person in people:
        insert_once(db, GroupPerson, group_id=group_id, person=person)


def people_of(db: Session, group: Group) -> set[str]:
    """Those in its channel, and those who were named."""
    named = set(db.scalars(select(GroupPerson.person).filter_by(group_id=group.id)))
    return named | set(db.scalars(select(ChannelPerson.person).filter_by(channel=group.channel)))


def named_people(db: Session, group_id: int) -> set[str]:
    return set(db.scalars(select(GroupPerson.person).filter_by(group_id=group_id)))
