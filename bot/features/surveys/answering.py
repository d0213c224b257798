"""Answering: one's own, in private; it can be changed until the round closes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.surveys import answer_values, questions_of
from bot.features.surveys.answer_values import SKIPPED, Reply
from bot.features.surveys.questions import Question
from storage import surveys
from storage.members import Member
from storage.surveys import ANONYMOUS, ANSWERED, Invitation, Survey, SurveyAnswer
from storage.surveys import SKIPPED as PASSED


@dataclass(frozen=True)
class AnswerSheet:
    """One person's side of a round: the questions, and what they have replied so far, by question."""

    round: Survey
    questions: tuple[Question, ...]
    replies: Mapping[str, Reply]
    state: str


def sheet(db: Session, survey_id: int, person: str) -> AnswerSheet | None:
    """What somebody sees of a round; None when they are not asked in it."""
    survey = surveys.by_id(db, survey_id)
    invitation = surveys.invitation(db, survey_id, person) if survey else None
    if survey is None or invitation is None:
        return None
    given = surveys.answers_of(db, survey.id, surveys.token(survey, person)) if survey.is_open else ()
    return AnswerSheet(
        survey, questions_of(survey), {row.question: json.loads(row.reply) for row in given}, invitation.state
    )


def open_sheet(db: Session, survey_id: int, *, by: Member) -> AnswerSheet:
    """Raises Refusal when they are not asked, or when the round does not take answers any more."""
    mine = sheet(db, survey_id, by.person)
    if mine is None:
        raise Refusal("This question went to other people. What came of it will be in the channel.")
    if not mine.round.is_open:
        raise Refusal("This round is closed; answers can no longer be given or changed.")
    return mine


def answer(db: Session, survey_id: int, raw: Mapping[str, Any], *, by: Member) -> AnswerSheet:
    """Keep somebody's replies, by question; a reply given again replaces the first.

    Raises Refusal when the round is closed, when they were not asked, or beside the question whose reply does not fit.
    """
    mine = open_sheet(db, survey_id, by=by)
    asked = {question.key: question for question in mine.questions}
    for key, value in raw.items():
        if key not in asked:
            raise Refusal("That question is not in this round.")
        _put(db, mine.round, by, key, answer_values.check(asked[key], value))
    _invitation(db, survey_id, by.person).state = ANSWERED
    return _anew(db, survey_id, by.person)


def skip(db: Session, survey_id: int, *, by: Member) -> AnswerSheet:
    """They would rather not answer; what they had answered is erased, and nobody asks again."""
    mine = open_sheet(db, survey_id, by=by)
    surveys.take_back(db, survey_id, surveys.token(mine.round, by.person))
    _invitation(db, survey_id, by.person).state = PASSED
    return _anew(db, survey_id, by.person)


def answer_all(db: Session, survey_id: int, raw: Mapping[str, Any], *, by: Member) -> AnswerSheet:
    """A whole form: what is not in it is left out. Raises Refusal as `answer` does, and when it is empty."""
    if not raw:
        raise Refusal("Answer at least one question, or close this and choose “Leave it out”.")
    mine = open_sheet(db, survey_id, by=by)
    left_out = {question.key: dict(SKIPPED) for question in mine.questions if question.key not in raw}
    return answer(db, survey_id, {**raw, **left_out}, by=by)


def _put(db: Session, survey: Survey, by: Member, key: str, reply: Reply) -> None:
    surveys.put(
        db,
        SurveyAnswer(
            survey_id=survey.id,
            token=surveys.token(survey, by.person),
            question=key,
            reply=json.dumps(reply),
            partner_id=by.partner_id,
            person="" if survey.privacy == ANONYMOUS else by.person,
        ),
    )


def _invitation(db: Session, survey_id: int, person: str) -> Invitation:
    found = surveys.invitation(db, survey_id, person)
    if found is None:
        raise LookupError(f"nobody asked {person} in round {survey_id}")
    return found


def _anew(db: Session, survey_id: int, person: str) -> AnswerSheet:
    found = sheet(db, survey_id, person)
    if found is None:
        raise LookupError(f"round {survey_id} is gone")
    return found
