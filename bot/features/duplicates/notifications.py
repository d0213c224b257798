"""What a letter says about words that still wait for their author, whose private question is long out of sight."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.duplicates import messages
from bot.features.duplicates.payloads import Earlier
from bot.notifications.kinds import DigestSection
from storage.decisions import Decision
from storage.deliveries import DUE, Delivery
from storage.duplicates import PendingDecision


def write_held(db: Session, delivery: Delivery, _now: datetime) -> DigestSection | None:
    """Nothing when they have answered before it was said."""
    row = db.get(PendingDecision, delivery.about_id)
    if row is None:
        return None if delivery.state == DUE else messages.waits_no_more()
    number = db.get_one(Decision, row.decision_id).number
    return messages.still_waits(row.text, Earlier(d=number, h=row.id))
