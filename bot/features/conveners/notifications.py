"""What letters say to conveners of the coming week."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.features.conveners import preview, preview_messages
from bot.notifications.kinds import DigestSection
from storage import recurrences
from storage.deliveries import Delivery


def write_preview(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What the coming week brings. `about_id` is the first day of it."""
    first = date.fromordinal(delivery.about_id)
    coming, looks = preview.week(db, first), preview.reviews_of_week(db, first, delivery.to)
    if not coming and not looks and not recurrences.all_(db):
        return None
    return preview_messages.week(coming, looks)
