"""The results of a round drawn, beneath the post that says them in words: a picture that fails loses nothing."""

from collections.abc import Iterator
from datetime import datetime

from bot import pictures
from bot.chat import Chat
from bot.domain.rounds import closing
from bot.domain.rounds.closing import Finding, Outcome
from bot.pictures import Picture
from bot.views.round_results import cell_names, short_day
from storage import Begin, deliveries, rounds
from storage.deliveries import SENT, Delivery

MOST_PICTURES = 6  # beneath one post; the words above have everything


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Upload what is not there yet. A second try looks first: a file has no identity but its name."""
    with begin(reading=True) as db:
        round_ = rounds.by_id(db, delivery.about_id)
        outcome = closing.outcome(db, round_) if round_ and round_.closed_at and round_.post else None
    if outcome is not None:
        _upload(chat, outcome, look_first=delivery.attempts > 1)
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT, at=now)


def _upload(chat: Chat, outcome: Outcome, *, look_first: bool) -> None:
    channel, post = outcome.round.channel, outcome.round.post
    for number, (title, picture) in enumerate(_drawn(outcome)):
        name = f"round-{outcome.round.id}-{number + 1}.png"
        if number < MOST_PICTURES and not (look_first and chat.shows(channel, name, thread=post)):
            chat.show(channel, picture.png, name=name, title=title, alt=picture.alt, thread=post)


def _drawn(outcome: Outcome) -> Iterator[tuple[str, Picture]]:
    alone = len(outcome.findings) == 1
    for finding in outcome.findings:
        total = finding.shown.total
        picture = pictures.of(finding.question, total) if total else None
        if picture is not None:
            yield finding.question.text, picture
            yield from _more(finding, outcome) if alone else ()


def _more(finding: Finding, outcome: Outcome) -> Iterator[tuple[str, Picture]]:
    """A single question also gets its way over time, and the partners beside one another."""
    points = [(short_day(point.on), point.result) for point in finding.trend]
    if sum(result is not None for _, result in points) > 1:
        yield "Over time", pictures.trend(finding.question, points)
    if finding.gap is not None and finding.shown.total is not None:
        rows = [(cell_names(cell.partners, outcome), cell.result) for cell in finding.shown.cells]
        yield (
            "Between partners",
            pictures.gap(finding.question, sorted(rows, key=lambda row: row[0]), finding.shown.total),
        )
