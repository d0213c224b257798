"""What letters say about a round: the question, its reminder, and what to do about the results."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.rounds import answering, closing
from bot.domain.rounds.answering import Sheet
from bot.views import round_results as result_views
from bot.views import rounds as round_views
from bot.views.letters import Section
from storage import rounds
from storage.deliveries import DUE, Delivery
from storage.rounds import ASKED


def write_question(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    sheet = answering.sheet(db, delivery.about_id, delivery.to)
    if sheet is None or sheet.round.cancelled_at is not None:
        return None
    return None if delivery.state == DUE and not _still_asked(sheet) else round_views.question(sheet)


def write_reminder(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    sheet = answering.sheet(db, delivery.about_id, delivery.to)
    if sheet is None or (delivery.state == DUE and not _still_asked(sheet)):
        return None
    return round_views.reminder(sheet) if _still_asked(sheet) else round_views.question(sheet)


def _still_asked(sheet: Sheet) -> bool:
    return sheet.round.is_open and sheet.state == ASKED


def write_follow_up(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    round_ = rounds.by_id(db, delivery.about_id)
    return result_views.what_now(closing.outcome(db, round_)) if round_ is not None else None
