"""What letters say to conveners: the coming week, what an import has found, who is of no partner, what goes."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot import previews
from bot.domain.members import placing
from bot.domain.rights import keeping
from bot.views import partners as partner_views
from bot.views import previews as preview_views
from bot.views import proposals as proposal_views
from bot.views import rights as rights_views
from bot.views.letters import Section
from storage import members, proposals, rhythms
from storage.deliveries import Delivery
from storage.imports import Import


def write_preview(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What the coming week brings. `about_id` is the first day of it."""
    first = date.fromordinal(delivery.about_id)
    coming, looks = previews.week(db, first), previews.reviews_of_week(db, first, delivery.to)
    if not coming and not looks and not rhythms.all_(db):
        return None
    return preview_views.week(coming, looks)


def write_found(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What an import has found, as far as it still waits for this convener."""
    known, convener = db.get(Import, delivery.about_id), members.by_person(db, delivery.to)
    if known is None or convener is None or not convener.is_convener:
        return None
    counts = proposals.waiting_counts(db, convener, import_id=known.id)
    return proposal_views.letter(counts, known.source) if counts else None


def write_unplaced(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    waiting = placing.count(db)
    return partner_views.waiting(waiting) if waiting else None


def write_going(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What goes on a Monday, as it stands now; none for somebody who convenes no longer. `about_id` is the day."""
    convener, monday = members.by_person(db, delivery.to), date.fromordinal(delivery.about_id)
    found = keeping.going(db, on=monday)
    return rights_views.going(found, monday) if found and convener is not None and convener.is_convener else None
