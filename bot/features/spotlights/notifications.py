"""The sections of letters about the purpose and about spotlights, with the facts of the moment."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features import spotlights
from bot.features.spotlights import approval, messages
from bot.notifications.kinds import DigestSection
from storage import partnerships
from storage import spotlights as stored_spotlights
from storage.deliveries import DUE, Delivery
from storage.partnerships import Partner
from storage.spotlights import Spotlight

NEAR = timedelta(days=2)  # before the day of a spotlight


def spotlight_ask(db: Session, delivery: Delivery, _now: datetime) -> DigestSection | None:
    row, partner = _in_light(db, delivery)
    if delivery.state == DUE:
        is_asked = row.state == stored_spotlights.ASKED and row.representative == delivery.to
        return messages.asking(row, partner, again=":again:" in delivery.key) if is_asked else None
    return messages.as_it_stands(row, partner, delivery.to)


def spotlight_draft(db: Session, delivery: Delivery, _now: datetime) -> DigestSection | None:
    row, partner = _in_light(db, delivery)
    is_wanted = row.state == stored_spotlights.DRAFTED and spotlights.mark_of(row) in delivery.key
    if delivery.state == DUE and (not is_wanted or approval.has_agreed(row, delivery.to)):
        return None
    return messages.as_it_stands(row, partner, delivery.to)


def spotlight_care(db: Session, delivery: Delivery, _now: datetime) -> DigestSection | None:
    row, partner = _in_light(db, delivery)
    is_over = row.state == stored_spotlights.MOVED_ON
    if delivery.state == DUE and is_over != (":moved:" in delivery.key):
        return None
    return None if delivery.state == DUE and row.representative and not is_over else messages.care(row, partner)


def _in_light(db: Session, delivery: Delivery) -> tuple[Spotlight, Partner]:
    row = db.get_one(Spotlight, delivery.about_id)
    return row, partnerships.partners(db)[row.partner_id]


def is_near(db: Session, delivery: Delivery, now: datetime) -> bool:
    """Words that wait for somebody's yes come on top of the usual when the day is near."""
    row, _ = _in_light(db, delivery)
    return row.due_on - now.date() <= NEAR
