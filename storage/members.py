"""Members: the people of a partnership, which partner they are of, and which doors are open to them."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, bindparam, false, func, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import capabilities
from storage.capabilities import BOT, EXTERNAL, FULL, GUEST
from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.partnerships import Partner

__all__ = ["BOT", "EXTERNAL", "FULL", "GUEST", "Member"]

SAID = "said:"
"""Before the name of somebody of whom we know no more than what an imported record calls them."""


class Member(Bound, Base):
    """A person. `person` and `team` are the chat's own ids: who, and of which workspace."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("partnership_id", "team", "person"), Index(None, "partnership_id", "person"))
    __told__ = policy.Told(10, "Who you are to me")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    team: Mapped[str] = policy.code()
    person: Mapped[str] = policy.person(goes=True)
    name: Mapped[str] = policy.code()
    kind: Mapped[str] = policy.code()
    met_at: Mapped[datetime]
    refreshed_at: Mapped[datetime]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)
    zone_name: Mapped[str | None] = policy.code(default=None)  # None: use the partnership's
    language: Mapped[str | None] = policy.code(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    country: Mapped[str | None] = policy.code(default=None)  # from the region of their language: en-GB
    is_convener: Mapped[bool] = mapped_column(default=False)
    mail_digest: Mapped[str | None] = policy.code(default=None)  # finds them by an address that we do not keep
    mail_domain: Mapped[str | None] = policy.code(default=None)  # of an organisation's address, never of a private one
    is_single_channel: Mapped[bool] = mapped_column(default=False)  # of a guest: shut in one channel
    invited_by: Mapped[str | None] = policy.person(default=None)
    told_at: Mapped[datetime | None] = mapped_column(default=None)  # when the chat last changed their profile
    partner_because: Mapped[str | None] = policy.code(default=None)  # as in storage.memberships
    is_unsure: Mapped[bool] = mapped_column(default=False)  # what we know of them points to several partners
    also: Mapped[str | None] = policy.person(default=None)  # their other account, by their own word from both
    is_second: Mapped[bool] = mapped_column(default=False)  # of the two, the one that gets nothing unasked
    seen_at: Mapped[datetime | None] = mapped_column(default=None)  # when they last did anything, to the half day

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name or "UTC")

    @property
    def ids(self) -> tuple[str, ...]:
        """The chat's ids of this one human: their own, and that of their other account."""
        return (self.person, self.also) if self.also else (self.person,)

    @property
    def doors(self) -> frozenset[str]:
        """What is open to them: see storage.doors."""
        return capabilities.open_to(self.kind, is_single_channel=self.is_single_channel)

    @property
    def has_commands(self) -> bool:
        """Slash commands and message shortcuts exist only for full members of the installing workspace."""
        return capabilities.COMMAND in self.doors


class Viewer(NamedTuple):
    """All of a member that decides what they may see."""

    person: str
    kind: str
    also: str | None

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.person, self.also) if self.also else (self.person,)


def sees_public(person: Member | Viewer) -> ColumnElement[bool]:
    """Whether public channels are open to them all: to full members, under whichever of their accounts they are it."""
    if person.kind == FULL or not person.also:
        return true() if person.kind == FULL else false()
    other = (Member.person == person.also) & (Member.kind == FULL) & Member.left_at.is_(None)
    return select(Member.id).where(other).exists()


def said_name(person: str) -> str | None:
    """The name of somebody known only by it."""
    return person.removeprefix(SAID) if person.startswith(SAID) else None


def mail_digest(address: str) -> str | None:
    """The mark of a mail address, by which its owner is known again in records from elsewhere; None without one."""
    address = address.strip().casefold()
    return hashlib.sha256(address.encode(errors="replace")).hexdigest() if "@" in address else None


def by_person(db: Session, person: str) -> Member | None:
    """A member by their chat id. Events do not always tell the workspace; the newest is the one who is there."""
    return db.scalars(select(Member).filter_by(person=person).order_by(Member.id.desc())).first()


PARTNERS_OF = (
    select(Member.person, Partner)
    .join(Partner, Partner.id == Member.partner_id)
    .where(Member.person.in_(bindparam("people", expanding=True)))
)


def partners_of(db: Session, people: Iterable[str]) -> dict[str, Partner]:
    """The partner of each person who has one, by the person's chat id."""
    return {person: partner for person, partner in db.execute(PARTNERS_OF, {"people": list(people)})}


def names(db: Session, people: Iterable[str]) -> dict[str, str]:
    """What people are called, by their chat id."""
    return dict(db.execute(select(Member.person, Member.name).where(Member.person.in_(list(people)))).all())


def present(db: Session) -> Sequence[Member]:
    """Everybody who is here: no bots, nobody who left; one row for each person, whatever accounts they have."""
    here = (Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second)
    query = select(Member).where(*here).order_by(Member.id)
    return list({row.person: row for row in db.scalars(query)}.values())


def counted(db: Session) -> dict[int | None, int]:
    """How many people are here, by partner."""
    here = (Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second)
    query = select(Member.partner_id, func.count(Member.person.distinct())).where(*here)
    return {partner: count for partner, count in db.execute(query.group_by(Member.partner_id))}


def of_people(db: Session, people: Iterable[str]) -> dict[str, Member]:
    query = select(Member).where(Member.person.in_(list(people))).order_by(Member.id)
    return {row.person: row for row in db.scalars(query)}


def of_partner(db: Session, partner_id: int, *, limit: int) -> tuple[list[str], int]:
    """The first people of a partner who are here, by name; and how many there are."""
    here = (Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second, Member.partner_id == partner_id)
    query = select(Member.person, func.count().over()).where(*here).order_by(Member.name, Member.id).limit(limit)
    found = db.execute(query).all()
    return list(dict.fromkeys(person for person, _ in found)), found[0][1] if found else 0


def partners_here(db: Session) -> set[int]:
    """The partners of which somebody is here."""
    here = (Member.kind != BOT) & Member.left_at.is_(None) & Member.partner_id.is_not(None)
    return {id for id in db.scalars(select(Member.partner_id).where(here).distinct()) if id is not None}


def colleagues(db: Session, me: Member, *, limit: int) -> Sequence[str]:
    """People of one's own partner, those who have been here longest first."""
    here = (Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second, Member.person.not_in(me.ids))
    query = select(Member.person).where(*here, Member.partner_id == me.partner_id, Member.partner_id.is_not(None))
    return db.scalars(query.order_by(Member.id).limit(limit)).all()


def conveners(db: Session) -> Sequence[Member]:
    """Those who hold the partnership together: they set its rhythms and hear of what went wrong."""
    here = (Member.is_convener, Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second)
    query = select(Member).where(*here).order_by(Member.id)
    return list({row.person: row for row in db.scalars(query)}.values())
