"""Handing over: the other accepts first, and until then the owner stays. Whoever leaves hands over through us."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.commitments.changes import keep_version
from bot.features.commitments.recipients import OFFER, changed, tell, write
from bot.features.commitments.recording import check_open, shown
from storage import channels, commitment_lists, events, members, partnerships
from storage.commitments import HANDED_OVER, Commitment
from storage.events import Event
from storage.members import BOT, Member


def offer(db: Session, number: int, *, to: Member, by: Member, at: datetime) -> Commitment:
    """Ask somebody to take it over. Raises Refusal when it is not their own, or the other cannot take it."""
    commitment = shown(db, number, to=by, for_change=True)
    if commitment.owner not in by.ids:
        raise Refusal("Only whoever made a promise can hand it over.", field="people")
    check_open(commitment)
    if to.person in by.ids:
        raise Refusal("It is yours already. Who else could take it?", field="people")
    if to.kind == BOT or to.left_at is not None:
        raise Refusal("Only a person who is here can take over a promise.", field="people")
    _offer(db, commitment, to.person, by=by.person, at=at)
    return commitment


def accept(db: Session, number: int, *, by: Member, at: datetime) -> Commitment:
    """Take over what was offered. Raises Refusal when it was not offered to them, or not any more."""
    commitment = _offered(db, number, by)
    keep_version(db, commitment, HANDED_OVER, by=by.person, at=at)
    commitment.owner, commitment.offered_to = by.person, None
    changed(db, commitment, "handed_over", by=by.person, at=at)
    return commitment


def decline(db: Session, number: int, *, by: Member, at: datetime) -> Commitment:
    """Leave it where it is. What somebody who left had promised is offered to the next colleague."""
    commitment = _offered(db, number, by)
    commitment.offered_to = None
    events.note(db, "commitment.declined", subject_id=commitment.id, by=by.person, at=at)
    owner = members.by_person(db, commitment.owner)
    if owner is not None and owner.left_at is not None:
        _find_successor(db, commitment, owner, at=at)
    else:
        tell(db, commitment, "declined", at=at)
    return commitment


def leave(db: Session, person: str, *, at: datetime) -> list[Commitment]:
    """Offer what somebody who has left had promised to their colleagues; gives what was open."""
    owner = members.by_person(db, person)
    if owner is None:
        return []
    for each in commitment_lists.offered_to(db, person):
        each.offered_to = None
    left = list(commitment_lists.own(db, person))
    for commitment in left:
        _find_successor(db, commitment, owner, at=at)
    return left


def _find_successor(db: Session, commitment: Commitment, owner: Member, *, at: datetime) -> None:
    for colleague in _colleagues(db, commitment, owner):
        if colleague.person not in _declined(db, commitment):
            return _offer(db, commitment, colleague.person, by=owner.person, at=at)
    tell(db, commitment, "left", at=at)  # whoever it was made to should know


def _colleagues(db: Session, commitment: Commitment, owner: Member) -> Sequence[Member]:
    """Of the same partner: those in the channel where it was promised, known longest first; then who speaks for it."""
    if owner.partner_id is None:
        return []
    theirs = [each for each in members.present(db) if each.partner_id == owner.partner_id]
    there = channels.people_in(db, commitment.channel) if commitment.channel else set()
    partner = partnerships.partners(db)[owner.partner_id]
    speakers = (partner.representative, partner.deputy)
    found = [each for each in theirs if each.person in there]
    found += [each for speaker in speakers for each in theirs if each.person == speaker]
    return [each for each in found if each.person != owner.person]


def _declined(db: Session, commitment: Commitment) -> set[str]:
    query = select(Event.by).where(Event.what == "commitment.declined", Event.subject_id == commitment.id)
    return set(db.scalars(query))


def _offer(db: Session, commitment: Commitment, person: str, *, by: str, at: datetime) -> None:
    commitment.offered_to, commitment.offered_at = person, at
    events.note(db, "commitment.offered", subject_id=commitment.id, by=by, at=at)
    other = members.by_person(db, person)
    if other is not None:
        write(db, OFFER, commitment, "", to=other, at=at)


def _offered(db: Session, number: int, by: Member) -> Commitment:
    commitment = shown(db, number, to=by, for_change=True)
    if commitment.offered_to != by.person or not commitment.is_open:
        raise Refusal(f"C-{number} is not offered to you any more.")
    return commitment
