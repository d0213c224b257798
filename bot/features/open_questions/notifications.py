"""What letters say about whys: a question to those who would know, and what became of it to those who asked."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Paragraph
from bot.features import open_questions
from bot.features.open_questions import news
from bot.notifications.kinds import DigestSection
from storage import members, partnerships, whys
from storage import open_questions as stored_open_questions
from storage.deliveries import DUE, Delivery
from storage.open_questions import ASKED, QuestionAsker
from storage.whys import OpenQuestion


def write_question(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """The question, while it waits for them and they may look in where it was asked; then what came of it."""
    why = db.get_one(OpenQuestion, delivery.about_id)
    row = stored_open_questions.asked_one(db, why.id, delivery.to)
    is_waiting = (
        row is not None and row.state == ASKED and why.is_open and open_questions.is_theirs(db, why, delivery.to)
    )
    if row is not None and is_waiting:
        text, parts = news.question(why, row, stored_open_questions.askers(db, why.id))
        return DigestSection(text, parts)
    if delivery.state == DUE:
        return None
    text = news.after_question(why, row)
    return DigestSection(text, (Paragraph(text),), is_open=False)


def write_news(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What became of a question of theirs, as far as they may see it."""
    why = db.get_one(OpenQuestion, delivery.about_id)
    asker = stored_open_questions.asker(db, why.id, delivery.to)
    what = delivery.key.split(":")[2]
    if asker is None or not _is_so(db, why, what, delivery.to):
        gone = f"W-{why.number} is no longer open."
        return None if delivery.state == DUE else DigestSection(gone, (Paragraph(gone),), is_open=False)
    return _news(db, why, asker, what)


def is_answer(db: Session, delivery: Delivery, now: datetime) -> bool:
    """An answer that they wait for passes the budget, never the hours."""
    return delivery.key.split(":")[2] == open_questions.ANSWERED


def _news(db: Session, why: OpenQuestion, asker: QuestionAsker, what: str) -> DigestSection:
    if what == open_questions.ANSWERED:
        text, parts = news.answered(why, asker.wording, partnerships.own(db).zone, judged=asker.helped)
        return DigestSection(text, parts, is_open=asker.helped is None)
    text, parts = news.closed(why, asker.wording) if what == open_questions.CLOSED else news.late(why, asker.wording)
    return DigestSection(text, parts, is_open=what == open_questions.LATE)


def _is_so(db: Session, why: OpenQuestion, what: str, person: str) -> bool:
    """Whether it is still as it was when this was to be told; and whether they may see it now."""
    if what == open_questions.LATE:
        return why.is_open
    if what == open_questions.CLOSED:
        return why.state == whys.CLOSED
    known = members.by_person(db, person)
    return known is not None and bool(whys.among(db, [why.id], whys.visible_to(known)))
