"""Setting a partnership up: its name, who the partners are, who speaks for each, its groups; saved step by step."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.members import partner_matching, partners
from bot.features.members.assignment import check
from bot.features.members.partners import identifiers
from storage import events, groups, partnerships
from storage.channels import Channel
from storage.members import BOT, Member
from storage.partner_identifiers import DOMAIN, TEAM, PartnerIdentifier
from storage.partnerships import Partner

PARTNERS, SPEAKERS, GROUPS, DONE = 1, 2, 3, 4
"""The steps, in their order; `Partnership.setup_step` is the one that comes next, 0 before the first."""

A_PAGE = 8  # partners whose speakers are asked for in one window


@dataclass(frozen=True)
class SeenOrganisation:
    """An organisation that we have met people of. `key` is a partner's ("p7") or a mark's that is nobody's ("m3")."""

    key: str
    name: str
    known_by: str
    people: int
    is_partner: bool


def seen(db: Session) -> list[SeenOrganisation]:
    """The partners there are, and what was seen that may be one: those with most people first."""
    by_partner, by_mark = _counted(db)
    of_partners = identifiers.marks_of(db)
    found = [
        SeenOrganisation(
            f"p{each.id}", each.name, _told(of_partners.get(each.id, ()), each.name), by_partner.get(each.id, 0), True
        )
        for each in partnerships.here(db)
    ]
    loose = [each for each in of_partners.get(None, ()) if each.kind in (TEAM, DOMAIN)]
    found += [
        SeenOrganisation(f"m{each.id}", each.label or each.mark, _told([each], each.label), count, is_partner=False)
        for each, count in ((each, by_mark.get((each.kind, each.mark), 0)) for each in loose)
    ]
    return sorted(found, key=lambda each: (-each.people, each.name.casefold()))[: partners.MOST]


def _counted(db: Session) -> tuple[dict[int | None, int], dict[tuple[str, str | None], int]]:
    """How many people there are of each partner, and with each workspace and domain."""
    here = (Member.kind != BOT, Member.left_at.is_(None))
    by_partner = select(Member.partner_id, func.count()).where(*here).group_by(Member.partner_id)
    by_team = select(Member.team, func.count()).where(*here).group_by(Member.team)
    by_domain = select(Member.mail_domain, func.count()).where(*here).group_by(Member.mail_domain)
    marked: dict[tuple[str, str | None], int] = {(TEAM, team): count for team, count in db.execute(by_team)}
    marked |= {(DOMAIN, domain): count for domain, count in db.execute(by_domain)}
    return {partner: count for partner, count in db.execute(by_partner)}, marked


def _told(found: Iterable[PartnerIdentifier], name: str) -> str:
    """What its people are known by, in words; a workspace that is called like the partner is just a workspace."""
    labels = [(each, "" if each.label in ("", name) else f"{each.label}, ") for each in found]
    return ", ".join(each.mark if each.kind == DOMAIN else f"{label}{WORDS[each.kind]}" for each, label in labels)


WORDS = {TEAM: "Slack workspace", "usergroup": "user group", "channel": "channel"}


def name_partners(
    db: Session, name: str, chosen: Collection[str], others: str, *, offered: Collection[str], by: Member, at: datetime
) -> None:
    """The first step: what the partnership is called, and and which organisations are partners.

    What else was `offered` is none.

    `others` has a line for each partner that was not seen: "Salt Works: salt.example, salt.org".
    """
    check(db, by)
    own = partnerships.own(db)
    own.name = _named(name)
    new = _lines(others)
    if not chosen and not new:
        raise Refusal("A partnership has partners: tick at least one, or write one below.", field="others")
    for each in [one for one in seen(db) if one.key in offered]:
        _take(db, each, is_partner=each.key in chosen, by=by, at=at)
    for called, domains in new:
        partner = partners.add(db, called, by=by, at=at)
        kept = [each.mark for each in identifiers.marks_of(db).get(partner.id, ()) if each.kind == DOMAIN]
        if domains:
            identifiers.give(
                db, partner, [DOMAIN], {(DOMAIN, each): "" for each in [*kept, *domains]}, by=by, at=at, settles=False
            )
    _reach(db, SPEAKERS, by=by, at=at)
    own.set_up_at = own.set_up_at or at
    partner_matching.reconsider(db, at=at)


def _take(db: Session, each: SeenOrganisation, *, is_partner: bool, by: Member, at: datetime) -> None:
    number = int(each.key[1:])
    if each.is_partner and not is_partner:
        partners.end(db, partnerships.partners(db)[number], by=by, at=at)
    elif each.is_partner:
        for mark in identifiers.marks_of(db).get(number, ()):
            mark.said_by = mark.said_by or by.person
    elif is_partner:
        mark = db.get_one(PartnerIdentifier, number)
        partner = partners.add(db, each.name, by=by, at=at)
        mark.partner_id, mark.said_by = partner.id, by.person
        db.flush()


def _named(name: str) -> str:
    try:
        return partners.tidy_name(name)
    except Refusal as refusal:
        raise Refusal("What is the partnership called?", field="name") from refusal


def _lines(text: str) -> list[tuple[str, list[str]]]:
    """Name and mail domains on each line. Raises Refusal that tells the line."""
    found = []
    for line in text[:20_000].splitlines()[: partners.MOST]:
        name, _, domains = line.partition(":")
        if name.strip():
            found.append((partners.tidy_name(name), identifiers.said_domains(domains, field="others")))
        elif domains.strip():
            raise Refusal(f"Which partner is “{domains.strip()[:60]}” of? Write its name first.", field="others")
    return found


def to_speak(db: Session, page: int) -> Sequence[Partner]:
    """The partners of one page of the second step; empty when there are no more."""
    return sorted(partnerships.here(db), key=lambda each: each.name.casefold())[page * A_PAGE : (page + 1) * A_PAGE]


def name_groups(db: Session, rooms: Sequence[Channel], chosen: Collection[str], *, by: Member, at: datetime) -> None:
    """The third step: which of these channels are a working group's. It is called like its channel."""
    check(db, by)
    wanted = {room.channel: room for room in rooms if room.channel in chosen}
    offered = {room.channel for room in rooms}
    there = {group.channel: group for group in groups.here(db) if group.channel in offered}
    for channel in wanted.keys() - there.keys():
        group = groups.begin(db, wanted[channel].name, channel=channel, at=at)
        events.note(db, "group.begun", subject_id=group.id, by=by.person, at=at)
    for channel in there.keys() - wanted.keys():
        there[channel].ended_at = at
        events.note(db, "group.ended", subject_id=there[channel].id, by=by.person, at=at)
    _reach(db, DONE, by=by, at=at)


def reach(db: Session, step: int, *, by: Member, at: datetime) -> None:
    """Somebody has come as far as this step."""
    check(db, by)
    _reach(db, step, by=by, at=at)


def _reach(db: Session, step: int, *, by: Member, at: datetime) -> None:
    own = partnerships.own(db)
    if step == DONE and own.setup_step != DONE:
        events.note(db, "partnership.set_up", subject_id=own.id, by=by.person, at=at)
    own.setup_step = step


def next_step(db: Session) -> int:
    """Where to go on: at the beginning, too, when all is done and somebody wants to look again."""
    step = partnerships.own(db).setup_step
    return step if step in (SPEAKERS, GROUPS) else PARTNERS
