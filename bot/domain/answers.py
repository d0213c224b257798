"""Answers: what the memory holds on a question, as far as the asker may see it; and silence where it holds nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.domain.wording import number_in
from bot.errors import Refusal
from storage import certainty, decisions, partnerships, periods, records, search
from storage.decisions import Decision
from storage.members import Member
from storage.periods import Period
from storage.records import Record
from storage.search import Hit

AT_ONCE = certainty.SHOWN  # records in one answer: more is a list, and lists are not read
NEAR_ENOUGH = 0.5  # of the first hit's score: what is further off than that is noise beside it
LONGEST_QUESTION = 1_000  # characters
ASKED_BEFORE = 30  # records that "Not what I meant" may page through
THEN = 1.3  # times as much a record of the time that is asked for counts
NO_LONGER = 0.95  # times as much a record counts that was withdrawn or replaced: among equals, what holds comes first
SAME = 0.9  # share of their words that two records have in common when they say the same

QUESTION = re.compile(
    r"^\s*(?:so\s+|and\s+|but\s+|hey\s+|hi[,!]?\s+)?(?:why|how come|what (?:was|were|did)|what's|who decided)\b", re.I
)


@dataclass(frozen=True)
class Answer:
    """`records` begin at number `first` (from 1); `sure` says whether they are thought to answer the question."""

    question: str
    records: tuple[Record, ...]
    first: int
    sure: bool
    more: bool


def is_question(text: str) -> bool:
    """Whether somebody asks the memory: "why …", "how come …", "what did we decide …"."""
    return QUESTION.match(text) is not None


def answer(db: Session, question: str, *, to: Member, now: datetime | None = None, skip: int = 0) -> Answer:
    """The best records on a question that `to` may see. Raises Refusal when there is no question.

    With `now`, words of time ("last spring", "before we joined") bring forward what is of that time.
    """
    zone = partnerships.own(db).zone
    question, sought, period = _asked(question, now.astimezone(zone).date() if now else None, to.met_at.date())
    return _answer(db, question, sought, decisions.visible_to(to), skip, period)


def for_operator(db: Session, question: str) -> Answer:
    """The same for whoever runs the database, and so may see everything. Raises Refusal when there is no question."""
    question, sought, _ = _asked(question, None, None)
    return _answer(db, question, sought, decisions.kept(), 0, None)


def shareable(db: Session, numbers: Sequence[int], *, by: Member, channel: str) -> list[Record]:
    """Of these decisions, those that `by` and everybody in the channel may see.

    Raises Refusal when none is left.
    """
    found = [row for number in numbers if (row := decisions.of_number(db, number))]
    theirs = decisions.among(db, [row.id for row in found], decisions.visible_to(by))
    everybodys = decisions.among(db, [row.id for row in theirs], decisions.visible_in(channel))
    if not everybodys:
        raise Refusal("Not everybody here may see these records, so I keep the answer between us.")
    return records.of(db, everybodys)


def _asked(question: str, today: date | None, joined: date | None) -> tuple[str, str, Period | None]:
    """The question as it was put, what to look for, and when that was."""
    question = question.replace("\x00", "").strip()[:LONGEST_QUESTION]
    if not question:
        raise Refusal("What would you like to know? For example: why did we choose the harbour site?", field="question")
    return question, *(periods.spoken(question, today=today, joined=joined) if today else (question, None))


def _answer(db: Session, question: str, sought: str, visible: Select[int], skip: int, period: Period | None) -> Answer:
    named = number_in(question)
    if named is not None:
        return _answer_by_number(db, question, named, visible)
    hits = search.find(db, sought, kind="decision", among=visible, limit=ASKED_BEFORE + AT_ONCE)
    found = {row.id: row for row in decisions.among(db, [hit.record_id for hit in hits], visible)}
    hits = _in_order([hit for hit in hits if hit.record_id in found], found, period)
    page = hits[skip : skip + AT_ONCE]
    near = takewhile(lambda hit: hit.score >= page[0].score * NEAR_ENOUGH, page)
    chosen = [found[hit.record_id] for hit in near]
    more = len(hits) > skip + len(chosen) and skip + AT_ONCE < ASKED_BEFORE
    sure = certainty.of(hits) >= certainty.ENOUGH
    return Answer(question, tuple(records.of(db, chosen)), skip + 1, sure=sure, more=more)


def _in_order(hits: Sequence[Hit], found: dict[int, Decision], period: Period | None) -> list[Hit]:
    """Best first, with what holds and what is of the time before its equals. What repeats an earlier one comes last."""
    fresh: list[Hit] = []
    repeated: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: -hit.score * _counts(found[hit.record_id], period)):
        is_new = not any(_same(found[hit.record_id], found[other.record_id]) for other in fresh)
        (fresh if is_new else repeated).append(hit)
    return fresh + repeated


def _counts(decision: Decision, period: Period | None) -> float:
    is_then = period is not None and period.holds(decision.decided_at.date())
    return (THEN if is_then else 1.0) * (1.0 if decision.in_force else NO_LONGER)


def _same(one: Decision, other: Decision) -> bool:
    words = [set(f"{each.text} {each.reason}".casefold().split()) for each in (one, other)]
    return len(words[0] & words[1]) >= SAME * len(words[0] | words[1])


def _answer_by_number(db: Session, question: str, number: int, visible: Select[int]) -> Answer:
    row = decisions.of_number(db, number)
    found = decisions.among(db, [row.id], visible) if row else []
    return Answer(question, tuple(records.of(db, found)), 1, sure=bool(found), more=False)
