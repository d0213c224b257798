"""Members: the people of a partnership, which partner they are of, and which doors are open to them."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Bound, Key
from storage.partnerships import Partner

FULL, GUEST, EXTERNAL, BOT = "full", "guest", "external", "bot"
"""Full members of the installing workspace; its guests; people of another workspace in a shared channel; programs."""


SAID = "said:"
"""Before the name of somebody of whom we know no more than what an imported record calls them."""


class Member(Bound, Base):
    """A person. `person` and `team` are the chat's own ids: who, and of which workspace."""

    __tablename__ = "members"
    __table_args__ = (UniqueConstraint("partnership_id", "team", "person"), Index(None, "partnership_id", "person"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    team: Mapped[str]
    person: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    met_at: Mapped[datetime]
    refreshed_at: Mapped[datetime]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)
    zone_name: Mapped[str | None] = mapped_column(default=None)  # None: use the partnership's
    language: Mapped[str | None] = mapped_column(default=None)
    left_at: Mapped[datetime | None] = mapped_column(default=None)
    country: Mapped[str | None] = mapped_column(default=None)  # from the region of their language: en-GB
    is_convener: Mapped[bool] = mapped_column(default=False)
    mail_digest: Mapped[str | None] = mapped_column(default=None)  # finds them by an address that we do not keep
    seen_at: Mapped[datetime | None] = mapped_column(default=None)  # when they last did anything, to the half day

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone_name or "UTC")

    @property
    def has_commands(self) -> bool:
        """Slash commands and message shortcuts exist only for full members of the installing workspace."""
        return self.kind == FULL


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


def partners_of(db: Session, people: Iterable[str]) -> dict[str, Partner]:
    """The partner of each person who has one, by the person's chat id."""
    query = select(Member.person, Partner).join(Partner, Partner.id == Member.partner_id)
    return {person: partner for person, partner in db.execute(query.where(Member.person.in_(list(people))))}


def names(db: Session, people: Iterable[str]) -> dict[str, str]:
    """What people are called, by their chat id."""
    return dict(db.execute(select(Member.person, Member.name).where(Member.person.in_(list(people)))).all())


def present(db: Session) -> Sequence[Member]:
    """Everybody who is here: no bots, nobody who left; one row for each person."""
    query = select(Member).where(Member.kind != BOT, Member.left_at.is_(None)).order_by(Member.id)
    return list({row.person: row for row in db.scalars(query)}.values())


def of_people(db: Session, people: Iterable[str]) -> dict[str, Member]:
    query = select(Member).where(Member.person.in_(list(people))).order_by(Member.id)
    return {row.person: row for row in db.scalars(query)}


def partners_here(db: Session) -> set[int]:
    """The partners of which somebody is here."""
    here = (Member.kind != BOT) & Member.left_at.is_(None) & Member.partner_id.is_not(None)
    return {id for id in db.scalars(select(Member.partner_id).where(here).distinct()) if id is not None}


def conveners(db: Session) -> Sequence[Member]:
    """Those who hold the partnership together: they set its rhythms and hear of what went wrong."""
    return [row for row in present(db) if row.is_convener]
