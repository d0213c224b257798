"""A person's own page: who they are here, and the room of it that they have chosen. Each answer is one query."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage import notification_settings
from storage.commitments import OPEN, UNDONE, Commitment
from storage.decisions import Decision, DecisionPerson
from storage.deliveries import Delivery
from storage.members import Member
from storage.notification_settings import Preference
from storage.open_questions import QuestionAsker
from storage.partnerships import Partner, Partnership
from storage.surveys import ANSWERED, Invitation


@dataclass(frozen=True)
class Owner:
    """Whose page it is, with all that holds for them."""

    me: Member
    ours: Partnership
    partner: Partner | None
    wish: Preference


def owner(db: Session, person: str) -> Owner | None:
    """None for somebody whom nobody has met."""
    query = (
        select(Member, Partnership, Partner, Preference)
        .join(Partnership, Partnership.id == Member.partnership_id)
        .outerjoin(Partner, Partner.id == Member.partner_id)
        .outerjoin(Preference, Preference.person == Member.person)
        .where(Member.person == person)
        .order_by(Member.id.desc())
    )
    found = db.execute(query.limit(1)).first()
    if found is None:
        return None
    me, ours, partner, wish = found
    return Owner(me, ours, partner, wish or Preference(person=person))


def choose_room(db: Session, person: str, room: str, *, at: datetime) -> None:
    """From now on their page shows this room."""
    mine = notification_settings.preference(db, person)
    mine.room, mine.room_at = room, at


def stands_at(db: Session, person: str, channel: str, message: str) -> None:
    """Their page stands as this message too."""
    change = update(Preference).where(Preference.person == person)
    placed = change.values(room_channel=channel, room_message=message)
    db.execute(placed.execution_options(synchronize_session=False))


@dataclass(frozen=True)
class DataCounts:
    """What is kept of one person, in numbers."""

    promises: int
    open_commitments: int
    decisions: int  # that they logged
    took_part: int  # in decisions
    answered: int  # rounds
    asked_why: int
    messages: int  # written to them, or waiting


def kept_of(db: Session, person: str) -> DataCounts:
    """What is kept of somebody, counted in one query."""
    promises = _count(Commitment.id, Commitment.owner == person, Commitment.state != UNDONE)
    counts = (
        promises,
        _count(Commitment.id, Commitment.owner == person, Commitment.state == OPEN),
        _count(Decision.id, Decision.decided_by == person, Decision.undone_at.is_(None)),
        _count(DecisionPerson.id, DecisionPerson.person == person),
        _count(Invitation.id, Invitation.person == person, Invitation.state == ANSWERED),
        _count(QuestionAsker.id, QuestionAsker.person == person, QuestionAsker.withdrawn_at.is_(None)),
        _count(Delivery.id, Delivery.to == person),
    )
    found = db.execute(select(Partnership.id, *counts)).one()
    return DataCounts(*found[1:])


def _count(column: Any, *where: Any) -> Any:
    return select(func.count(column)).where(*where).scalar_subquery()
