"""Installations: which workspaces and organisations have let the bot in, and the sealed token of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.db.encryption import Sealed


class Installation(Bound, Base):
    """One workspace; or, org-wide, all workspaces of an organisation: then `team` is empty."""

    __tablename__ = "installations"
    __table_args__ = (UniqueConstraint("partnership_id"), UniqueConstraint("enterprise", "team"))
    __told__ = policy.Told(120, "That you let me in")
    __carried__ = policy.TOLD_BY_THE_CHAT

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    team: Mapped[str] = policy.code()
    enterprise: Mapped[str] = policy.code()  # empty for a workspace that is of no organisation
    bot_token: Mapped[str] = policy.code(Sealed, untold=True)
    bot_user: Mapped[str] = policy.code()
    bot_id: Mapped[str] = policy.code()
    scopes: Mapped[str] = policy.code()
    installed_by: Mapped[str] = policy.person()
    installed_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # since then the token is this one
    refresh_token: Mapped[str | None] = policy.code(Sealed, untold=True, default=None)  # only where tokens rotate
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    refreshing_until: Mapped[datetime | None] = mapped_column(default=None)  # a replica is fetching the next token


class OAuthState(Base):
    """Somebody has begun to install: what comes back must bring this along, once. Of no partnership yet."""

    __tablename__ = "oauth_states"
    __carried__ = policy.TOLD_BY_THE_CHAT

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    digest: Mapped[str] = policy.code(unique=True)  # of the state; the state itself is in the browser alone
    expires_at: Mapped[datetime]


@dataclass(frozen=True)
class NewInstallation:
    """What the chat hands over when somebody lets the bot in."""

    team: str
    enterprise: str
    bot_token: str
    bot_user: str
    bot_id: str
    scopes: str
    installed_by: str
    refresh_token: str | None = None
    expires_at: datetime | None = None


def keep(db: Session, granted: NewInstallation, *, at: datetime) -> Installation:
    """Remember who let us in, in this session's partnership; a second time it is the new token that counts."""
    known = db.scalars(select(Installation).with_for_update()).one_or_none()
    if known is None:
        known = Installation(**vars(granted), installed_at=at, changed_at=at)
        db.add(known)
        return known
    for name, value in vars(granted).items():
        setattr(known, name, value)
    known.installed_at = known.changed_at = at
    known.refreshing_until = None
    return known


def own(db: Session) -> Installation | None:
    return db.scalars(select(Installation)).one_or_none()


def every(db: Session) -> Sequence[Installation]:
    return db.scalars(select(Installation).order_by(Installation.id)).all()


def of(db: Session, *, enterprise: str, team: str) -> Installation | None:
    """The installation that a request is for: the workspace's own, else its whole organisation's."""
    single = select(Installation).where(Installation.team == team, Installation.team != "")
    whole = select(Installation).where(
        Installation.team == "", Installation.enterprise == enterprise, Installation.enterprise != ""
    )
    return db.scalars(single).one_or_none() or db.scalars(whole).one_or_none()


def end(db: Session) -> None:
    """We were let go: the token is worth nothing any more."""
    db.execute(delete(Installation))


def claim_expiring(db: Session, *, before: datetime, now: datetime, until: datetime) -> Sequence[Installation]:
    """Those whose token ends soon, for this replica to refresh; no other one takes them before `until`."""
    free = Installation.refreshing_until.is_(None) | (Installation.refreshing_until <= now)
    query = select(Installation).where(Installation.expires_at <= before, Installation.refresh_token.is_not(None), free)
    rows = db.scalars(query.with_for_update(skip_locked=True)).all()
    for row in rows:
        row.refreshing_until = until
    return rows


def refreshed(db: Session, id: int, *, token: str, refresh_token: str, expires_at: datetime, at: datetime) -> None:
    """The next token, and the one to fetch its successor with."""
    row = db.get_one(Installation, id)
    row.bot_token, row.refresh_token, row.expires_at = token, refresh_token, expires_at
    row.changed_at, row.refreshing_until = at, None


def seal_anew(db: Session) -> int:
    """Seal every token with the first key; how many installations there are."""
    rows = db.scalars(select(Installation).with_for_update()).all()
    for row in rows:
        again: dict[str, Any] = {"bot_token": row.bot_token, "refresh_token": row.refresh_token}
        db.execute(update(Installation).where(Installation.id == row.id).values(**again))
    return len(rows)


def begin_state(db: Session, digest: str, *, expires_at: datetime) -> None:
    db.add(OAuthState(digest=digest, expires_at=expires_at))


def begun(db: Session, *, now: datetime) -> int:
    """How many installations have begun and not ended; those too old are forgotten on the way."""
    db.execute(delete(OAuthState).where(OAuthState.expires_at <= now))
    return db.scalar(select(func.count(OAuthState.id))) or 0


def redeem_state(db: Session, digest: str, *, now: datetime) -> bool:
    """Whether it was begun here and is still good; it counts once."""
    mine = (OAuthState.digest == digest) & (OAuthState.expires_at > now)
    taken: Any = db.execute(delete(OAuthState).where(mine))
    return bool(taken.rowcount)
