"""What people are told when they ask for their agreements, or about buddies."""

from sqlalchemy.orm import Session

from bot.chat import Message
from bot.domain import agreements, buddies
from bot.domain.buddies import Mine
from bot.views import agreements as views
from bot.views import buddy_lists as buddy_views
from storage import partnerships
from storage.buddies import by_id
from storage.members import Member


def agreements_of(db: Session, me: Member) -> Message:
    """For whoever asks for the agreements."""
    return views.listed(agreements.of_person(db, me), partner_names(db), partnerships.own(db).zone)


def buddies_of(db: Session, me: Member) -> Message:
    """For whoever asks about buddies."""
    mine = buddies.mine(db, me)
    return buddy_views.mine(mine, _newcomers(db, mine), partnerships.own(db).zone)


def _newcomers(db: Session, mine: Mine) -> dict[int, str]:
    """Who waits for their answer, by buddyship."""
    rows = [by_id(db, each.buddyship_id) for each in mine.asked]
    return {row.id: row.newcomer for row in rows if row is not None}


def partner_names(db: Session) -> dict[int, str]:
    return {id: partner.name for id, partner in partnerships.partners(db).items()}
