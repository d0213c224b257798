"""Partners: the organisations of a partnership, who speaks for each, and by what their people are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.members import partner_matching
from bot.features.members.assignment import check
from storage import events, members, memberships, partner_identifiers, partnerships
from storage.db.base import insert_once
from storage.members import Member
from storage.memberships import DEPUTY, REPRESENTATIVE
from storage.partnerships import Partner

LONGEST_NAME = 80  # characters
MOST = 100  # partners; a form shows no more


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks for a partner. `is_here` is False when they have left since."""

    person: str
    name: str
    is_here: bool


@dataclass(frozen=True)
class PartnerSpeakers:
    """A partner with its people counted, and who speaks for it."""

    partner: Partner
    people: int
    representative: Speaker | None
    deputy: Speaker | None

    @property
    def is_vacant(self) -> bool:
        """Nobody who is here speaks for it."""
        return not any(each and each.is_here for each in (self.representative, self.deputy))


def voices(db: Session) -> list[PartnerSpeakers]:
    """Who speaks for whom, by the partners' names; the same few queries however many people there are."""
    here = partnerships.here(db)
    people = members.counted(db)
    named = [person for each in here for person in (each.representative, each.deputy) if person]
    rows = members.of_people(db, named)
    found = []
    for each in here:
        speakers = (_speaker(rows, person) for person in (each.representative, each.deputy))
        found.append(PartnerSpeakers(each, people.get(each.id, 0), *speakers))
    return sorted(found, key=lambda voice: voice.partner.name.casefold())


def _speaker(rows: Mapping[str, Member], person: str | None) -> Speaker | None:
    if person is None:
        return None
    row = rows.get(person)
    return Speaker(person, row.name if row else person, row is not None and row.left_at is None)


def add(db: Session, name: str, *, by: Member, at: datetime) -> Partner:
    """A partner of this name; the one that is called so already, if there is one. Raises Refusal."""
    check(db, by)
    name = tidy_name(name)
    same = next((each for each in partnerships.here(db) if each.name.casefold() == name.casefold()), None)
    if same is not None:
        return same
    if len(partnerships.here(db)) >= MOST:
        raise Refusal(f"I can look after {MOST} partners, and no more.", field="others")
    known_by = f"said:{name.casefold()}"
    id_ = insert_once(db, Partner, name=name, known_by=known_by)
    partner = next(each for each in partnerships.partners(db).values() if each.known_by == known_by)
    partner.name, partner.ended_at = name, None
    events.note(db, "partner.added" if id_ else "partner.came_back", subject_id=partner.id, by=by.person, at=at)
    return partner


def rename(db: Session, partner: Partner, name: str, *, by: Member, at: datetime) -> None:
    """Raises Refusal when another one is called so."""
    check(db, by)
    name = tidy_name(name)
    if any(each.name.casefold() == name.casefold() and each.id != partner.id for each in partnerships.here(db)):
        raise Refusal(f"Another partner is called {name} already.", field="name")
    if name != partner.name:
        partner.name = name
        events.note(db, "partner.renamed", subject_id=partner.id, by=by.person, at=at)


def end(db: Session, partner: Partner, *, by: Member, at: datetime) -> None:
    """It is no partner any more, or never was; what it took part in stays. Its people are of none."""
    check(db, by)
    if partner.ended_at is not None:
        return
    partner.ended_at = at
    for mark in partner_identifiers.every(db):
        if mark.partner_id == partner.id:
            mark.partner_id, mark.said_by = None, by.person
    for row in members.present(db):
        if row.partner_id == partner.id:
            row.partner_because = row.partner_because if row.partner_because != memberships.SAID else None
    speak(db, partner, "", "", by=by, at=at)
    events.note(db, "partner.ended", subject_id=partner.id, by=by.person, at=at)
    partner_matching.reconsider(db, at=at)


def speak(db: Session, partner: Partner, representative: str, deputy: str, *, by: Member, at: datetime) -> bool:
    """Who speaks for a partner from now on; empty: nobody. False when it is so already.

    Raises Refusal when `by` neither convenes nor speaks for it, and for strangers.
    """
    if not by.is_convener and partner.representative not in by.ids:
        check(db, by)
    here = members.of_people(db, [representative, deputy])
    for person, field in ((representative, "representative"), (deputy, "deputy")):
        if person and (person not in here or here[person].kind == members.BOT):
            raise Refusal("I have not met this person yet. Invite them to a channel that I am in.", field=field)
    if representative and representative == deputy:
        raise Refusal("The deputy should be somebody else.", field="deputy")
    roles = ((REPRESENTATIVE, representative), (DEPUTY, deputy))
    changed = [memberships.speak(db, partner.id, role, who or None, by=by.person, at=at) for role, who in roles]
    partner.representative, partner.deputy = representative or None, deputy or None
    if any(changed):
        events.note(db, "partner.speakers_named", subject_id=partner.id, by=by.person, at=at)
    return any(changed)


def tidy_name(name: str) -> str:
    """A name on one line, of letters that can be stored. Raises Refusal when nothing is left of it."""
    kept = "".join(each for each in name if each.isprintable() or each.isspace())
    name = " ".join(kept.split())[:LONGEST_NAME].strip()
    if not name:
        raise Refusal("What is the partner called?", field="name")
    return name
