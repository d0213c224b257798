"""What the channel sees of a round: one post, from the opening to what will be done about it, and a picture beneath."""

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.port import Chat, GoneError, Message, Part
from bot.features.purpose import messages as purpose_messages
from bot.features.recurrences import RECALL
from bot.features.surveys import closing as survey_closing
from bot.features.surveys import result_messages
from bot.features.surveys.closing import SurveyOutcome
from schedules.outbox import attempts
from storage import Begin, deliveries, purpose, surveys
from storage.deliveries import SENT, Delivery
from storage.purpose import PURPOSE
from storage.surveys import Survey

log = logging.getLogger(__name__)


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel shows the round as it is now: posted once, then edited in place."""
    with begin(reading=True) as db:
        survey = surveys.by_id(db, delivery.about_id)
        if survey is None:
            return
        outcome = survey_closing.outcome(db, survey) if survey.closed_at else None
        beneath = _beneath(db, survey)
        asked, answered = surveys.asked(db, survey.id), surveys.answered(db, survey.id)
    post = _shown(chat, survey, _message(survey, outcome, asked, answered, beneath), delivery)
    with begin() as db:
        surveys.posted(db, survey.id, post=post, counted=answered)
        deliveries.settle(db, delivery, state=SENT, at=now)


def announce(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """An edited post is seen by nobody: one line says that the results are there, in its thread and in the channel."""
    with begin(reading=True) as db:
        survey = surveys.by_id(db, delivery.about_id)
        outcome = survey_closing.outcome(db, survey) if survey and survey.closed_at and survey.post else None
    if outcome is not None:
        _say_once(chat, outcome, delivery)
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT, at=now)


def _say_once(chat: Chat, outcome: SurveyOutcome, delivery: Delivery) -> None:
    survey, identity = outcome.round, f"round:{outcome.round.id}:closed"
    since = survey.closed_at
    if delivery.attempts > 1 and since and chat.find(survey.channel, identity, since=since):
        return
    chat.post(
        survey.channel, result_messages.results_are_there(outcome), thread=survey.post, identity=identity, aloud=True
    )


def _beneath(db: Session, survey: Survey) -> tuple[Part, ...]:
    """What people remembered of the purpose is compared with the one that was written down then."""
    if survey.set_key != RECALL or survey.closed_at is None:
        return ()
    return purpose_messages.compared(purpose.stood_at(db, PURPOSE, survey.closed_at))


def _message(
    survey: Survey, outcome: SurveyOutcome | None, asked: int, answered: int, beneath: tuple[Part, ...]
) -> Message:
    if survey.cancelled_at is not None:
        return result_messages.cancelled(survey)
    return (
        result_messages.closed(outcome, beneath)
        if outcome
        else result_messages.running(survey, asked=asked, answered=answered)
    )


def _shown(chat: Chat, survey: Survey, message: Message, delivery: Delivery) -> str:
    """One that somebody deleted is posted anew."""
    if survey.post:
        try:
            chat.amend(survey.channel, survey.post, message)
            return survey.post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: round %d", survey.id)
    since = survey.opened_at or survey.made_at
    return attempts.post_once(chat, delivery, survey.channel, message, identity=f"round:{survey.id}", since=since)
