"""Evidence: what points from a person to a partner, and how surely."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from storage import partner_identifiers
from storage.channels import ChannelPerson
from storage.members import EXTERNAL, GUEST, Member
from storage.partner_identifiers import CHANNEL, DOMAIN, TEAM, USERGROUP, UsergroupPerson

PRIVATE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com"}
    | {"proton.me", "protonmail.com", "gmx.de", "gmx.net", "web.de", "mail.com", "aol.com", "posteo.de", "fastmail.com"}
    | {"hotmail.co.uk", "hotmail.fr", "hotmail.de", "outlook.fr", "outlook.de", "live.co.uk", "yahoo.co.uk", "yahoo.fr"}
    | {
        "yahoo.de",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "laposte.net",
        "t-online.de",
        "freenet.de",
        "mac.com",
        "msn.com",
    }
    | {"pm.me", "gmx.com", "gmx.at", "gmx.ch", "bluewin.ch", "libero.it", "mail.ru", "yandex.ru", "qq.com", "163.com"}
    | {"btinternet.com", "zoho.com", "tutanota.com", "hey.com", "mailbox.org", "bigpond.com", "comcast.net"}
)
"""Domains whose people are of no organisation that we could know."""

INVITED = "invited"


@dataclass(frozen=True)
class Hint:
    """`because` names the mark: "domain:salt.example". `is_sure`: it alone settles the matter."""

    partner_id: int
    because: str
    is_sure: bool


@dataclass(frozen=True)
class Traces:
    """What all marks say, and what these people have of them: read once for as many people as there are."""

    partner_of: Mapping[str, int | None]  # by mark, as "domain:salt.example"
    usergroups: Mapping[str, set[str]]
    channels: Mapping[str, set[str]]
    partner_of_person: Mapping[str, int | None] = field(default_factory=dict)


def domain_of(address: str) -> str | None:
    """The organisation's part of a mail address, as the name system writes it; None for private mail."""
    domain = tidy_domain(address.rpartition("@")[2])
    return domain if domain and domain not in PRIVATE_MAIL else None


def tidy_domain(domain: str) -> str:
    """As the name system writes it: letters that only look like others stay told apart. Empty when it is none."""
    domain = domain.strip().strip(".").casefold()[:253]
    try:
        return domain.encode("idna").decode() if "." in domain else ""
    except UnicodeError:
        return ""


def read(db: Session, people: Sequence[Member], *, everybody: bool = False) -> Traces:
    """The traces of these people; `everybody` spares naming them all."""
    marks = partner_identifiers.every(db)
    marked = [each.mark for each in marks if each.kind == CHANNEL and each.partner_id is not None]
    ids = None if everybody else [each.person for each in people]
    within = select(ChannelPerson.person, ChannelPerson.channel).where(ChannelPerson.channel.in_(marked))
    channels: dict[str, set[str]] = {}
    for person, channel in db.execute(within if ids is None else within.where(ChannelPerson.person.in_(ids))):
        channels.setdefault(person, set()).add(channel)
    inviters = {each.invited_by for each in people if each.invited_by}
    of_inviters = select(Member.person, Member.partner_id).where(Member.person.in_(inviters))
    return Traces(
        {f"{each.kind}:{each.mark}": each.partner_id for each in marks},
        partner_identifiers.usergroups_of(db, ids),
        channels,
        dict(db.execute(of_inviters).all()) if inviters else {},
    )


def hints(member: Member, traces: Traces) -> list[Hint]:
    """What points to a partner, the surest first.

    Whoever invites guests is often a convener, and full members sit in many channels: those are hints, and no more.
    """
    found = [(mark, True) for mark in own_marks(member)]
    found += [(f"{USERGROUP}:{each}", True) for each in sorted(traces.usergroups.get(member.person, ()))]
    rooms = sorted(traces.channels.get(member.person, ()))
    found += [(f"{CHANNEL}:{each}", member.kind == GUEST and len(rooms) == 1) for each in rooms]
    pointed = [(traces.partner_of.get(mark), mark, is_sure) for mark, is_sure in found]
    by_inviter = traces.partner_of_person.get(member.invited_by or "")
    pointed.append((by_inviter, f"{INVITED}:{member.invited_by}", False))
    return [Hint(partner, mark, is_sure) for partner, mark, is_sure in pointed if partner is not None]


def carries(marks: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    """Whoever has one of these marks, or is of a partner because of one."""
    of_kind: dict[str, list[str]] = {kind: [] for kind in (TEAM, DOMAIN, USERGROUP, CHANNEL)}
    for kind, mark in marks:
        of_kind[kind].append(mark)
    grouped = select(UsergroupPerson.person).where(UsergroupPerson.usergroup.in_(of_kind[USERGROUP]))
    within = select(ChannelPerson.person).where(ChannelPerson.channel.in_(of_kind[CHANNEL]))
    return or_(
        Member.team.in_(of_kind[TEAM]),
        Member.mail_domain.in_(of_kind[DOMAIN]),
        *(Member.mail_domain.endswith(f".{each}", autoescape=True) for each in of_kind[DOMAIN]),
        Member.person.in_(grouped),
        Member.person.in_(within),
        Member.partner_because.in_([f"{kind}:{mark}" for kind, mark in marks]),
    )


def own_marks(member: Member) -> list[str]:
    """Their workspace when it is another one, else the domain of their address and those above it."""
    if member.kind == EXTERNAL:
        return [f"{TEAM}:{member.team}"]
    parts = (member.mail_domain or "").split(".")
    return [f"{DOMAIN}:{'.'.join(parts[start:])}" for start in range(max(0, len(parts) - 1))]
