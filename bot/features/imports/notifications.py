"""What letters say of an import: what it has found, while it waits for a convener."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.imports import messages
from bot.notifications.kinds import DigestSection
from storage import members, proposals
from storage.deliveries import Delivery
from storage.imports import Import


def write_found(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What an import has found, as far as it still waits for this convener."""
    known, convener = db.get(Import, delivery.about_id), members.by_person(db, delivery.to)
    if known is None or convener is None or not convener.is_convener:
        return None
    counts = proposals.waiting_counts(db, convener, import_id=known.id)
    return messages.letter(counts, known.source) if counts else None
