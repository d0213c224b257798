"""What a letter says about words that still wait for their author, whose private question is long out of sight."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.carried import Earlier
from bot.views import groundhog as views
from bot.views.letters import Section
from storage.decisions import Decision
from storage.deliveries import DUE, Delivery
from storage.holdings import Holding


def write_held(db: Session, delivery: Delivery, _now: datetime) -> Section | None:
    """Nothing when they have answered before it was said."""
    row = db.get(Holding, delivery.about_id)
    if row is None:
        return None if delivery.state == DUE else views.waits_no_more()
    number = db.get_one(Decision, row.decision_id).number
    return views.still_waits(row.text, Earlier(d=number, h=row.id))
