"""Questions before a yes: they go to the conveners, and the first answer comes back to whoever asked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.agreements import recipients
from bot.features.agreements.consent import concern
from bot.features.agreements.writing import check_length
from bot.features.catalogue import check_convener
from bot.text.clean import clean
from storage import agreements, events, members
from storage.agreements import AgreementQuestion, CurrentAgreement
from storage.members import Member

LONGEST = 1_000  # characters of a question, and of an answer


def ask_about(db: Session, agreement_id: int, *, by: Member) -> CurrentAgreement:
    """What somebody asks about. Raises Refusal when it does not concern them any more, or nobody could answer."""
    mine = concern(db, agreement_id, by)
    if mine is None:
        raise Refusal("This agreement does not wait for you any more. Ask a convener directly.")
    if not members.conveners(db):
        raise Refusal("Nobody convenes here at the moment, so nobody could answer. Ask a colleague to begin.")
    return mine.standing


def ask(db: Session, agreement_id: int, text: str, *, by: Member, at: datetime) -> AgreementQuestion:
    """Bring a question to the conveners. Raises Refusal as `ask_about`, without words, or with too many."""
    ask_about(db, agreement_id, by=by)
    text = _words(text, "What would you like to know?")
    row = AgreementQuestion(agreement_id=agreement_id, person=by.person, text=text, asked_at=at)
    db.add(row)
    db.flush()
    events.note(db, "agreement.questioned", subject_id=agreement_id, by=by.person, at=at)
    recipients.bring_question(db, row, at=at)
    return row


def open_questions(db: Session, *, by: Member) -> Sequence[AgreementQuestion]:
    """What waits for an answer, oldest first. Raises Refusal when `by` is no convener."""
    check_convener(by)
    return agreements.open_questions(db)


def question_to(db: Session, id: int, *, by: Member) -> AgreementQuestion:
    """A question that waits. Raises Refusal when `by` is no convener, or when somebody has answered it."""
    check_convener(by)
    row = agreements.question(db, id)
    if row is None:
        raise Refusal("I do not know this question any more.")
    if row.answered_at is not None:
        raise Refusal("Somebody has answered this in the meantime. Thank you all the same.")
    return row


def answer(db: Session, id: int, text: str, *, by: Member, at: datetime) -> AgreementQuestion:
    """Answer it; whoever asked gets it by letter. Raises Refusal as `question_to`, or without words."""
    row = question_to(db, id, by=by)
    text = _words(text, "Write a sentence, and I bring it to them.")
    if not agreements.answer_once(db, id, text, by=by.person, at=at):
        raise Refusal("Somebody has answered this in the meantime. Thank you all the same.")
    db.refresh(row)
    events.note(db, "agreement.answered", subject_id=row.agreement_id, by=by.person, at=at)
    recipients.bring_answer(db, row, at=at)
    return row


def _words(text: str, without: str) -> str:
    text = clean(text)
    if not text:
        raise Refusal(without, field="text")
    check_length(text, LONGEST, "text")
    return text
