"""Closing: answers are detached from people, what may be shown is worked out once, conveners are asked: what now?"""

import json
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from bot.features.surveys import (
    CLOSED,
    FOLLOW_UP,
    PICTURE,
    RESULTS,
    answer_values,
    disclosure,
    questions_of,
    results,
)
from bot.features.surveys.answer_values import Reply
from bot.features.surveys.disclosure import DisclosedResult, Protection
from bot.features.surveys.opening import moment
from bot.features.surveys.questions import Question
from bot.features.surveys.results import Gap, Result
from storage import deliveries, digests, events, members, partnerships, surveys
from storage.members import Member
from storage.search import index as search_index
from storage.surveys import ANONYMOUS, NAMED, Survey, SurveyAnswer

LONGEST_FOLLOW_UP = 1_500  # characters; it stands beneath the results
NOBODY = "0"  # the partner of people of whom none is known


@dataclass(frozen=True)
class Point:
    """One round in a trend; no result: too little to show."""

    on: str  # the day it opened, as in 2026-03-02
    result: Result | None

    @property
    def level(self) -> float | None:
        return results.level(self.result)


@dataclass(frozen=True)
class NamedAnswer:
    """Who said what, in a round with names."""

    person: str
    words: str


@dataclass(frozen=True)
class QuestionResult:
    """What a round has found about one question, as far as it may be shown."""

    question: Question
    shown: DisclosedResult
    trend: tuple[Point, ...]  # of the same question in earlier rounds and this one, oldest first
    gap: Gap | None
    voices: tuple[NamedAnswer, ...] = ()


@dataclass(frozen=True)
class SurveyOutcome:
    round: Survey
    asked: int
    answered: int
    findings: tuple[QuestionResult, ...]
    partners: Mapping[str, str]  # names by key


def close_due(db: Session, *, now: datetime) -> Sequence[Survey]:
    """Close the rounds whose last day is over everywhere, and plan what is shown of them."""
    due = [each for each in surveys.open_ones(db) if each.closes_at is not None and each.closes_at <= now]
    for each in due:
        _close(db, each, now)
    return due


def outcome(db: Session, survey: Survey) -> SurveyOutcome:
    """What a closed round shows: always what was worked out when it closed."""
    kept = {shown.question: shown for shown in shown_of(survey)}
    before = [(each, {shown.question: shown for shown in shown_of(each)}) for each in surveys.earlier(db, survey)]
    findings, voices = [], _voices(db, survey)
    for question in questions_of(survey):
        shown = kept.get(question.key, DisclosedResult(question=question.key, total=None))
        points = [(each, theirs[question.key]) for each, theirs in before if question.key in theirs] + [(survey, shown)]
        trend = tuple(Point(each.opens_on.isoformat(), one.total) for each, one in points)
        gap = results.widest_gap(shown.cells)
        findings.append(QuestionResult(question, shown, trend, gap, tuple(voices.get(question.key, ()))))
    names = {str(id): partner.name for id, partner in partnerships.partners(db).items()}
    return SurveyOutcome(
        survey,
        surveys.asked(db, survey.id),
        surveys.answered(db, survey.id),
        tuple(findings),
        names | {NOBODY: "people of no partner"},
    )


def follow_up(db: Session, survey_id: int, text: str, *, by: Member, at: datetime) -> Survey:
    """What will be done about it, in the words of a convener.

    Raises Refusal when it says nothing or too much, when the round is not closed, or `by` is no convener.
    """
    check_convener(by)
    survey = surveys.by_id(db, survey_id)
    if survey is None or survey.closed_at is None:
        raise Refusal("This round is not closed yet. When it is, say what you will do about it.")
    if not text.strip():
        raise Refusal("Say in a sentence what will be done about it.", field="text")
    if len(text) > LONGEST_FOLLOW_UP:
        raise Refusal(f"Please keep it under {LONGEST_FOLLOW_UP:,} characters.", field="text")
    survey.follow_up, survey.follow_up_by = text.strip(), by.person
    _remember(db, survey)
    events.note(db, "round.followed_up", subject_id=survey.id, by=by.person, at=at)
    key = f"round:{survey.id}:results:{secrets.token_hex(4)}"  # edited in place, each time anew
    deliveries.plan(db, RESULTS, about_id=survey.id, key=key, at=at)
    return survey


