"""What letters say about whys: a question to those who would know, and what became of it to those who asked."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import Words
from bot.domain import whys
from bot.views import why_news as news
from bot.views.letters import Section
from storage import members, partnerships, why_people
from storage import whys as remembered
from storage.deliveries import DUE, Delivery
from storage.why_people import ASKED, WhyAsker
from storage.whys import Why


def write_question(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """The question, while it waits for them and they may look in where it was asked; then what came of it."""
    why = db.get_one(Why, delivery.about_id)
    row = why_people.asked_one(db, why.id, delivery.to)
    is_waiting = row is not None and row.state == ASKED and why.is_open and whys.is_theirs(db, why, delivery.to)
    if row is not None and is_waiting:
        text, parts = news.question(why, row, why_people.askers(db, why.id))
        return Section(text, parts)
    if delivery.state == DUE:
        return None
    text = news.after_question(why, row)
    return Section(text, (Words(text),), is_open=False)


def write_news(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What became of a question of theirs, as far as they may see it."""
    why = db.get_one(Why, delivery.about_id)
    asker = why_people.asker(db, why.id, delivery.to)
    what = delivery.key.split(":")[2]
    if asker is None or not _is_so(db, why, what, delivery.to):
        gone = f"W-{why.number} is no longer open."
        return None if delivery.state == DUE else Section(gone, (Words(gone),), is_open=False)
    return _news(db, why, asker, what)


def is_answer(db: Session, delivery: Delivery, now: datetime) -> bool:
    """An answer that they wait for passes the budget, never the hours."""
    return delivery.key.split(":")[2] == whys.ANSWERED


def _news(db: Session, why: Why, asker: WhyAsker, what: str) -> Section:
    if what == whys.ANSWERED:
        text, parts = news.answered(why, asker.wording, partnerships.own(db).zone, judged=asker.helped)
        return Section(text, parts, is_open=asker.helped is None)
    text, parts = news.closed(why, asker.wording) if what == whys.CLOSED else news.late(why, asker.wording)
    return Section(text, parts, is_open=what == whys.LATE)


def _is_so(db: Session, why: Why, what: str, person: str) -> bool:
    """Whether it is still as it was when this was to be told; and whether they may see it now."""
    if what == whys.LATE:
        return why.is_open
    if what == whys.CLOSED:
        return why.state == remembered.CLOSED
    known = members.by_person(db, person)
    return known is not None and bool(remembered.among(db, [why.id], remembered.visible_to(known)))
