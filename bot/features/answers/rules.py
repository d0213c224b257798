"""Answers: what the memory holds on a question, as far as the asker may see it; and silence where it holds nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.text.reasons import label_in
from storage import partnerships
from storage.members import Member
from storage.search import confidence as search_confidence
from storage.search import feedback as search_feedback
from storage.search import kinds, periods, recall
from storage.search.index import Among
from storage.search.kinds import Key, Told
from storage.search.recall import UTC, Sought
from storage.search.tokens import Query

AT_ONCE = search_confidence.SHOWN  # records in one answer: more is a list, and lists are not read
NEAR_ENOUGH = 0.6  # of the first hit's score: what is further off than that is noise beside it
LONGEST_QUESTION = 1_000  # characters
ASKED_BEFORE = 30  # records that "Not what I meant" may page through

QUESTION = re.compile(
    r"^\s*(?:so\s+|and\s+|but\s+|hey\s+|hi[,!]?\s+)?(?:why|how come|what (?:was|were|did)|what's|who decided)\b", re.I
)


@dataclass(frozen=True)
class Answer:
    """`records` begin at number `first` (from 1); `sure` says whether they are thought to answer the question.

    `to` and `today`: for whom, and on which day of the partnership.
    """

    query: Query
    records: tuple[Told, ...]
    first: int
    sure: bool
    more: bool
    to: Member | None = None
    today: date | None = None

    @property
    def question(self) -> str:
        return self.query.text


def is_question(text: str) -> bool:
    """Whether somebody asks the memory: "why …", "how come …", "what did we decide …"."""
    return QUESTION.match(text) is not None


def answer(db: Session, question: str, *, to: Member, now: datetime | None = None, skip: int = 0) -> Answer:
    """The best records on a question that `to` may see. Raises Refusal when there is no question.

    With `now`, words of time ("last spring", "before we joined") bring forward what is of that time.
    """
    zone = partnerships.own(db).zone
    today = now.astimezone(zone).date() if now else None
    sought = _sought(question, today, to.met_at.date(), zone)
    return replace(_answer(db, sought, kinds.visible_to(to), skip), to=to, today=today)


def for_operator(db: Session, question: str) -> Answer:
    """The same for whoever runs the database, and so may see everything. Raises Refusal when there is no question."""
    return _answer(db, _sought(question, None, None), kinds.kept(), 0)


def shareable(db: Session, keys: Sequence[Key], *, by: Member, channel: str) -> list[Told]:
    """Of these records, those that `by` and everybody in the channel may see.

    Raises Refusal when none is left.
    """
    everybodys = kinds.rows(db, keys, kinds.visible_to(by), kinds.visible_in(channel))
    if not everybodys:
        raise Refusal("Not everybody here may see these records, so I keep the answer between us.")
    return kinds.told_of(db, everybodys, [key for key in keys if key in everybodys])


def helped_by(db: Session, question: str, key: Key, *, by: Member, at: datetime) -> Told:
    """Remember that this record answered the question: it comes first when the same is asked, and near it otherwise.

    Raises Refusal when it is not theirs to see.
    """
    there = kinds.rows(db, [key], kinds.visible_to(by))
    if not there:
        raise Refusal("That record is gone, or no longer yours to see.")
    today = at.astimezone(partnerships.own(db).zone).date()
    sought = _sought(question, today, by.met_at.date())
    search_feedback.remember(db, sought.words.about, *key, person=by.person, at=at)
    return kinds.told_of(db, there, [key])[0]


def _sought(question: str, today: date | None, joined: date | None, zone: ZoneInfo = UTC) -> Sought:
    """The question as it was put, what to look for, and when that was."""
    question = question.replace("\x00", "").strip()[:LONGEST_QUESTION]
    if not question:
        raise Refusal("What would you like to know? For example: why did we choose the harbour site?", field="question")
    query = Query(question)
    rest, period = periods.spoken(question, today=today, joined=joined) if today else (question, None)
    return Sought(query, query if rest == question else Query(rest), period, zone)


def _answer(db: Session, sought: Sought, visible: Among, skip: int) -> Answer:
    label = label_in(sought.question.text)
    if label is not None:
        return _answer_by_number(db, sought.question, label, visible)
    recalled = recall.of(db, sought, visible, limit=ASKED_BEFORE + AT_ONCE)
    hits = recalled.hits
    page = hits[skip : skip + AT_ONCE]
    close = takewhile(lambda hit: hit.order >= page[0].order * NEAR_ENOUGH, page)
    chosen = [(hit.kind, hit.record_id) for hit in close]
    more = len(hits) > skip + len(chosen) and skip + AT_ONCE < ASKED_BEFORE
    sure = recalled.certain or search_confidence.of(hits) >= search_confidence.ENOUGH
    told = kinds.told_of(db, recalled.rows, chosen)
    return Answer(sought.question, tuple(told), skip + 1, sure=sure, more=more)


def _answer_by_number(db: Session, query: Query, label: tuple[str, int], visible: Among) -> Answer:
    found = kinds.of_number(db, *label, visible)
    return Answer(query, tuple(kinds.told_of(db, found, list(found))), 1, sure=bool(found), more=False)