def _close(db: Session, survey: Survey, now: datetime) -> None:
    rows = surveys.answers(db, survey.id)
    took_part = {str(partner or 0): many for partner, many in surveys.participants(db, survey.id).items()}
    shown = [_share(survey, question, rows, took_part) for question in questions_of(survey)]
    survey.results = json.dumps([each.model_dump(mode="json") for each in shown])
    _detach(db, survey, rows)
    survey.closed_at, survey.secret = now, ""
    _remember(db, survey)
    events.note(db, "round.closed", subject_id=survey.id, by=survey.opened_by, at=now)
    _announce(db, survey, now)


def _remember(db: Session, survey: Survey) -> None:
    """Let it be found by what was asked, and what will be done about it."""
    title, body = surveys.findable(survey)
    search_index.index(db, "round", survey.id, title=title, body=body)


def _share(
    survey: Survey, question: Question, rows: Sequence[SurveyAnswer], took_part: Mapping[str, int]
) -> DisclosedResult:
    given: list[tuple[str, Reply]] = [
        (str(row.partner_id or 0), json.loads(row.reply)) for row in rows if row.question == question.key
    ]
    if survey.privacy == NAMED:
        return DisclosedResult(question=question.key, total=results.of(question, [reply for _, reply in given]))
    rule = Protection(fewest=survey.fewest)
    rng = random.Random(survey.secret + question.key)  # noqa: S311  (an order nobody can foretell: the secret is erased)
    return disclosure.share(question, given, took_part=took_part, protection=rule, rng=rng)


def _detach(db: Session, survey: Survey, rows: Sequence[SurveyAnswer]) -> None:
    """From now on nothing leads from an answer to whoever gave it, unless the round was with names."""
    shuffled = secrets.SystemRandom().sample(list(rows), len(rows))
    together: dict[str, str] = {}  # without names each answer stands alone: several of one person could give them away
    alone = survey.privacy == ANONYMOUS
    anew = [
        SurveyAnswer(
            survey_id=row.survey_id,
            token=secrets.token_hex(16) if alone else together.setdefault(row.token, secrets.token_hex(16)),
            question=row.question,
            reply=row.reply,
            partner_id=row.partner_id,
            person=row.person,
        )
        for row in shuffled
    ]
    surveys.replace_all(db, survey.id, anew)


def _announce(db: Session, survey: Survey, now: datetime) -> None:
    """The day after the last one, at the round's hour in the partnership's zone; then the conveners are asked."""
    own = partnerships.own(db)
    at = max(now, moment(survey.closes_on + timedelta(days=1), survey.hour, own.zone))
    deliveries.plan(db, RESULTS, about_id=survey.id, key=f"round:{survey.id}:results", at=at)
    beneath = at + timedelta(seconds=1)  # the post first
    deliveries.plan(db, CLOSED, about_id=survey.id, key=f"round:{survey.id}:closed", at=beneath)
    deliveries.plan(db, PICTURE, about_id=survey.id, key=f"round:{survey.id}:picture", at=beneath)
    asked = members.of_people(db, [survey.opened_by]).get(survey.opened_by)
    conveners = [asked] if asked and asked.is_convener and asked.left_at is None else members.conveners(db)
    day = at.astimezone(own.zone).date()
    due = [digests.DueDelivery(each.person, f"round:{survey.id}:followup:{each.person}", at) for each in conveners]
    digests.write_to_many(db, FOLLOW_UP, due, about_id=survey.id, on=day, hour=survey.hour)


def _voices(db: Session, survey: Survey) -> dict[str, list[NamedAnswer]]:
    """What each person said, by question; only where everybody was told that names are shown."""
    found: dict[str, list[NamedAnswer]] = {}
    for row in sorted(surveys.answers(db, survey.id), key=lambda row: row.person) if survey.privacy == NAMED else ():
        reply = json.loads(row.reply)
        if answer_values.is_given(reply):
            found.setdefault(row.question, []).append(NamedAnswer(row.person, answer_values.in_words(reply)))
    return found


def shown_of(survey: Survey) -> Sequence[DisclosedResult]:
    """All that anybody may ever see of a closed round, by question."""
    return [DisclosedResult.model_validate(each) for each in json.loads(survey.results or "[]")]
