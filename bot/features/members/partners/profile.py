"""What a partner says of itself in a line each: what it brings to the partnership, and what it hopes for."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import events, partnerships
from storage.members import Member
from storage.partnerships import Partner

LONGEST = 300  # characters: one line that somebody reads


def editable(db: Session, *, by: Member) -> Partner:
    """The partner that somebody speaks for. Raises Refusal, naming who can, when they speak for none."""
    partner = partnerships.partners(db).get(by.partner_id or 0)
    if partner is not None and not {partner.representative, partner.deputy}.isdisjoint(by.ids):
        return partner
    raise Refusal("Only who speaks for a partner, and their deputy, can say this. _My partner_ names them.")


def say(db: Session, brings: str, hopes: str, *, by: Member, at: datetime) -> Partner:
    """Keep it with the partner; empty takes it back. Raises Refusal when it is too long, or not theirs to say."""
    partner = editable(db, by=by)
    partner.brings, partner.hopes = _line(brings, "brings"), _line(hopes, "hopes")
    events.note(db, "partner.described", subject_id=partner.id, by=by.person, at=at)
    return partner


def _line(text: str, field: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST:
        raise Refusal(f"One line of at most {LONGEST} characters; this is {len(line)}.", field=field)
    return line
