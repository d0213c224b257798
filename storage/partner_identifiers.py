"""Partner marks: by what the people of a partner are known, and what has been seen that is nobody's mark yet."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_many_once, insert_once

TEAM, DOMAIN, USERGROUP, CHANNEL = "team", "domain", "usergroup", "channel"
"""A chat workspace; the part of mail addresses behind the @; people who are mentioned together; a channel."""


class PartnerIdentifier(Bound, Base):
    """One mark is of one partner at most; of none when it was only seen, or when somebody said that it is no partner's.

    `said_by` is None where it was guessed.
    """

    __tablename__ = "partner_identifiers"
    __table_args__ = (UniqueConstraint("partnership_id", "kind", "mark"),)
    __told__ = policy.Told(70, "By what you said that people of a partner are known")
    __carried__ = policy.Carried(("kind", "mark"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()
    mark: Mapped[str] = policy.place()
    at: Mapped[datetime]
    label: Mapped[str] = policy.words(default="")  # what people call it
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)
    said_by: Mapped[str | None] = policy.person(default=None)


class UsergroupPerson(Bound, Base):
    """Somebody is in a user group that is a partner's mark."""

    __tablename__ = "usergroup_people"
    __table_args__ = (UniqueConstraint("partnership_id", "usergroup", "person"),)
    __told__ = policy.Told(80, "User groups you are in")
    __carried__ = policy.TOLD_BY_THE_CHAT

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    usergroup: Mapped[str] = policy.code()
    person: Mapped[str] = policy.person(goes=True)


def every(db: Session) -> Sequence[PartnerIdentifier]:
    return db.scalars(
        select(PartnerIdentifier).order_by(PartnerIdentifier.kind, PartnerIdentifier.label, PartnerIdentifier.mark)
    ).all()


def of(db: Session, kind: str, mark: str) -> PartnerIdentifier | None:
    return db.scalar(select(PartnerIdentifier).filter_by(kind=kind, mark=mark))


def see(db: Session, kind: str, mark: str, *, label: str, at: datetime) -> PartnerIdentifier:
    """Remember that there is such a thing; what was said of it stays, its name is kept up."""
    insert_once(db, PartnerIdentifier, kind=kind, mark=mark, label=label, at=at)
    seen = db.scalars(select(PartnerIdentifier).filter_by(kind=kind, mark=mark)).one()
    seen.label = label or seen.label
    return seen


def usergroups_of(db: Session, people: Iterable[str] | None = None) -> dict[str, set[str]]:
    """The user groups somebody is in, by person; of everybody without `people`."""
    query = select(UsergroupPerson.person, UsergroupPerson.usergroup)
    if people is not None:
        query = query.where(UsergroupPerson.person.in_(list(people)))
    found: dict[str, set[str]] = {}
    for person, usergroup in db.execute(query):
        found.setdefault(person, set()).add(usergroup)
    return found


def replace_usergroup(db: Session, usergroup: str, people: Iterable[str]) -> set[str]:
    """Write down who is in a user group; gives everybody who came or left."""
    before = set(db.scalars(select(UsergroupPerson.person).filter_by(usergroup=usergroup)))
    now = set(people)
    gone = (UsergroupPerson.usergroup == usergroup) & UsergroupPerson.person.in_(before - now)
    db.execute(delete(UsergroupPerson).where(gone))
    insert_many_once(db, UsergroupPerson, [{"usergroup": usergroup, "person": who} for who in sorted(now - before)])
    return before ^ now
