"""The words of the records that an answer quotes, by kind: with their number, day, people, standing and link."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from bot.chat import Aside, Button, Part, Words, bold, link, mention, quoted, room, said
from bot.domain.questions import Question
from bot.domain.rounds import questions_of
from bot.domain.rounds.closing import shown_of
from bot.views import commitments, decisions, purpose, round_results, spotlights, whys
from bot.views.decisions import day
from storage.kinds import Told
from storage.told import PromiseTold, PurposeTold, RoundTold, SpotlightTold, WhyTold
from storage.words import asked, words

MOST_QUESTIONS = 2  # of a round, those nearest to what was asked
Quote = Callable[[str], str]
"""What is shown of a text: the sentences that answer."""


@dataclass(frozen=True)
class Shown:
    """How an answer shows a record: as number `rank`, on which question; with `today`, how fresh it is."""

    rank: int
    question: str
    quote: Quote = str
    today: date | None = None


@dataclass(frozen=True)
class Writer:
    """`headline` is one line; `gist` what an answer shows, with its place in it; `doors` lead on from it."""

    headline: Callable[[Any], str]
    gist: Callable[..., tuple[Part, ...]]
    doors: Callable[[Any], Sequence[Button]] = lambda told: ()


def headline(told: Told) -> str:
    return WRITERS[told.key[0]].headline(told)


def gist(
    told: Told, zone: tzinfo, *, rank: int, question: str, quote: Quote, today: date | None = None
) -> tuple[Part, ...]:
    """A record as an answer shows it, as number `rank`; with `today`, how fresh a decision is."""
    return WRITERS[told.key[0]].gist(told, zone, Shown(rank, question, quote, today))


def doors(told: Told) -> Sequence[Button]:
    """The buttons that lead on from it."""
    return WRITERS[told.key[0]].doors(told)


def _decision(told: Any, zone: tzinfo, shown: Shown) -> tuple[Part, ...]:
    return decisions.gist(told, zone, rank=shown.rank, quote=shown.quote, today=shown.today)


def _promise(told: PromiseTold, zone: tzinfo, shown: Shown) -> tuple[Part, ...]:
    row = told.commitment
    owners = f" ({said(told.owners)})" if told.owners else ""
    who = f"Promised by {mention(row.owner)}{owners}"
    standing = commitments.ending(row) or "\n_Still open._"
    when = [day(row.made_at, zone), *([link(row.source_link, "where it was said")] if row.source_link else [])]
    return (
        Words(f"{shown.rank}.  {commitments.line(row, told.partner)}{standing}"),
        Aside((who, "  ·  ".join(when))),
    )


def _purpose(told: PurposeTold, zone: tzinfo, shown: Shown) -> tuple[Part, ...]:
    row = told.purpose
    standing = f"until {day(told.until, zone)}" if told.until else "as it stands"
    text = quoted(said(shown.quote(row.text))) if row.text else purpose.NOT_ANY_MORE
    why = f"\n*Why it changed:* {said(shown.quote(row.reason))}" if row.reason else ""
    return (
        Words(f"{shown.rank}.  *Our {row.kind}*, {standing}\n{text}{why}"),
        Aside((f"Written down by {mention(row.written_by)}", day(row.written_at, zone))),
    )


def _round(told: RoundTold, zone: tzinfo, shown: Shown) -> tuple[Part, ...]:
    row = told.round
    totals = {each.question: each.total for each in shown_of(row)}
    nearest = sorted(questions_of(row), key=lambda each: -_shared(each, shown.question))[:MOST_QUESTIONS]
    parts = [Words(f"{shown.rank}.  {bold(said(row.title))}, {told.answered} of {told.asked} answered")]
    for each in nearest:
        total = totals.get(each.key)
        found = round_results.figures(each.kind, total) if total and total.answered else []
        lines = "\n".join(found) or f"_{round_results.WITHHELD}_"
        parts.append(Words(f"{bold(said(each.text))}\n{lines}"))
    if row.follow_up:
        said_so = f"*What we do about it* ({mention(row.follow_up_by)})"
        parts.append(Words(f"{said_so}\n{quoted(said(shown.quote(row.follow_up)))}"))
    closed = day(row.closed_at, zone) if row.closed_at else ""
    return (*parts, Aside((f"Closed on {closed}, in {room(row.channel)}",)))


def _shared(asked_then: Question, question: str) -> int:
    """How many words of what is asked now the question of the round has."""
    return len(set(asked(question)) & set(words(" ".join((asked_then.text, *asked_then.choices)))))


def _spotlight(told: SpotlightTold, zone: tzinfo, shown: Shown) -> tuple[Part, ...]:
    row = told.spotlight
    on = f"{day(row.posted_on)}, in {room(row.channel)}" if row.posted_on else room(row.channel)
    return (
        Words(f"{shown.rank}.  *In the light: {said(told.partner)}*"),
        *spotlights.body(row, shown.quote),
        Aside((on,)),
    )


def _why(told: WhyTold, zone: tzinfo, shown: Shown) -> tuple[Part, ...]:
    return whys.gist(told.why, zone, rank=shown.rank, quote=shown.quote)


def _purpose_line(told: PurposeTold) -> str:
    return f"Our {told.purpose.kind}: {said(told.purpose.text) or 'none any more'}"


WRITERS: Mapping[str, Writer] = {
    "decision": Writer(
        lambda told: decisions.headline(told.decision),
        _decision,
        lambda told: (Button("Whole story", "decision_why", str(told.decision.number)),),
    ),
    "commitment": Writer(lambda told: commitments.headline(told.commitment), _promise),
    "purpose": Writer(_purpose_line, _purpose, lambda told: (Button("How it came to this", "purpose_history"),)),
    "round": Writer(lambda told: f"{said(told.round.title)}: {told.answered} of {told.asked} answered", _round),
    "spotlight": Writer(lambda told: f"In the light: {said(told.partner)}", _spotlight),
    "why": Writer(lambda told: whys.headline(told.why), _why),
}
"""By the kinds of storage/kinds.py."""
