"""What duplicates are known by."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.catalogue import Feature, HelpLine
from bot.features.duplicates import messages, pending
from bot.features.duplicates.messages import Earlier
from bot.notifications.kinds import DigestKind, DigestSection
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


FEATURE = Feature(
    help=(
        HelpLine(100, "When something is decided that may be settled already, I show you the earlier decision first"),
    ),
    digest=(
        DigestKind(
            pending.STILL_WAITS,
            330,
            "Decisions that wait for your answer",
            "you were about to log it",
            write_held,
        ),
    ),
)
