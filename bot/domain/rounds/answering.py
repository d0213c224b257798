"""Answering: one's own, in private; it can be changed until the round closes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.domain import replies
from bot.domain.questions import Question
from bot.domain.replies import SKIPPED, Reply
from bot.domain.rounds import questions_of
from bot.errors import Refusal
from storage import rounds
from storage.members import Member
from storage.rounds import ANONYMOUS, ANSWERED, Answer, Invitation, Round
from storage.rounds import SKIPPED as PASSED


@dataclass(frozen=True)
class Sheet:
    """One person's side of a round: the questions, and what they have replied so far, by question."""

    round: Round
    questions: tuple[Question, ...]
    replies: Mapping[str, Reply]
    state: str

    @property
    def next_question(self) -> Question | None:
        """The first that they have not replied to."""
        return next((question for question in self.questions if question.key not in self.replies), None)


def sheet(db: Session, round_id: int, person: str) -> Sheet | None:
    """What somebody sees of a round; None when they are not asked in it."""
    round_ = rounds.by_id(db, round_id)
    invitation = rounds.invitation(db, round_id, person) if round_ else None
    if round_ is None or invitation is None:
        return None
    given = rounds.answers_of(db, round_.id, rounds.token(round_, person)) if round_.is_open else ()
    return Sheet(round_, questions_of(round_), {row.question: json.loads(row.reply) for row in given}, invitation.state)


def open_sheet(db: Session, round_id: int, *, by: Member) -> Sheet:
    """Raises Refusal when they are not asked, or when the round does not take answers any more."""
    mine = sheet(db, round_id, by.person)
    if mine is None:
        raise Refusal("This question went to other people. What came of it will be in the channel.")
    if not mine.round.is_open:
        raise Refusal("This round is closed; answers can no longer be given or changed.")
    return mine


def answer(db: Session, round_id: int, raw: Mapping[str, Any], *, by: Member) -> Sheet:
    """Keep somebody's replies, by question; a reply given again replaces the first.

    Raises Refusal when the round is closed, when they were not asked, or beside the question whose reply does not fit.
    """
    mine = open_sheet(db, round_id, by=by)
    asked = {question.key: question for question in mine.questions}
    for key, value in raw.items():
        if key not in asked:
            raise Refusal("That question is not in this round.")
        _put(db, mine.round, by, key, replies.check(asked[key], value))
    _invitation(db, round_id, by.person).state = ANSWERED
    return _anew(db, round_id, by.person)


def skip(db: Session, round_id: int, *, by: Member) -> Sheet:
    """They would rather not answer; what they had answered is erased, and nobody asks again."""
    mine = open_sheet(db, round_id, by=by)
    rounds.take_back(db, round_id, rounds.token(mine.round, by.person))
    _invitation(db, round_id, by.person).state = PASSED
    return _anew(db, round_id, by.person)


def answer_all(db: Session, round_id: int, raw: Mapping[str, Any], *, by: Member) -> Sheet:
    """A whole form: what is not in it is left out. Raises Refusal as `answer` does, and when it is empty."""
    if not raw:
        raise Refusal("Answer at least one question, or close this and choose “Leave it out”.")
    mine = open_sheet(db, round_id, by=by)
    left_out = {question.key: dict(SKIPPED) for question in mine.questions if question.key not in raw}
    return answer(db, round_id, {**raw, **left_out}, by=by)


def _put(db: Session, round_: Round, by: Member, key: str, reply: Reply) -> None:
    rounds.put(
        db,
        Answer(
            round_id=round_.id,
            token=rounds.token(round_, by.person),
            question=key,
            reply=json.dumps(reply),
            partner_id=by.partner_id,
            person="" if round_.privacy == ANONYMOUS else by.person,
        ),
    )


def _invitation(db: Session, round_id: int, person: str) -> Invitation:
    found = rounds.invitation(db, round_id, person)
    if found is None:
        raise LookupError(f"nobody asked {person} in round {round_id}")
    return found


def _anew(db: Session, round_id: int, person: str) -> Sheet:
    found = sheet(db, round_id, person)
    if found is None:
        raise LookupError(f"round {round_id} is gone")
    return found
