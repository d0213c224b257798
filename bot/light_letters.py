"""The sections of letters about the purpose and about spotlights, with the facts of the moment."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain import spotlights
from bot.domain.spotlights import agreeing
from bot.views import purpose as purpose_views
from bot.views import spotlights as spotlight_views
from bot.views.letters import Section
from storage import partnerships, purposes
from storage import spotlights as in_the_light
from storage.deliveries import DUE, Delivery
from storage.partnerships import Partner
from storage.spotlights import Spotlight

NEAR = timedelta(days=2)  # before the day of a spotlight


def few_ways(db: Session, _delivery: Delivery, _now: datetime) -> Section | None:
    return purpose_views.few(purposes.forms(db))


def spotlight_ask(db: Session, delivery: Delivery, _now: datetime) -> Section | None:
    row, partner = _in_light(db, delivery)
    if delivery.state == DUE:
        is_asked = row.state == in_the_light.ASKED and row.representative == delivery.to
        return spotlight_views.asking(row, partner, again=":again:" in delivery.key) if is_asked else None
    return spotlight_views.as_it_stands(row, partner, delivery.to)


def spotlight_draft(db: Session, delivery: Delivery, _now: datetime) -> Section | None:
    row, partner = _in_light(db, delivery)
    is_wanted = row.state == in_the_light.DRAFTED and spotlights.mark_of(row) in delivery.key
    if delivery.state == DUE and (not is_wanted or agreeing.has_agreed(row, delivery.to)):
        return None
    return spotlight_views.as_it_stands(row, partner, delivery.to)


def spotlight_care(db: Session, delivery: Delivery, _now: datetime) -> Section | None:
    row, partner = _in_light(db, delivery)
    is_over = row.state == in_the_light.MOVED_ON
    if delivery.state == DUE and is_over != (":moved:" in delivery.key):
        return None
    return None if delivery.state == DUE and row.representative and not is_over else spotlight_views.care(row, partner)


def _in_light(db: Session, delivery: Delivery) -> tuple[Spotlight, Partner]:
    row = db.get_one(Spotlight, delivery.about_id)
    return row, partnerships.partners(db)[row.partner_id]


def is_near(db: Session, delivery: Delivery, now: datetime) -> bool:
    """Words that wait for somebody's yes come on top of the usual when the day is near."""
    row, _ = _in_light(db, delivery)
    return row.due_on - now.date() <= NEAR
