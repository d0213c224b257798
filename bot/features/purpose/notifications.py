"""What letters say to conveners when the purpose comes back in the same few words."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.purpose import messages
from bot.notifications.kinds import DigestSection
from storage import purpose
from storage.deliveries import Delivery


def few_ways(db: Session, _delivery: Delivery, _now: datetime) -> DigestSection | None:
    return messages.few(purpose.forms(db))
