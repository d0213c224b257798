"""What letters say about agreements, with today's facts: a yes that is wanted, a question, an answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.features import agreements
from bot.features.agreements import Concern, forms, messages, question_forms
from bot.notifications.kinds import DigestSection
from storage import agreements as stored_agreements
from storage import members, partnerships
from storage.agreements import Agreement, AgreementVersion, CurrentAgreement
from storage.deliveries import DUE, Delivery


def write_ask(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Their yes is wanted; afterwards, that it was said. A letter on its way tells only of the newest wording."""
    one, person = stored_agreements.one(db, delivery.about_id), members.by_person(db, delivery.to)
    if one is None or person is None:
        return None
    mine = agreements.concern(db, one.id, person)
    if delivery.state == DUE and (mine is None or mine.has_yes or f":{one.counts_from}:" not in delivery.key):
        return None
    return section(db, mine) if mine is not None else messages.retired(one.version)


def section(db: Session, mine: Concern) -> DigestSection:
    """An agreement as it stands for somebody now."""
    partner = partnerships.partners(db)[mine.partner_id].name if mine.partner_id else ""
    return messages.asking(mine, _before(db, mine), partner, partnerships.own(db).zone, word=mine.word)


def _before(db: Session, mine: Concern) -> AgreementVersion | None:
    """The wording on which they, or who spoke before them, had said something; none when it is still the same."""
    if mine.word is None or mine.word.version_id == mine.standing.version.id:
        return None
    return stored_agreements.version(db, mine.word.version_id)


def preview(db: Session, draft: AgreementVersion) -> Message:
    """A draft as others will see it, and how many will be asked: to its writer."""
    there = stored_agreements.one(db, draft.agreement_id)
    before = there.version if there else None
    imagined = CurrentAgreement(db.get_one(Agreement, draft.agreement_id), draft, draft.follows + 1)
    letter = messages.asking(Concern(imagined, None, None), before, "", partnerships.own(db).zone)
    asked, agreed = agreements.reach_of(db, imagined)
    return forms.preview(draft, letter, asked, agreed)


def write_question(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """To a convener; nothing once somebody has answered before it was said."""
    row, convener = stored_agreements.question(db, delivery.about_id), members.by_person(db, delivery.to)
    one = stored_agreements.one(db, row.agreement_id) if row else None
    if row is None or one is None or convener is None or not convener.is_convener:
        return None
    return None if delivery.state == DUE and row.answered_at is not None else question_forms.question(row, one)


def write_answer(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    row, person = stored_agreements.question(db, delivery.about_id), members.by_person(db, delivery.to)
    if row is None or person is None:
        return None
    mine = agreements.concern(db, row.agreement_id, person)
    return question_forms.answered(row, section(db, mine) if mine else None)
