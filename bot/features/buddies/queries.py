"""What somebody is told who asks about buddies."""

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.features import buddies
from bot.features.buddies import BuddyOverview, lists
from storage import partnerships
from storage.buddies import by_id
from storage.members import Member


def buddies_of(db: Session, me: Member) -> Message:
    """For whoever asks about buddies."""
    mine = buddies.mine(db, me)
    return lists.mine(mine, _newcomers(db, mine), partnerships.own(db).zone)


def _newcomers(db: Session, mine: BuddyOverview) -> dict[int, str]:
    """Who waits for their answer, by buddyship."""
    rows = [by_id(db, each.buddyship_id) for each in mine.asked]
    return {row.id: row.newcomer for row in rows if row is not None}
