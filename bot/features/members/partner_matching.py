"""Deducing the partner of people from what is known of them: settled where it is sure, left to conveners where not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.members import partner_evidence
from bot.features.members.partner_evidence import Traces, domain_of
from storage import memberships, partner_identifiers, partnerships
from storage.db.base import insert_once
from storage.members import BOT, EXTERNAL, Member
from storage.memberships import SAID
from storage.partner_identifiers import DOMAIN, TEAM
from storage.partnerships import Partner

__all__ = ["domain_of", "guess_name", "reconsider", "reconsider_carriers", "settle"]


def settle(
    db: Session, people: Sequence[Member], *, organisations: Mapping[str, str] | None = None, at: datetime
) -> None:
    """Say of each of these which partner they are of, where it is sure. What people have said stays as it is."""
    _see(db, people, organisations or {}, at)
    _decide(db, people, partner_evidence.read(db, people), at)


def reconsider(db: Session, people: Iterable[str] | None = None, *, at: datetime) -> None:
    """A mark is another partner's now: look again at everybody (or at these people), in a handful of queries."""
    query = select(Member).where(Member.kind != BOT, Member.left_at.is_(None)).order_by(Member.id)
    if people is not None:
        query = query.where(Member.person.in_(list(people)))
    db.flush()
    rows = db.scalars(query).all()
    _decide(db, rows, partner_evidence.read(db, rows, everybody=people is None), at)


def reconsider_carriers(db: Session, marks: Collection[tuple[str, str]], *, at: datetime) -> None:
    """The same for those who carry one of these marks, or were placed by it: one change concerns few people."""
    if marks:
        db.flush()
        reconsider(db, db.scalars(select(Member.person).where(partner_evidence.carries(marks))).all(), at=at)


def _decide(db: Session, people: Sequence[Member], traces: Traces, at: datetime) -> None:
    changed: dict[str, int | None] = {}
    for member in people:
        if member.kind == BOT or member.partner_because == SAID:
            continue
        before = member.partner_id
        _place(member, traces)
        if member.partner_id != before:
            changed[member.person] = member.partner_id
    if changed:
        reasons = {each.person: each.partner_because or "" for each in people}
        db.flush()
        memberships.change(db, changed, reasons, at=at)


def _place(member: Member, traces: Traces) -> None:
    sure = [hint for hint in partner_evidence.hints(member, traces) if hint.is_sure]
    of_them = {hint.partner_id for hint in sure}
    member.is_unsure = len(of_them) > 1
    if len(of_them) == 1:
        member.partner_id, member.partner_because = sure[0].partner_id, sure[0].because
    elif not of_them and member.partner_id and traces.partner_of.get(_reason(member)) != member.partner_id:
        member.partner_id = member.partner_because = None


def _reason(member: Member) -> str:
    """The mark by which they were placed; it may be out of date and still hold: an address may have become private."""
    return member.partner_because or ""


def _see(db: Session, people: Sequence[Member], organisations: Mapping[str, str], at: datetime) -> None:
    """Note what marks there are. Before somebody has said who the partners are, each new one is a partner's."""
    is_guessing = partnerships.own(db).set_up_at is None
    known = {(each.kind, each.mark) for each in partner_identifiers.every(db)}
    for member in people:
        mark = _mark(member)
        if mark is None or mark in known or _above(mark, known):
            continue
        label = organisations.get(member.team, "") if mark[0] == TEAM else guess_name(mark[1])
        if not label:
            continue
        known.add(mark)
        seen = partner_identifiers.see(db, *mark, label=label, at=at)
        if is_guessing:
            seen.partner_id = _guessed(db, f"{mark[0]}:{mark[1]}", label).id


def _mark(member: Member) -> tuple[str, str] | None:
    if member.kind == BOT:
        return None
    if member.kind == EXTERNAL:
        return TEAM, member.team
    return (DOMAIN, member.mail_domain) if member.mail_domain else None


def _above(mark: tuple[str, str], known: set[tuple[str, str]]) -> bool:
    parts = mark[1].split(".")
    above = (".".join(parts[start:]) for start in range(1, len(parts) - 1))
    return mark[0] == DOMAIN and any((DOMAIN, each) in known for each in above)


def _guessed(db: Session, known_by: str, name: str) -> Partner:
    insert_once(db, Partner, name=name[:80], known_by=known_by)
    return db.scalars(select(Partner).filter_by(known_by=known_by)).one()


def guess_name(domain: str) -> str:
    """A first guess at an organisation's name: "tidewater-trust.example" is "Tidewater Trust"."""
    return domain.split(".")[0].replace("-", " ").replace("_", " ").title()
