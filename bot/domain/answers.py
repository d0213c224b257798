"""Answers: what the memory holds on a question, as far as the asker may see it; and silence where it holds nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select
from sqlalchemy.orm import Session

from bot.domain.wording import number_in
from bot.errors import Refusal
from storage import certainty, decisions, records, search
from storage.members import Member
from storage.records import Record

AT_ONCE = certainty.SHOWN  # records in one answer: more is a list, and lists are not read
NEAR_ENOUGH = 0.5  # of the first hit's score: what is further off than that is noise beside it
LONGEST_QUESTION = 1_000  # characters
ASKED_BEFORE = 30  # records that "Not what I meant" may page through

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


def answer(db: Session, question: str, *, to: Member, skip: int = 0) -> Answer:
    """The best records on a question that `to` may see. Raises Refusal when there is no question."""
    return _answer(db, question, decisions.visible_to(to), skip)


def for_operator(db: Session, question: str) -> Answer:
    """The same for whoever runs the database, and so may see everything. Raises Refusal when there is no question."""
    return _answer(db, question, decisions.kept(), 0)


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


def _answer(db: Session, question: str, visible: Select[int], skip: int) -> Answer:
    question = question.replace("\x00", "").strip()
    if not question:
        raise Refusal(
            "What would you like to know? For example: `/ask-why did we choose the harbour site?`", field="question"
        )
    question = question[:LONGEST_QUESTION]
    named = number_in(question)
    if named is not None:
        return _answer_by_number(db, question, named, visible)
    hits = search.find(db, question, kind="decision", among=visible, limit=AT_ONCE + 1, skip=skip)
    sure = certainty.of(hits) >= certainty.ENOUGH
    chosen = [hit for hit in hits[:AT_ONCE] if hit.score >= hits[0].score * NEAR_ENOUGH]
    found = decisions.among(db, [hit.record_id for hit in chosen], visible)
    more = len(hits) > len(chosen) and skip + AT_ONCE < ASKED_BEFORE
    return Answer(question, tuple(records.of(db, found)), skip + 1, sure=sure, more=more)


def _answer_by_number(db: Session, question: str, number: int, visible: Select[int]) -> Answer:
    row = decisions.of_number(db, number)
    found = decisions.among(db, [row.id], visible) if row else []
    return Answer(question, tuple(records.of(db, found)), 1, sure=bool(found), more=False)
