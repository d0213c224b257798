"""Asking: with the asker's yes a question goes to at most two who would know; the same question is asked once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.open_questions.commands import question_of
from bot.features.open_questions.experts import Expert, who_would_know
from bot.features.open_questions.recipients import ASK, write
from bot.features.open_questions.visibility import bounds, is_private, place_of
from storage import answers, events, members, open_questions, partnerships, whys
from storage.members import Member
from storage.open_questions import ASKED, QuestionAsker, QuestionExpert
from storage.search.tokens import Query
from storage.whys import OpenQuestion

ALIKE = 0.8  # share of their words that two questions have in common when they are one
FEWEST_ALIKE = 4  # words in common; with fewer, one word more or less makes another question

NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)  # noqa: RUF001
HOW_COME = re.compile(r"\bhow\s+come\b", re.IGNORECASE)
OTHER_KIND = re.compile(r"\s*(?:so\s+|and\s+|but\s+)?(?P<kind>who|when|where|which|how)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class QuestionSense:
    """What a question is about. Questions of another kind, another number, or with a "not" are others."""

    kind: str
    denies: bool
    numbers: tuple[str, ...]
    words: frozenset[str]
    plain: str


def sense(question: str) -> QuestionSense:
    asks = OTHER_KIND.match(HOW_COME.sub("why", question))
    return QuestionSense(
        kind=asks["kind"].casefold() if asks else "why",
        denies=NEGATION.search(question) is not None,
        numbers=tuple(sorted(NUMBER.findall(question))),
        words=frozenset(Query(question).about),
        plain=" ".join(question.casefold().split()),
    )


def is_same(one: QuestionSense, other: QuestionSense) -> bool:
    if (one.kind, one.denies, one.numbers) != (other.kind, other.denies, other.numbers):
        return False
    if not one.words or not other.words:
        return one.plain == other.plain
    common = len(one.words & other.words)
    return one.words == other.words or (common >= FEWEST_ALIKE and common >= ALIKE * len(one.words | other.words))


MOST_AT_ONCE = 2  # people asked at the same time: of three, each leaves it to the others
MOST_IN_ALL = 4  # people asked about one question; then conveners look after it
MOST_OPEN = 5  # questions that one person may have open: beyond it, others' attention would be theirs


@dataclass(frozen=True)
class AskPlan:
    """What would happen with somebody's yes. `joins`: it has been asked already, and they would be told with others."""

    question: str
    place: str
    knowers: tuple[Expert, ...]
    joins: bool = False
    is_private: bool = False


@dataclass(frozen=True)
class AskOutcome:
    """What happened. `known`: they were waiting for it already."""

    why: OpenQuestion
    knowers: tuple[Expert, ...] = ()
    joined: bool = False
    known: bool = False


def plan(db: Session, question: str, *, by: Member, place: str, at: datetime) -> AskPlan:
    """Whom a question would go to. `place` is where it was asked, empty in private. Raises Refusal without words."""
    question = question_of(question)
    place = place_of(db, place, by)
    if _same(db, question, by, place) is not None:
        return AskPlan(question, place, (), joins=True, is_private=is_private(db, place))
    knowers = who_would_know(db, question, by=by, place=place, at=at)[:MOST_AT_ONCE]
    return AskPlan(question, place, tuple(knowers), is_private=is_private(db, place))


def ask(
    db: Session, wording: str, *, about: str, shown: Iterable[str], by: Member, place: str, named: bool, at: datetime
) -> AskOutcome:
    """Put a question to those who were shown to its asker; or join the same question that is open already.

    `about` is the question as it stood when they were found. Raises Refusal without words, with too many, when nobody
    of those shown can be asked any more, and when they have five questions open.
    """
    question = question_of(wording)
    partnerships.take_turns(db)  # two who ask the same at once ask it once
    place = place_of(db, place, by)
    same = _same(db, question, by, place)
    if same is not None:
        return _join(db, same, question, by=by, at=at)
    _check_room(db, by)
    knowers = _still(db, question_of(about), shown, by, place, at)
    why = open_one(db, question, by=by, place=place, named=named, at=at)
    put(db, why, knowers, at=at)
    return AskOutcome(why, tuple(knowers))


