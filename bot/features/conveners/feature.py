"""What conveners are known by."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.features.catalogue import Feature, HomePart
from bot.features.conveners import home, preview, preview_messages
from bot.features.conveners.delivery_report import PREVIEW
from bot.notifications.kinds import CONVENE, DigestKind, DigestSection, is_awaited
from storage import recurrences
from storage.deliveries import Delivery


def write_preview(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What the coming week brings. `about_id` is the first day of it."""
    first = date.fromordinal(delivery.about_id)
    coming, looks = preview.week(db, first), preview.reviews_of_week(db, first, delivery.to)
    if not coming and not looks and not recurrences.all_(db):
        return None
    return preview_messages.week(coming, looks)


FEATURE = Feature(
    digest=(DigestKind(PREVIEW, 110, "What will be sent next week", CONVENE, write_preview, is_awaited),),
    home=(
        HomePart("mine", 120, home.who_convenes_or_could),
        HomePart("convening", 20, home.silence),
        HomePart("convening", 30, home.never_arrived),
        HomePart("convening", 110, home.who_convenes),
    ),
)
