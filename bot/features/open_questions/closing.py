"""What else becomes of a why: taken back, closed by a convener, put to somebody else, of help, or asked once more."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.open_questions.asking import ask_next, open_one, put
from bot.features.open_questions.commands import fit, question_of
from bot.features.open_questions.experts import CHOSEN, TOLD, Expert, may_be_asked
from bot.features.open_questions.recipients import CLOSED, tell_askers
from bot.text.reasons import check_length
from storage import events, open_questions, partnerships, whys
from storage.members import BOT, Member
from storage.open_questions import QuestionAsker
from storage.whys import OpenQuestion

NOT_TO_THEM = "I cannot bring it to this person. Whom else could I ask?"
"""The same words for whoever asked it, whoever stopped these and whoever may not see it: they tell of none of that."""


def withdraw(db: Session, number: int, *, by: Member, at: datetime) -> OpenQuestion:
    """They no longer want to know. The question ends when nobody does. Raises Refusal when it is not theirs."""
    why = whys.of_number(db, number, for_change=True)
    mine = open_questions.asker(db, why.id, by.person) if why else None
    if why is None or mine is None:
        raise Refusal(f"I know of no question W-{number} of yours.")
    if why.is_open:
        mine.withdrawn_at = at
        db.flush()
        end_without_askers(db, why, at=at)
    return why


def end_without_askers(db: Session, why: OpenQuestion, *, at: datetime) -> None:
    """Nobody wants to know any more: whoever was asked is left alone."""
    if not open_questions.askers(db, why.id):
        why.state, why.ended_at = whys.WITHDRAWN, at
        events.note(db, "why.withdrawn", subject_id=why.id, by="", at=at)


def closable(db: Session, number: int, *, by: Member, for_change: bool = False) -> OpenQuestion:
    """An open question that this convener may look after. Raises Refusal otherwise."""
    if not by.is_convener:
        raise Refusal("Only conveners look after open questions. Their names are on my Home tab.")
    why = whys.of_number(db, number, for_change=for_change)
    if why is None or by.person not in whys.may_look_in(db, why.place, [by]):
        raise Refusal(f"I know of no question W-{number} that you can see.")
    if not why.is_open:
        raise Refusal(f"W-{number} was {why.state} in the meantime.")
    return why


def close(db: Session, number: int, because: str, *, by: Member, at: datetime) -> OpenQuestion:
    """Nobody will answer it: those who asked are told, with the reason. Raises Refusal when it is not theirs to."""
    why = closable(db, number, by=by, for_change=True)
    check_length(because, "reason")
    why.state, why.ended_by, why.ended_at, why.ended_because = whys.CLOSED, by.person, at, fit(because)
    events.note(db, "why.closed", subject_id=why.id, by=by.person, at=at)
    tell_askers(db, why, CLOSED, at=at, but=by.person)
    return why


def ask_also(db: Session, number: int, *, person: Member, by: Member, at: datetime) -> OpenQuestion:
    """A convener names somebody who would know. Raises Refusal when they cannot be asked."""
    why = closable(db, number, by=by, for_change=True)
    if person.kind == BOT or person.left_at is not None:
        raise Refusal("Only a person who is here can be asked.", field="people")
    if open_questions.asker(db, why.id, person.person) is not None:
        raise Refusal(NOT_TO_THEM, field="people")
    if not may_be_asked(db, person.person, why.place):
        raise Refusal(NOT_TO_THEM, field="people")
    if open_questions.asked_one(db, why.id, person.person) is not None:
        raise Refusal("They were asked already. Whom else could I ask?", field="people")
    put(db, why, [Expert(person.person, CHOSEN)], at=at)
    events.note(db, "why.put", subject_id=why.id, by=by.person, at=at)
    return why


def meant(db: Session, number: int, *, by: Member) -> tuple[OpenQuestion, QuestionAsker]:
    """An answered question of somebody's own, which they have not judged. Raises Refusal otherwise."""
    why = whys.of_number(db, number)
    mine = open_questions.asker(db, why.id, by.person) if why else None
    if why is None or mine is None or not whys.among(db, [why.id], whys.visible_to(by)):
        raise Refusal(f"I know of no answer W-{number} to a question of yours.")
    if mine.helped is not None:
        raise Refusal("You have told me already. Thank you.")
    return why, mine


def helped(db: Session, number: int, *, by: Member, at: datetime) -> OpenQuestion:
    """It was of help to them. Raises Refusal as `meant` does."""
    why, mine = meant(db, number, by=by)
    mine.helped = True
    events.note(db, "why.helped", subject_id=why.id, by=by.person if mine.is_named else "", at=at)
    return why


def ask_again(db: Session, number: int, wording: str, *, by: Member, at: datetime) -> OpenQuestion:
    """The answer was not what they meant: asked once more, of whoever answered and of one who would know too.

    The answer stays, as it may help others. Raises Refusal without words, and when this was asked again already.
    """
    why, mine = meant(db, number, by=by)
    question = question_of(wording)
    if why.follows is not None:
        raise Refusal("I can ask once more, and have. It may be quicker to talk to whoever answered.", field="question")
    partnerships.take_turns(db)
    mine.helped = False
    again = open_one(db, question, by=by, place=why.place, named=mine.is_named, at=at, follows=why.number)
    if why.ended_by not in (None, by.person) and may_be_asked(db, why.ended_by or "", why.place):
        put(db, again, [Expert(why.ended_by or "", TOLD, f"W-{why.number}")], at=at)
    ask_next(db, again, at=at)
    return again
