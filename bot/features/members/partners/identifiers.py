"""By what the people of a partner are known, as conveners say it: mail domains, workspaces, user groups, channels."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.members import partner_matching, partners
from bot.features.members.assignment import check
from bot.features.members.partner_evidence import PRIVATE_MAIL, tidy_domain
from storage import events, partner_identifiers
from storage.members import Member
from storage.partner_identifiers import PartnerIdentifier
from storage.partnerships import Partner


def make_partner(db: Session, mark_id: int, *, by: Member, at: datetime) -> None:
    """What was seen, and is nobody's, is a partner of its own, called like it; its people are found at once."""
    check(db, by)
    mark = next((each for each in partner_identifiers.every(db) if each.id == mark_id), None)
    if mark is None or mark.partner_id is not None:
        return  # another convener was quicker
    partner = partners.add(db, mark.label or mark.mark, by=by, at=at)
    mark.partner_id, mark.said_by = partner.id, by.person
    partner_matching.reconsider_carriers(db, [(mark.kind, mark.mark)], at=at)


def marks_of(db: Session) -> dict[int | None, list[PartnerIdentifier]]:
    """The marks of every partner; under None what has been seen and is nobody's."""
    found: dict[int | None, list[PartnerIdentifier]] = {}
    for mark in partner_identifiers.every(db):
        found.setdefault(mark.partner_id, []).append(mark)
    return found


def give(
    db: Session,
    partner: Partner,
    kinds: Iterable[str],
    marks: Mapping[tuple[str, str], str],
    *,
    by: Member,
    at: datetime,
    settles: bool = True,
) -> None:
    """These are its marks of these kinds, and no others: what was another partner's becomes this one's.

    `marks` tells what each is called, by (kind, mark). Unless somebody `settles` it later for many, everybody whose
    partner depends on it is looked at again.
    """
    check(db, by)
    before = {(each.kind, each.mark) for each in marks_of(db).get(partner.id, []) if each.kind in set(kinds)}
    for kind, mark in before - set(marks):
        gone = partner_identifiers.see(db, kind, mark, label="", at=at)
        gone.partner_id, gone.said_by = None, by.person
    for (kind, mark), label in marks.items():
        seen = partner_identifiers.see(db, kind, mark, label=label, at=at)
        seen.partner_id, seen.said_by = partner.id, by.person
    if before != set(marks):
        events.note(db, "partner.marks_set", subject_id=partner.id, by=by.person, at=at)
        if settles:
            partner_matching.reconsider_carriers(db, before ^ set(marks), at=at)


def said_domains(text: str, *, field: str = "domains") -> list[str]:
    """Mail domains as people write them: with or without an @, between commas, spaces or lines.

    Raises Refusal for what is none, and for those of private mail.
    """
    found = []
    for word in text[:5_000].replace(",", " ").replace(";", " ").split():
        domain = tidy_domain(word.rpartition("@")[2].removeprefix("www."))
        if not domain:
            raise Refusal(f"“{word[:60]}” is no mail domain. It is the part behind the @: salt.example", field=field)
        if domain in PRIVATE_MAIL:
            raise Refusal(f"{domain} is for private mail: it would make strangers its people.", field=field)
        found.append(domain)
    return list(dict.fromkeys(found))
