"""Pairings: somebody says that two accounts are theirs, from both of them."""

from datetime import datetime

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key


class AccountLink(Bound, Base):
    """`first` has asked for a code, `second` has brought it, and both have to agree. Empty code: used, or given up."""

    __tablename__ = "account_links"
    __table_args__ = (Index(None, "partnership_id", "code"), Index(None, "partnership_id", "first"))
    __told__ = policy.Told(100, "Your two accounts")
    __carried__ = policy.Stays("two accounts are joined from both of them, never by a file")

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    first: Mapped[str] = policy.person(goes=True)
    code: Mapped[str] = policy.code(untold=True)
    asked_at: Mapped[datetime]
    second: Mapped[str | None] = policy.person(goes=True, default=None)
    second_agreed_at: Mapped[datetime | None] = mapped_column(default=None)
    joined_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[str | None] = policy.person(default=None)
    lent_to: Mapped[str | None] = policy.person(default=None)  # who convenes only through the other account


class WrongCode(Bound, Base):
    """Somebody brought a code that is nobody's: so many times and no more."""

    __tablename__ = "wrong_codes"
    __table_args__ = (Index(None, "partnership_id", "person", "at"),)
    __told__ = policy.Told(110, "Codes that you brought and that were nobody's")
    __carried__ = policy.Stays("two accounts are joined from both of them, never by a file")

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person(goes=True)
    at: Mapped[datetime]


def by_code(db: Session, code: str, *, since: datetime) -> AccountLink | None:
    """The pairing that waits for this code, if it was asked for since then."""
    waiting = (AccountLink.code == code) & (AccountLink.asked_at >= since) & AccountLink.ended_at.is_(None)
    return db.scalars(select(AccountLink).where(waiting).with_for_update()).first()


def by_id(db: Session, id: int) -> AccountLink | None:
    return db.scalar(select(AccountLink).filter_by(id=id).with_for_update())


def waiting_of(db: Session, person: str) -> list[AccountLink]:
    """What they asked for and nobody has settled."""
    mine = select(AccountLink).where(
        AccountLink.first == person, AccountLink.joined_at.is_(None), AccountLink.ended_at.is_(None)
    )
    return list(db.scalars(mine))


def standing_of(db: Session, person: str) -> AccountLink | None:
    """The pairing that holds for this account."""
    either = (AccountLink.first == person) | (AccountLink.second == person)
    holds = AccountLink.joined_at.is_not(None) & AccountLink.ended_at.is_(None)
    return db.scalars(select(AccountLink).where(either, holds)).first()


def wrong_codes(db: Session, person: str, *, since: datetime) -> int:
    return len(db.scalars(select(WrongCode.id).where(WrongCode.person == person, WrongCode.at >= since)).all())
