"""What letters say about agreements, with today's facts: a yes that is wanted, a question, an answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import Message
from bot.domain import agreements
from bot.domain.agreements import Concern
from bot.views import agreement_drafts, agreement_questions
from bot.views import agreements as views
from bot.views.letters import Section
from storage import agreements as remembered
from storage import members, partnerships
from storage.agreements import Agreement, AgreementVersion, Standing
from storage.deliveries import DUE, Delivery


def write_ask(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """Their yes is wanted; afterwards, that it was said. A letter on its way tells only of the newest wording."""
    one, person = remembered.one(db, delivery.about_id), members.by_person(db, delivery.to)
    if one is None or person is None:
        return None
    mine = agreements.concern(db, one.id, person)
    if delivery.state == DUE and (mine is None or mine.has_yes or f":{one.counts_from}:" not in delivery.key):
        return None
    return section(db, mine) if mine is not None else views.retired(one.version)


def section(db: Session, mine: Concern) -> Section:
    """An agreement as it stands for somebody now."""
    partner = partnerships.partners(db)[mine.partner_id].name if mine.partner_id else ""
    return views.asking(mine, _before(db, mine), partner, partnerships.own(db).zone, word=mine.word)


def _before(db: Session, mine: Concern) -> AgreementVersion | None:
    """The wording on which they, or who spoke before them, had said something; none when it is still the same."""
    if mine.word is None or mine.word.version_id == mine.standing.version.id:
        return None
    return remembered.version(db, mine.word.version_id)


def preview(db: Session, draft: AgreementVersion) -> Message:
    """A draft as others will see it, and how many will be asked: to its writer."""
    there = remembered.one(db, draft.agreement_id)
    before = there.version if there else None
    imagined = Standing(db.get_one(Agreement, draft.agreement_id), draft, draft.follows + 1)
    letter = views.asking(Concern(imagined, None, None), before, "", partnerships.own(db).zone)
    asked, agreed = agreements.reach_of(db, imagined)
    return agreement_drafts.preview(draft, letter, asked, agreed)


def write_question(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """To a convener; nothing once somebody has answered before it was said."""
    row, convener = remembered.question(db, delivery.about_id), members.by_person(db, delivery.to)
    one = remembered.one(db, row.agreement_id) if row else None
    if row is None or one is None or convener is None or not convener.is_convener:
        return None
    return None if delivery.state == DUE and row.answered_at is not None else agreement_questions.question(row, one)


def write_answer(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    row, person = remembered.question(db, delivery.about_id), members.by_person(db, delivery.to)
    if row is None or person is None:
        return None
    mine = agreements.concern(db, row.agreement_id, person)
    return agreement_questions.answered(row, section(db, mine) if mine else None)


def is_awaited(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    """Somebody waits for it: that passes the budget, never the hours."""
    return True
