"""The words of the records that an answer quotes, by kind: with their number, day, people, standing and link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from bot.chat.port import Button, Paragraph, Part, SmallPrint, bold, link, mention, quoted, room, said
from bot.chat.words import day
from bot.features.commitments import messages as commitment_messages
from bot.features.decisions import messages as decision_messages
from bot.features.open_questions import messages as open_question_messages
from bot.features.purpose import messages as purpose_messages
from bot.features.spotlights import messages as spotlight_messages
from bot.features.surveys import questions_of, result_messages
from bot.features.surveys.closing import shown_of
from bot.features.surveys.questions import Question
from storage.search.kinds import Told
from storage.search.records import FoundCommitment, FoundExplanation, FoundPurpose, FoundSpotlight, FoundSurvey
from storage.search.tokens import Query, words

MOST_QUESTIONS = 2  # of a round, those nearest to what was asked
Quote = Callable[[str], str]
"""What is shown of a text: the sentences that answer."""


@dataclass(frozen=True)
class RecordContext:
    """How an answer shows a record: as number `rank`, on which question; with `today`, how fresh it is."""

    rank: int
    query: Query
    quote: Quote = str
    today: date | None = None


@dataclass(frozen=True)
class RecordWriter:
    """`headline` is one line; `gist` what an answer shows, with its place in it; `doors` lead on from it."""

    headline: Callable[[Any], str]
    gist: Callable[..., tuple[Part, ...]]
    doors: Callable[[Any], Sequence[Button]] = lambda told: ()


def headline(told: Told) -> str:
    return WRITERS[told.key[0]].headline(told)


def gist(
    told: Told, zone: tzinfo, *, rank: int, query: Query, quote: Quote, today: date | None = None
) -> tuple[Part, ...]:
    """A record as an answer shows it, as number `rank`; with `today`, how fresh a decision is."""
    return WRITERS[told.key[0]].gist(told, zone, RecordContext(rank, query, quote, today))


def doors(told: Told) -> Sequence[Button]:
    """The buttons that lead on from it."""
    return WRITERS[told.key[0]].doors(told)


def _decision(told: Any, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    return decision_messages.gist(told, zone, rank=shown.rank, quote=shown.quote, today=shown.today)


def _promise(told: FoundCommitment, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    row = told.commitment
    owners = f" ({said(told.owners)})" if told.owners else ""
    who = f"Promised by {mention(row.owner)}{owners}"
    standing = commitment_messages.ending(row) or "\n_Still open._"
    when = [day(row.made_at, zone), *([link(row.source_link, "where it was said")] if row.source_link else [])]
    return (
        Paragraph(f"{shown.rank}.  {commitment_messages.line(row, told.partner)}{standing}"),
        SmallPrint((who, "  ·  ".join(when))),
    )


def _purpose(told: FoundPurpose, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    row = told.purpose
    standing = f"until {day(told.until, zone)}" if told.until else "as it stands"
    text = quoted(said(shown.quote(row.text))) if row.text else purpose_messages.NOT_ANY_MORE
    why = f"\n*Why it changed:* {said(shown.quote(row.reason))}" if row.reason else ""
    return (
        Paragraph(f"{shown.rank}.  *Our {row.kind}*, {standing}\n{text}{why}"),
        SmallPrint((f"Written down by {mention(row.written_by)}", day(row.written_at, zone))),
    )


def _survey(told: FoundSurvey, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    row = told.round
    totals = {each.question: each.total for each in shown_of(row)}
    nearest = sorted(questions_of(row), key=lambda each: -_shared(each, shown.query))[:MOST_QUESTIONS]
    parts = [Paragraph(f"{shown.rank}.  {bold(said(row.title))}, {told.answered} of {told.asked} answered")]
    for each in nearest:
        total = totals.get(each.key)
        found = result_messages.figures(each.kind, total) if total and total.answered else []
        lines = "\n".join(found) or f"_{result_messages.WITHHELD}_"
        parts.append(Paragraph(f"{bold(said(each.text))}\n{lines}"))
    if row.follow_up:
        said_so = f"*What we do about it* ({mention(row.follow_up_by)})"
        parts.append(Paragraph(f"{said_so}\n{quoted(said(shown.quote(row.follow_up)))}"))
    closed = day(row.closed_at, zone) if row.closed_at else ""
    return (*parts, SmallPrint((f"Closed on {closed}, in {room(row.channel)}",)))


def _shared(asked_then: Question, query: Query) -> int:
    """How many words of what is asked now the question of the round has."""
    return len(set(query.about) & set(words(" ".join((asked_then.text, *asked_then.choices)))))


def _spotlight(told: FoundSpotlight, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    row = told.spotlight
    on = f"{day(row.posted_on)}, in {room(row.channel)}" if row.posted_on else room(row.channel)
    return (
        Paragraph(f"{shown.rank}.  *In the light: {said(told.partner)}*"),
        *spotlight_messages.body(row, shown.quote),
        SmallPrint((on,)),
    )


def _why(told: FoundExplanation, zone: tzinfo, shown: RecordContext) -> tuple[Part, ...]:
    return open_question_messages.gist(told.why, zone, rank=shown.rank, quote=shown.quote)


def _purpose_line(told: FoundPurpose) -> str:
    return f"Our {told.purpose.kind}: {said(told.purpose.text) or 'none any more'}"


WRITERS: Mapping[str, RecordWriter] = {
    "decision": RecordWriter(
        lambda told: decision_messages.headline(told.decision),
        _decision,
        lambda told: (Button("Whole story", "decision_why", str(told.decision.number)),),
    ),
    "commitment": RecordWriter(lambda told: commitment_messages.headline(told.commitment), _promise),
    "purpose": RecordWriter(_purpose_line, _purpose, lambda told: (Button("How it came to this", "purpose_history"),)),
    "round": RecordWriter(lambda told: f"{said(told.round.title)}: {told.answered} of {told.asked} answered", _survey),
    "spotlight": RecordWriter(lambda told: f"In the light: {said(told.partner)}", _spotlight),
    "why": RecordWriter(lambda told: open_question_messages.headline(told.why), _why),
}
"""By the kinds of storage/kinds.py."""