def open_one(
    db: Session, question: str, *, by: Member, place: str, named: bool, at: datetime, follows: int | None = None
) -> OpenQuestion:
    why = OpenQuestion(
        number=partnerships.next_question_number(db), question=question, place=place, asked_at=at, follows=follows
    )
    db.add(why)
    db.flush()
    db.add(QuestionAsker(question_id=why.id, person=by.person, wording=question, asked_at=at, is_named=named))
    events.note(db, "why.asked", subject_id=why.id, by=by.person if named else "", at=at)
    answers.forget(db, by.person)
    return why


def put(db: Session, why: OpenQuestion, knowers: Iterable[Expert], *, at: datetime) -> None:
    """Ask these people."""
    for each in knowers:
        db.add(
            QuestionExpert(
                question_id=why.id, person=each.person, because=each.because, asked_at=at, record=each.record
            )
        )
        write(db, ASK, why, "ask", to=each.person, at=at)
    db.flush()


def ask_next(db: Session, why: OpenQuestion, *, at: datetime) -> Sequence[Expert]:
    """Ask the next who would know: at most two at a time, and four in all. What the first asker may see decides."""
    rows = open_questions.asked(db, why.id)
    room = min(MOST_AT_ONCE - sum(row.state == ASKED for row in rows), MOST_IN_ALL - len(rows))
    askers = open_questions.askers(db, why.id)
    first = members.by_person(db, askers[0].person) if askers else None
    if room <= 0 or first is None:
        return []
    but = {*(row.person for row in rows), *(asker.person for asker in askers)}
    knowers = who_would_know(db, why.question, by=first, place=why.place, at=at, but=but)[:room]
    put(db, why, knowers, at=at)
    return knowers


def _same(db: Session, question: str, by: Member, place: str) -> OpenQuestion | None:
    """The open question that this one is: only where its asker may know of it, and the same people may hear of it."""
    wanted, reach = sense(question), bounds(db, place)
    for row in whys.open_to(db, by):
        if bounds(db, row.place) == reach and is_same(sense(row.question), wanted):
            return row
    return None


def _join(db: Session, why: OpenQuestion, wording: str, *, by: Member, at: datetime) -> AskOutcome:
    mine = open_questions.ever_asker(db, why.id, by.person)
    known = mine is not None and mine.withdrawn_at is None
    if mine is not None:
        mine.withdrawn_at = None
    else:
        db.add(QuestionAsker(question_id=why.id, person=by.person, wording=wording, asked_at=at, is_named=False))
    if not known:
        events.note(db, "why.joined", subject_id=why.id, by="", at=at)
    answers.forget(db, by.person)
    return AskOutcome(why, joined=True, known=known)


def _check_room(db: Session, by: Member) -> None:
    if len(open_questions.own_open(db, by.person)) >= MOST_OPEN:
        raise Refusal(
            f"{MOST_OPEN} questions of yours are open. Take one back on my Home tab, and I ask this one.",
            field="question",
        )


def _still(db: Session, about: str, shown: Iterable[str], by: Member, place: str, at: datetime) -> list[Expert]:
    """Of those who were shown, who can still be asked, and really would know. Raises Refusal when nobody is left."""
    wanted = list(shown)[:MOST_AT_ONCE]
    if not wanted:
        return []
    able = {each.person: each for each in who_would_know(db, about, by=by, place=place, at=at)}
    knowers = [able[person] for person in wanted if person in able]
    if not knowers:
        raise Refusal("They cannot be asked any more. Ask me again, and I look who else would know.", field="question")
    return knowers
