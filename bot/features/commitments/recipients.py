"""Who learns of a promise: those it concerns by letter, and its channel as far as its owner lets it be seen."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import commitments, deliveries, digests, events, members, notification_settings, partnerships
from storage.commitments import Commitment
from storage.members import Member
from storage.search import index as search_index

MORNING = time(0)  # of the day: whenever their hours begin
POST, OFFER, ASK = "commitment_post", "commitment_offer", "commitment_ask"
CHANGE, NUDGE = "commitment_change", "commitment_nudge"


def today(db: Session, person: Member, at: datetime) -> date:
    """The day it is where this person is, as they have set it or the chat tells; else where their partner is, or we."""
    wish = notification_settings.preferences(db, [person.person]).get(person.person)
    name = (wish and wish.zone_name) or person.zone_name
    if not name and person.partner_id is not None:
        name = partnerships.partners(db)[person.partner_id].zone_name
    return at.astimezone(ZoneInfo(name) if name else partnerships.own(db).zone).date()


def changed(db: Session, commitment: Commitment, what: str, *, by: str, at: datetime) -> None:
    """Note a change, tell those it concerns, and bring up to date what the channel sees."""
    events.note(db, f"commitment.{what}", subject_id=commitment.id, by=by, at=at)
    remember(db, commitment)
    tell(db, commitment, what, at=at)
    if commitment.is_shown:
        deliver(db, POST, commitment, f"{what}:{commitment.version}", at=at)


def remember(db: Session, commitment: Commitment) -> None:
    """Let it be found by the words that it has now."""
    title, body = commitments.findable(commitment)
    search_index.index(db, "commitment", commitment.id, title=title, body=body)


def tell(db: Session, commitment: Commitment, what: str, *, at: datetime) -> None:
    """Write to the others whom a change concerns."""
    for person in _concerned(db, commitment, what):
        write(db, CHANGE, commitment, f"{what}:{commitment.version}", to=person, at=at)


def write(db: Session, kind: str, commitment: Commitment, cause: str, *, to: Member, at: datetime) -> None:
    """Write to somebody, in their hours and together with whatever else is due for them."""
    times = len(events.about(db, "commitment", commitment.id))  # the same may happen again
    key = f"{kind}:{commitment.id}:{cause}:{times}:{to.person}"
    day = today(db, to, at)
    digests.write_to(db, kind, to.person, about_id=commitment.id, key=key, at=at, on=day, hour=MORNING)


def _concerned(db: Session, commitment: Commitment, what: str) -> list[Member]:
    """Who is told of a change: its owner, and whom it was made to by name; after a handover also who had it before.

    Not whoever changed it, and not those who are gone. A partner or everybody sees it in their lists.
    """
    people = [commitment.owner, commitment.to_person]
    if what == "handed_over":
        people += [each.owner for each in commitments.versions_of(db, commitment.id)[-1:]]
    told = people[:1] if what == "declined" else [each for each in people if each != commitment.changed_by]
    here = members.of_people(db, [person for person in told if person])
    return [member for member in here.values() if member.left_at is None]


def deliver(db: Session, kind: str, commitment: Commitment, cause: str, *, at: datetime) -> None:
    deliveries.add(db, kind, about_id=commitment.id, key=f"{kind}:{commitment.id}:{cause}", at=at)
