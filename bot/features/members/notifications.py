"""What letters say to conveners of people who are of no partner yet."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.members import assignment
from bot.features.members.partners import messages
from bot.notifications.kinds import DigestSection
from storage.deliveries import Delivery


def write_unplaced(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    waiting = assignment.count(db)
    return messages.waiting(waiting) if waiting else None
