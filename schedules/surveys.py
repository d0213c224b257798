"""Rounds by the clock: opened, asked again, counted and closed, each once; and what their channel sees of them."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot import charts
from bot.charts import Picture
from bot.chat.messages import Message, Part
from bot.chat.port import Chat, GoneError
from bot.features.purpose import messages as purpose_messages
from bot.features.recurrences import RECALL
from bot.features.surveys import CLOSED, PICTURE, POST, RESULTS, closing, opening, result_messages
from bot.features.surveys.closing import QuestionResult, SurveyOutcome
from bot.features.surveys.result_messages import cell_names, short_day
from schedules.outbox import attempts
from storage import Begin, deliveries, purpose, surveys
from storage.deliveries import SENT, Delivery
from storage.purpose import PURPOSE
from storage.surveys import Survey

MOST_PICTURES = 6  # beneath one post; the words above have everything


def may_look_after(_: datetime) -> ColumnElement[bool]:
    return surveys.any_going_on()


def open_remind_close(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        opening.open_due(db, now=now)
        opening.remind_due(db, now=now)
        closing.close_due(db, now=now)


def count(begin: Begin, chat: Chat, now: datetime) -> None:
    """The post of an open round shows how many have answered, and nothing else."""
    with begin(reading=True) as db:
        counted = [(each, surveys.answered(db, each.id), surveys.asked(db, each.id)) for each in surveys.open_ones(db)]
    for survey, answered, asked in counted:
        if survey.post and answered != survey.counted:
            try:
                chat.amend(survey.channel, survey.post, result_messages.running(survey, asked=asked, answered=answered))
            except GoneError:
                continue  # somebody has deleted it; the results are posted anew
            with begin() as db:
                surveys.show_count(db, survey.id, answered)


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel shows the round as it is now: posted once, then edited in place."""
    with begin(reading=True) as db:
        survey = surveys.by_id(db, delivery.about_id)
        if survey is None:
            return
        outcome = closing.outcome(db, survey) if survey.closed_at else None
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
        outcome = closing.outcome(db, survey) if survey and survey.closed_at and survey.post else None
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
    since = survey.opened_at or survey.made_at
    identity = f"round:{survey.id}"
    return attempts.show(chat, delivery, survey.channel, message, post=survey.post, identity=identity, since=since)


def draw(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Upload what is not there yet. A second try looks first: a file has no identity but its name."""
    with begin(reading=True) as db:
        survey = surveys.by_id(db, delivery.about_id)
        outcome = closing.outcome(db, survey) if survey and survey.closed_at and survey.post else None
    if outcome is not None:
        _upload(chat, outcome, look_first=delivery.attempts > 1)
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT, at=now)


def _upload(chat: Chat, outcome: SurveyOutcome, *, look_first: bool) -> None:
    channel, post = outcome.round.channel, outcome.round.post
    for number, (title, picture) in enumerate(_drawn(outcome)):
        name = f"round-{outcome.round.id}-{number + 1}.png"
        if number < MOST_PICTURES and not (look_first and chat.shows(channel, name, thread=post)):
            chat.show(channel, picture.png, name=name, title=title, alt=picture.alt, thread=post)


def _drawn(outcome: SurveyOutcome) -> Iterator[tuple[str, Picture]]:
    alone = len(outcome.findings) == 1
    for finding in outcome.findings:
        total = finding.shown.total
        picture = charts.of(finding.question, total) if total else None
        if picture is not None:
            yield finding.question.text, picture
            yield from _more(finding, outcome) if alone else ()


def _more(finding: QuestionResult, outcome: SurveyOutcome) -> Iterator[tuple[str, Picture]]:
    """A single question also gets its way over time, and the partners beside one another."""
    points = [(short_day(point.on), point.result) for point in finding.trend]
    if sum(result is not None for _, result in points) > 1:
        yield "Over time", charts.trend(finding.question, points)
    if finding.gap is not None and finding.shown.total is not None:
        rows = [(cell_names(cell.partners, outcome), cell.result) for cell in finding.shown.cells]
        yield (
            "Between partners",
            charts.gap(finding.question, sorted(rows, key=lambda row: row[0]), finding.shown.total),
        )


POSTS = {POST: show, RESULTS: show, CLOSED: announce, PICTURE: draw}
