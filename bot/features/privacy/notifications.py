"""What letters say to conveners before much is kept no longer."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.features.privacy import messages, retention
from bot.notifications.kinds import DigestSection
from storage import members
from storage.deliveries import Delivery


def write_going(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What goes on a Monday, as it stands now; none for somebody who convenes no longer. `about_id` is the day."""
    convener, monday = members.by_person(db, delivery.to), date.fromordinal(delivery.about_id)
    found = retention.going(db, on=monday)
    return messages.going(found, monday) if found and convener is not None and convener.is_convener else None
