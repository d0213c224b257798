"""Members: who somebody is, and which partner they are of, as far as the chat tells."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.chat.port import ChatPerson
from bot.features.members import partner_matching
from storage import members, partnerships
from storage.channels import ChannelPerson
from storage.db.base import fresh_values, insert_many_once
from storage.members import BOT, EXTERNAL, FULL, GUEST, Member

FRESH_FOR = timedelta(hours=24)  # then a name, a zone or a guest's status may have changed


def is_fresh(member: Member, *, now: datetime) -> bool:
    """Whoever seems to have left and is met all the same is asked about anew."""
    return member.left_at is None and now - member.refreshed_at < FRESH_FOR


def meet(db: Session, known: ChatPerson, *, organisation: str, at: datetime) -> Member:
    """Remember somebody, or what has changed about them. `organisation` names their workspace when it is another."""
    return meet_all(db, [known], organisations={known.team: organisation}, at=at)[0]


def meet_all(
    db: Session, many: Sequence[ChatPerson], *, organisations: Mapping[str, str], at: datetime
) -> list[Member]:
    """The same for many, in as many queries as for one. `organisations` names their workspaces, by team."""
    home = partnerships.own(db).workspace
    fresh = fresh_values(Member) | {"kind": FULL, "met_at": at, "refreshed_at": at}
    new = [fresh | {"person": each.person, "team": each.team, "name": each.name} for each in many]
    insert_many_once(db, Member, new)
    rows = db.scalars(select(Member).where(Member.person.in_({each.person for each in many})).order_by(Member.id))
    found = {(row.person, row.team): row for row in rows}
    met = [_learn(found[each.person, each.team], each, home, at) for each in many]
    _take_away(db, [row.person for row in met if row.left_at is not None])
    partner_matching.settle(db, [row for row in met if row.left_at is None], organisations=organisations, at=at)
    return met


def leave(db: Session, person: str, *, at: datetime) -> None:
    """Their account is closed, or out of our sight: nothing reaches it. What they took part in stays."""
    member = members.by_person(db, person)
    if member is not None and member.left_at is None:
        member.left_at = at
        _take_away(db, [person])


def leave_if_nowhere(db: Session, people: Sequence[str], *, at: datetime) -> None:
    """People of other workspaces are out of our sight when no channel is shared with them any more."""
    somewhere = set(db.scalars(select(ChannelPerson.person).where(ChannelPerson.person.in_(people))))
    for person, member in members.of_people(db, people).items():
        if member.kind == EXTERNAL and person not in somewhere:
            leave(db, person, at=at)


def note_inviter(db: Session, person: str, inviter: str, *, at: datetime) -> None:
    """Who brought a guest here: a hint at whose they are. The first one counts."""
    member = members.by_person(db, person)
    if member is not None and member.kind == GUEST and member.invited_by is None and inviter != person:
        member.invited_by = inviter
        partner_matching.settle(db, [member], at=at)


def _learn(member: Member, known: ChatPerson, home: str, at: datetime) -> Member:
    """What is told, unless we were told something newer before."""
    if known.told_at and member.told_at and known.told_at < member.told_at:
        return member
    member.kind, member.is_single_channel = _kind(known, home=home), known.is_single_channel
    member.name, member.refreshed_at, member.told_at = known.name, at, known.told_at or member.told_at
    member.left_at = (member.left_at or at) if known.has_left else None
    member.mail_digest = members.mail_digest(known.email) or member.mail_digest
    if known.email:
        member.mail_domain = partner_matching.domain_of(known.email)
    member.zone_name, member.language = _known_zone(known.zone_name), known.language
    return member


def _take_away(db: Session, people: Sequence[str]) -> None:
    """Whoever has left is in no channel any more: what they could see there goes with them."""
    if people:
        db.execute(delete(ChannelPerson).where(ChannelPerson.person.in_(people)))
        db.execute(update(Member).where(Member.also.in_(people)).values(is_second=False))  # the other one remains


def _kind(known: ChatPerson, *, home: str) -> str:
    if known.is_bot:
        return BOT
    if known.team != home:
        return EXTERNAL
    return GUEST if known.is_guest else FULL


def _known_zone(name: str | None) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
