"""Answering: what those who were asked say becomes a record with them as its source, and reaches all who asked."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.open_questions.asking import ask_next
from bot.features.open_questions.commands import fit
from bot.features.open_questions.recipients import ANSWERED, tell_askers
from bot.features.open_questions.visibility import check_audience
from bot.text.reasons import LONGEST_TEXT, check_length
from storage import events, members, open_questions, partnerships, whys
from storage.members import Member
from storage.open_questions import ASKED, GONE, PASSED
from storage.search import index as search_index
from storage.visibility import EVERYBODY
from storage.whys import OpenQuestion

LONGEST_SOURCE = 400  # characters: a place in words, or an address


@dataclass(frozen=True)
class QuestionReply:
    """What somebody answers. `channel` says who may see it; `settled_on` when that was decided, if they know."""

    answer: str
    reason: str = ""
    source: str = ""
    settled_on: date | None = None
    channel: str = EVERYBODY


def is_theirs(db: Session, why: OpenQuestion, person: str) -> bool:
    """Whether this person was asked, and may still look into the place where it was asked."""
    row, known = open_questions.asked_one(db, why.id, person), members.by_person(db, person)
    return (
        row is not None
        and row.state != GONE
        and known is not None
        and person in whys.may_look_in(db, why.place, [known])
    )


def answerable(db: Session, number: int, *, by: Member, for_change: bool = False) -> OpenQuestion:
    """An open question that this person was asked, or looks after as a convener.

    Raises Refusal, in the same words for one that does not exist and one that is not theirs to see.
    """
    why = whys.of_number(db, number, for_change=for_change)
    if why is None or not (is_theirs(db, why, by.person) or _convenes(db, why, by)):
        raise Refusal(f"I know of no question W-{number} that waits for you.")
    if not why.is_open:
        raise Refusal(f"W-{number} was {why.state} in the meantime. Thank you all the same.")
    return why


def answer(db: Session, number: int, reply: QuestionReply, *, by: Member, at: datetime) -> OpenQuestion:
    """Keep an answer and bring it to all who asked.

    Raises Refusal when it is not theirs to answer, was answered before, is empty or too long, tells of a day to come,
    or would be kept where not all who asked may see it.
    """
    why = answerable(db, number, by=by, for_change=True)
    _check(db, why, reply, by, at)
    why.answer, why.reason, why.source = fit(reply.answer), fit(reply.reason), " ".join(fit(reply.source).split())
    why.settled_on, why.channel = reply.settled_on, reply.channel
    why.state, why.ended_by, why.ended_at = whys.ANSWERED, by.person, at
    _forget_drafts(db, why)
    title, body = whys.findable(why)
    search_index.index(db, "why", why.id, title=title, body=body)
    events.note(db, "why.answered", subject_id=why.id, by=by.person, at=at)
    tell_askers(db, why, ANSWERED, at=at, but=by.person)
    return why


def pass_on(db: Session, number: int, *, by: Member, at: datetime) -> OpenQuestion:
    """They do not know: the next who would know is asked. Raises Refusal when it does not wait for them."""
    why = whys.of_number(db, number, for_change=True)
    row = open_questions.asked_one(db, why.id, by.person) if why else None
    if why is None or row is None or not is_theirs(db, why, by.person):
        raise Refusal(f"I know of no question W-{number} that waits for you.")
    if why.is_open and row.state == ASKED:
        row.state, row.draft, row.drafted_at = PASSED, "", None
        events.note(db, "why.passed", subject_id=why.id, by=by.person, at=at)
        db.flush()
        ask_next(db, why, at=at)
    return why


def draft(db: Session, number: int, text: str, *, by: Member, at: datetime) -> OpenQuestion:
    """Keep what somebody wrote in reply until they say that it is their answer. Raises Refusal as `answerable` does."""
    why = answerable(db, number, by=by)
    row = open_questions.asked_one(db, why.id, by.person)
    if row is not None:
        row.draft, row.drafted_at = fit(text)[:LONGEST_TEXT], at
    return why


def drafted(db: Session, number: int, *, by: Member) -> tuple[OpenQuestion, str]:
    """A question, and what they wrote in reply to it; empty when they wrote nothing, or it is forgotten."""
    why = answerable(db, number, by=by)
    row = open_questions.asked_one(db, why.id, by.person)
    return why, row.draft if row else ""


def _convenes(db: Session, why: OpenQuestion, by: Member) -> bool:
    return by.is_convener and by.person in whys.may_look_in(db, why.place, [by])


def _check(db: Session, why: OpenQuestion, reply: QuestionReply, by: Member, at: datetime) -> None:
    if not fit(reply.answer):
        raise Refusal("One sentence is enough. What do you know about it?", field="text")
    check_length(reply.answer, "text")
    check_length(reply.reason, "reason")
    if len(reply.source) > LONGEST_SOURCE:
        raise Refusal(f"Please keep this under {LONGEST_SOURCE} characters.", field="source")
    if reply.settled_on is not None and reply.settled_on > at.astimezone(partnerships.own(db).zone).date():
        raise Refusal("That day is still to come. When was it decided?", field="settled_on")
    check_audience(db, why, reply.channel, by)


def _forget_drafts(db: Session, why: OpenQuestion) -> None:
    for row in open_questions.asked(db, why.id):
        row.draft, row.drafted_at = "", None
