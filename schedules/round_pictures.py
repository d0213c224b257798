"""The results of a round drawn, beneath the post that says them in words: a picture that fails loses nothing."""

from collections.abc import Iterator
from datetime import datetime

from bot import charts
from bot.charts import Picture
from bot.chat.port import Chat
from bot.features.surveys import closing as survey_closing
from bot.features.surveys.closing import QuestionResult, SurveyOutcome
from bot.features.surveys.result_messages import cell_names, short_day
from storage import Begin, deliveries, surveys
from storage.deliveries import SENT, Delivery

MOST_PICTURES = 6  # beneath one post; the words above have everything


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Upload what is not there yet. A second try looks first: a file has no identity but its name."""
    with begin(reading=True) as db:
        survey = surveys.by_id(db, delivery.about_id)
        outcome = survey_closing.outcome(db, survey) if survey and survey.closed_at and survey.post else None
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
