"""Rounds: one question, or a few, put to many people; answered in private, shared only as a whole."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from bot.features.surveys.disclosure import FEWEST, FEWEST_POSSIBLE
from bot.features.surveys.questions import Question
from storage import channels, events, members, partnerships, surveys
from storage.members import Member
from storage.surveys import ANONYMOUS, CONFIDENTIAL, NAMED, Survey

MOST_QUESTIONS = 10  # more is not answered between two meetings
LONGEST = timedelta(days=60)
FURTHEST_EAST = timedelta(hours=14)  # where a day begins first
QUESTION, REMINDER, FOLLOW_UP = "round_question", "round_reminder", "round_follow_up"
POST, RESULTS, CLOSED, PICTURE = "round_post", "round_results", "round_closed", "round_picture"
ALL, CONVENERS, REPRESENTATIVES = "all", "conveners", "representatives"


@dataclass(frozen=True)
class SurveyPlan:
    """A round as a convener, or a rhythm, wants it. `closes_on` is the last day on which answers count."""

    title: str
    set_key: str
    questions: tuple[Question, ...]
    channel: str
    opens_on: date
    closes_on: date
    hour: time = time(10)
    privacy: str = ANONYMOUS
    fewest: int = FEWEST
    audience: str = ALL
    key: str = ""  # an occurrence with the same key is opened once; empty: its own


def plan(db: Session, wanted: SurveyPlan, *, by: Member, at: datetime) -> Survey:
    """Put a round on the calendar. Everything about it is settled here, and stays.

    Raises Refusal when `by` is no convener, when the days, the channel or the questions do not fit, or when an
    anonymous round would ask so few people that it could never show anything.
    """
    check_convener(by)
    _check_days(db, wanted, at)
    _check_questions(wanted)
    _check_channel(db, wanted.channel, by)
    _check_size(db, wanted)
    survey = remember(db, wanted, by=by.person, at=at)
    if survey is None:
        raise Refusal("This round is on the calendar already.")
    return survey


def remember(db: Session, wanted: SurveyPlan, *, by: str, at: datetime) -> Survey | None:
    """Write a round down; None when this occurrence is there already."""
    survey = Survey(
        key=wanted.key or f"round:{secrets.token_hex(8)}",
        title=wanted.title.strip(),
        set_key=wanted.set_key,
        questions=json.dumps([question.model_dump(mode="json") for question in wanted.questions]),
        privacy=wanted.privacy,
        fewest=wanted.fewest,
        audience=wanted.audience,
        channel=wanted.channel,
        opens_on=wanted.opens_on,
        hour=wanted.hour,
        closes_on=wanted.closes_on,
        opened_by=by,
        made_at=at,
    )
    made = surveys.add(db, survey)
    if made is not None:
        events.note(db, "round.planned", subject_id=made.id, by=by, at=at)
    return made


def cancel(db: Session, survey_id: int, *, by: Member, at: datetime) -> Survey:
    """Call a round off; what was answered is erased. Raises Refusal when it is over, or `by` is no convener."""
    check_convener(by)
    survey = surveys.by_id(db, survey_id)
    if survey is None or survey.closed_at is not None or survey.cancelled_at is not None:
        raise Refusal("This round is over already.")
    surveys.replace_all(db, survey.id, ())
    survey.cancelled_at, survey.secret = at, ""
    events.note(db, "round.cancelled", subject_id=survey.id, by=by.person, at=at)
    return survey


def questions_of(survey: Survey) -> tuple[Question, ...]:
    return tuple(Question.model_validate(each) for each in json.loads(survey.questions))


def audience(db: Session, who: str) -> Sequence[Member]:
    """The people of an audience who are here: all, conveners, representatives, partner:3 or channel:C0TIDES."""
    here = members.present(db)
    kind, _, which = who.partition(":")
    if kind == CONVENERS:
        return [member for member in here if member.is_convener]
    if kind == REPRESENTATIVES:
        speakers = {row.representative for row in partnerships.partners(db).values()}
        return [member for member in here if member.person in speakers]
    if kind == "partner":
        return [member for member in here if str(member.partner_id) == which]
    if kind == "channel":
        there = channels.people_in(db, which)
        return [member for member in here if member.person in there]
    return here


def _check_days(db: Session, wanted: SurveyPlan, at: datetime) -> None:
    today = at.astimezone(partnerships.own(db).zone).date()
    if wanted.opens_on < today:
        raise Refusal("That day is over. Choose today or a later day.", field="opens_on")
    if wanted.closes_on < wanted.opens_on:
        raise Refusal("It would end before it begins. Choose a later last day.", field="closes_on")
    if wanted.closes_on - wanted.opens_on > LONGEST:
        raise Refusal(f"Please let it end within {LONGEST.days} days.", field="closes_on")


def _check_questions(wanted: SurveyPlan) -> None:
    if not wanted.title.strip():
        raise Refusal("Give it a name, so that people know what it is about.", field="title")
    if not 1 <= len(wanted.questions) <= MOST_QUESTIONS:
        raise Refusal(f"Ask one to {MOST_QUESTIONS} questions at once.", field="set_key")
    if wanted.privacy not in (NAMED, CONFIDENTIAL, ANONYMOUS):
        raise ValueError(f"unknown privacy {wanted.privacy!r}")
    if wanted.privacy != NAMED and wanted.fewest < FEWEST_POSSIBLE:
        raise Refusal(f"At least {FEWEST_POSSIBLE} answers, or people could tell who said what.", field="fewest")


def _check_channel(db: Session, channel: str, by: Member) -> None:
    room, is_there = channels.seen_by(db, channel, by.person)
    if room is None or not room.has_bot or not is_there:
        raise Refusal("Choose a channel that both you and I are in: there I show what came of it.", field="channel")


def _check_size(db: Session, wanted: SurveyPlan) -> None:
    size = len(audience(db, wanted.audience))
    if not size:
        raise Refusal("Nobody would be asked. Choose other people.", field="audience")
    if wanted.privacy == ANONYMOUS and size < wanted.fewest:
        people = "1 person" if size == 1 else f"{size} people"
        raise Refusal(
            f"This asks {people}, and nothing is shown below {wanted.fewest} answers. Ask more people, or with names.",
            field="audience",
        )
