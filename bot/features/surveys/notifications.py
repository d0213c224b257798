"""What letters say about a round: the question, its reminder, and what to do about the results."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.surveys import answering, closing, messages, result_messages
from bot.features.surveys.answering import AnswerSheet
from bot.notifications.kinds import DigestSection
from storage import surveys
from storage.deliveries import DUE, Delivery
from storage.surveys import ASKED


def write_question(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    sheet = answering.sheet(db, delivery.about_id, delivery.to)
    if sheet is None or sheet.round.cancelled_at is not None:
        return None
    return None if delivery.state == DUE and not _still_asked(sheet) else messages.question(sheet)


def write_reminder(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    sheet = answering.sheet(db, delivery.about_id, delivery.to)
    if sheet is None or (delivery.state == DUE and not _still_asked(sheet)):
        return None
    return messages.reminder(sheet) if _still_asked(sheet) else messages.question(sheet)


def _still_asked(sheet: AnswerSheet) -> bool:
    return sheet.round.is_open and sheet.state == ASKED


def write_follow_up(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    survey = surveys.by_id(db, delivery.about_id)
    return result_messages.what_now(closing.outcome(db, survey)) if survey is not None else None
