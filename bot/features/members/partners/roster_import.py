"""Rosters: who the partners are, their people and groups, as a file tells it, brought in as often as one likes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.members import assignment, partner_matching, partners
from bot.features.members.partners import identifiers
from storage import channels, groups, members, memberships, partner_identifiers, partnerships
from storage.members import BOT, FULL, Member
from storage.memberships import SAID
from storage.partner_identifiers import CHANNEL, DOMAIN, TEAM, USERGROUP
from storage.partnerships import Partner

KINDS = {"domains": DOMAIN, "workspaces": TEAM, "usergroups": USERGROUP}
ONE = ("representative", "deputy", "channel")
OPERATOR = "operator"  # who is named as having said it: whoever runs the database


@dataclass(frozen=True)
class RosterLine:
    """What one line says of a partner or of a group. People are named by id, mail address or their whole name."""

    place: str
    partner: str = ""
    group: str = ""
    domains: tuple[str, ...] = ()
    workspaces: tuple[str, ...] = ()
    usergroups: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    representative: str = ""
    deputy: str = ""
    channel: str = ""


Roster = Sequence[RosterLine]


@dataclass(frozen=True)
class RosterChanges:
    """What has changed, as facts that came (+) and went (-), and what was left out with the reason."""

    changes: tuple[str, ...]
    left_out: tuple[str, ...]


def bring(db: Session, lines: Iterable[RosterLine], *, at: datetime) -> RosterChanges:
    """Do what each line says; a line that cannot be done is left out, and the others are done."""
    operator = Member(team="", person=OPERATOR, name=OPERATOR, kind=FULL, met_at=at, refreshed_at=at, is_convener=True)
    before, left = facts(of(db)), []
    find = _finder(db)
    for line in lines:
        try:
            with db.begin_nested():
                _do(db, line, find, operator, at)
        except Refusal as refusal:
            left.append(f"{line.place}: {refusal.words}")
    own = partnerships.own(db)
    own.set_up_at = own.set_up_at or at
    db.flush()
    partner_matching.reconsider(db, at=at)
    db.flush()
    after = facts(of(db))
    changes = [f"+ {each}" for each in after if each not in set(before)]
    return RosterChanges((*changes, *(f"- {each}" for each in before if each not in set(after))), tuple(left))


def _do(db: Session, line: RosterLine, find: Callable[[str], str], by: Member, at: datetime) -> None:
    if line.partner:
        _do_partner(db, line, find, by, at)
    elif line.group:
        _do_group(db, line, find, at)
    else:
        raise Refusal("It names neither a partner nor a group.")


def _do_partner(db: Session, line: RosterLine, find: Callable[[str], str], by: Member, at: datetime) -> None:
    people = [find(each) for each in line.people]
    speakers = [find(each) if each else "" for each in (line.representative, line.deputy)]
    partner = partners.add(db, line.partner, by=by, at=at)
    kinds = [kind for name, kind in KINDS.items() if getattr(line, name)]
    wanted = {(kind, each): "" for name, kind in KINDS.items() for each in _marks(name, getattr(line, name))}
    kept = {(each.kind, each.mark): "" for each in partner_identifiers.every(db) if each.partner_id == partner.id}
    identifiers.give(
        db, partner, kinds, {key: "" for key in kept if key[0] in kinds} | wanted, by=by, at=at, settles=False
    )
    rows = members.of_people(db, people)
    assignment.place(db, {row.id: partner.id for row in rows.values() if not _is_of(row, partner)}, by=by, at=at)
    if line.representative or line.deputy:
        speaker, deputy = speakers[0] or partner.representative or "", speakers[1] or partner.deputy or ""
        partners.speak(db, partner, speaker, deputy if deputy != speaker else "", by=by, at=at)


def _marks(name: str, told: Sequence[str]) -> Sequence[str]:
    return identifiers.said_domains(" ".join(told)) if name == "domains" else told


def _is_of(row: Member, partner: Partner) -> bool:
    return row.partner_id == partner.id and row.partner_because == SAID


def _do_group(db: Session, line: RosterLine, find: Callable[[str], str], at: datetime) -> None:
    people = [find(each) for each in line.people]
    channel = _channel(db, line.channel) if line.channel else None
    group = groups.begin(db, partners.tidy_name(line.group), channel=channel, at=at)
    groups.add_people(db, group.id, people)


def _channel(db: Session, name: str) -> str:
    found = channels.called(db, name.removeprefix("#"))
    if len(found) != 1:
        raise Refusal(f"I know {len(found) or 'no'} channels called {name[:60]}.")
    return found[0].channel


def _finder(db: Session) -> Callable[[str], str]:
    """Finds people by id, mail address or name, read once for the whole file."""
    known: dict[str, set[str]] = {}
    query = select(Member.person, Member.name, Member.mail_digest).where(Member.kind != BOT)
    for person, name, digest in db.execute(query):
        for key in (person, name.casefold(), digest):
            if key:
                known.setdefault(key, set()).add(person)

    def find(told: str) -> str:
        found = known.get(told) or known.get(told.casefold()) or known.get(members.mail_digest(told) or "") or set()
        if len(found) != 1:
            many = "several people" if found else "nobody"
            raise Refusal(f"I know {many} called {told[:60]}. Their id is never mistaken: U0123ABCD")
        return next(iter(found))

    return find


def of(db: Session) -> list[RosterLine]:
    """Everything that a file could tell of what there is: only people placed by hand are named."""
    found: dict[int, dict[str, list[str]]] = {}
    for mark in partner_identifiers.every(db):
        if mark.partner_id is not None and mark.kind != CHANNEL:
            name = next(name for name, kind in KINDS.items() if kind == mark.kind)
            found.setdefault(mark.partner_id, {}).setdefault(name, []).append(mark.mark)
    for person, partner_id in _placed(db):
        found.setdefault(partner_id, {}).setdefault("people", []).append(person)
    here = sorted(partnerships.here(db), key=lambda each: each.name.casefold())
    return [*(_told(each, found.get(each.id, {})) for each in here), *_groups(db)]


def _placed(db: Session) -> Sequence[tuple[str, int]]:
    said = Member.partner_because == memberships.SAID
    query = select(Member.person, Member.partner_id).where(said, Member.partner_id.is_not(None))
    return [(person, partner) for person, partner in db.execute(query.order_by(Member.person)) if partner]


def _told(partner: Partner, told: Mapping[str, list[str]]) -> RosterLine:
    several: dict[str, Any] = {name: tuple(told.get(name, ())) for name in (*KINDS, "people")}
    speakers: dict[str, Any] = {"representative": partner.representative or "", "deputy": partner.deputy or ""}
    return RosterLine("", partner.name, **several, **speakers)


def _groups(db: Session) -> Iterator[RosterLine]:
    for group in groups.here(db):
        people = tuple(sorted(groups.named_people(db, group.id)))
        yield RosterLine("", group=group.name, channel=group.channel or "", people=people)


def facts(roster: Roster) -> list[str]:
    """Each thing that a roster says, in a line of its own."""
    found = []
    for line in roster:
        name = line.partner or f"group {line.group}"
        found.append(name)
        found += [f"{name}: {kind} {each}" for kind in (*KINDS, "people") for each in getattr(line, kind)]
        found += [
            f"{name}: {one} {getattr(line, one)}"
            for one in ("representative", "deputy", "channel")
            if getattr(line, one)
        ]
    return found
