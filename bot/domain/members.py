"""Members: who somebody is, and which partner they are of, as far as the chat tells."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import members, partnerships
from storage.base import insert_once
from storage.members import BOT, EXTERNAL, FULL, GUEST, Member
from storage.partnerships import Partner

FRESH_FOR = timedelta(hours=24)  # then a name, a zone or a guest's status may have changed

PRIVATE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com"}
    | {"proton.me", "protonmail.com", "gmx.de", "gmx.net", "web.de", "mail.com", "aol.com", "posteo.de", "fastmail.com"}
)
"""Domains whose people are of no organisation that we could know."""


def is_fresh(member: Member, *, now: datetime) -> bool:
    return now - member.refreshed_at < FRESH_FOR


@dataclass(frozen=True)
class Known:
    """What is known about somebody. Much of it is missing for people of other workspaces."""

    person: str
    team: str
    name: str
    is_guest: bool = False
    is_bot: bool = False
    email: str = ""
    zone_name: str | None = None
    language: str | None = None


def meet(db: Session, known: Known, *, organisation: str, at: datetime) -> Member:
    """Remember somebody, or what has changed about them. `organisation` names their workspace when it is another."""
    fresh = {"name": known.name, "kind": FULL, "met_at": at, "refreshed_at": at, "is_convener": False}
    insert_once(db, Member, person=known.person, team=known.team, **fresh)
    member = db.scalars(select(Member).filter_by(person=known.person, team=known.team)).one()
    member.kind = _kind(known, home=partnerships.own(db).workspace)
    member.name, member.refreshed_at, member.left_at = known.name, at, None
    member.mail_digest = members.mail_digest(known.email) or member.mail_digest
    member.zone_name, member.language = _known_zone(known.zone_name), known.language
    partner = _partner(db, member.kind, known, organisation)
    member.partner_id = partner.id if partner else member.partner_id
    return member


def leave(db: Session, person: str, *, at: datetime) -> None:
    """Their account is closed; what they took part in stays."""
    member = members.by_person(db, person)
    if member is not None and member.left_at is None:
        member.left_at = at


def _kind(known: Known, *, home: str) -> str:
    if known.is_bot:
        return BOT
    if known.team != home:
        return EXTERNAL
    return GUEST if known.is_guest else FULL


def _partner(db: Session, kind: str, known: Known, organisation: str) -> Partner | None:
    domain = known.email.rpartition("@")[2].casefold()
    if kind == BOT:
        return None
    if kind == EXTERNAL:
        return _partner_known_by(db, f"team:{known.team}", organisation)
    if domain and domain not in PRIVATE_MAIL:
        return _partner_known_by(db, f"domain:{domain}", _name_of(domain))
    return None


def _partner_known_by(db: Session, known_by: str, name: str) -> Partner | None:
    if not name:
        return partnerships.partner_known_by(db, known_by)
    insert_once(db, Partner, name=name, known_by=known_by)
    return partnerships.partner_known_by(db, known_by)


def _name_of(domain: str) -> str:
    """A first guess at an organisation's name: "tidewater-trust.example" is "Tidewater Trust"."""
    return domain.split(".")[0].replace("-", " ").replace("_", " ").title()


def _known_zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
