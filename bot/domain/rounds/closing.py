"""Closing: answers are detached from people, what may be shown is worked out once, conveners are asked: what now?"""

import json
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain import disclosure, replies, results
from bot.domain.disclosure import Protection, Shown
from bot.domain.questions import Question
from bot.domain.replies import Reply
from bot.domain.results import Gap, Result
from bot.domain.rounds import CLOSED, FOLLOW_UP, PICTURE, RESULTS, check_convener, questions_of
from bot.domain.rounds.opening import moment
from bot.errors import Refusal
from storage import deliveries, journal, letters, members, partnerships, rounds, search
from storage.members import Member
from storage.rounds import ANONYMOUS, NAMED, Answer, Round

LONGEST_FOLLOW_UP = 1_500  # characters; it stands beneath the results
NOBODY = "0"  # the partner of people of whom none is known


@dataclass(frozen=True)
class Point:
    """One round in a trend; no result: too little to show."""

    on: str  # the day it opened, as in 2026-03-02
    result: Result | None

    @property
    def level(self) -> float | None:
        return results.level(self.result)


@dataclass(frozen=True)
class Voice:
    """Who said what, in a round with names."""

    person: str
    words: str


@dataclass(frozen=True)
class Finding:
    """What a round has found about one question, as far as it may be shown."""

    question: Question
    shown: Shown
    trend: tuple[Point, ...]  # of the same question in earlier rounds and this one, oldest first
    gap: Gap | None
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True)
class Outcome:
    round: Round
    asked: int
    answered: int
    findings: tuple[Finding, ...]
    partners: Mapping[str, str]  # names by key


def close_due(db: Session, *, now: datetime) -> Sequence[Round]:
    """Close the rounds whose last day is over everywhere, and plan what is shown of them."""
    due = [each for each in rounds.open_ones(db) if each.closes_at is not None and each.closes_at <= now]
    for each in due:
        _close(db, each, now)
    return due


def outcome(db: Session, round_: Round) -> Outcome:
    """What a closed round shows: always what was worked out when it closed."""
    kept = {shown.question: shown for shown in shown_of(round_)}
    before = [(each, {shown.question: shown for shown in shown_of(each)}) for each in rounds.earlier(db, round_)]
    findings, voices = [], _voices(db, round_)
    for question in questions_of(round_):
        shown = kept.get(question.key, Shown(question=question.key, total=None))
        points = [(each, theirs[question.key]) for each, theirs in before if question.key in theirs] + [(round_, shown)]
        trend = tuple(Point(each.opens_on.isoformat(), one.total) for each, one in points)
        gap = results.widest_gap(shown.cells)
        findings.append(Finding(question, shown, trend, gap, tuple(voices.get(question.key, ()))))
    names = {str(id): partner.name for id, partner in partnerships.partners(db).items()}
    return Outcome(
        round_,
        rounds.asked(db, round_.id),
        rounds.answered(db, round_.id),
        tuple(findings),
        names | {NOBODY: "people of no partner"},
    )


def follow_up(db: Session, round_id: int, text: str, *, by: Member, at: datetime) -> Round:
    """What will be done about it, in the words of a convener.

    Raises Refusal when it says nothing or too much, when the round is not closed, or `by` is no convener.
    """
    check_convener(by)
    round_ = rounds.by_id(db, round_id)
    if round_ is None or round_.closed_at is None:
        raise Refusal("This round is not closed yet. When it is, say what you will do about it.")
    if not text.strip():
        raise Refusal("Say in a sentence what will be done about it.", field="text")
    if len(text) > LONGEST_FOLLOW_UP:
        raise Refusal(f"Please keep it under {LONGEST_FOLLOW_UP:,} characters.", field="text")
    round_.follow_up, round_.follow_up_by = text.strip(), by.person
    _remember(db, round_)
    journal.note(db, "round.followed_up", subject_id=round_.id, by=by.person, at=at)
    key = f"round:{round_.id}:results:{secrets.token_hex(4)}"  # edited in place, each time anew
    deliveries.plan(db, RESULTS, about_id=round_.id, key=key, at=at)
    return round_


def _close(db: Session, round_: Round, now: datetime) -> None:
    rows = rounds.answers(db, round_.id)
    took_part = {str(partner or 0): many for partner, many in rounds.participants(db, round_.id).items()}
    shown = [_share(round_, question, rows, took_part) for question in questions_of(round_)]
    round_.results = json.dumps([each.model_dump(mode="json") for each in shown])
    _detach(db, round_, rows)
    round_.closed_at, round_.secret = now, ""
    _remember(db, round_)
    journal.note(db, "round.closed", subject_id=round_.id, by=round_.opened_by, at=now)
    _announce(db, round_, now)


def _remember(db: Session, round_: Round) -> None:
    """Let it be found by what was asked, and what will be done about it."""
    title, body = rounds.findable(round_)
    search.index(db, "round", round_.id, title=title, body=body)


def _share(round_: Round, question: Question, rows: Sequence[Answer], took_part: Mapping[str, int]) -> Shown:
    given: list[tuple[str, Reply]] = [
        (str(row.partner_id or 0), json.loads(row.reply)) for row in rows if row.question == question.key
    ]
    if round_.privacy == NAMED:
        return Shown(question=question.key, total=results.of(question, [reply for _, reply in given]))
    rule = Protection(fewest=round_.fewest)
    rng = random.Random(round_.secret + question.key)  # noqa: S311  (an order nobody can foretell: the secret is erased)
    return disclosure.share(question, given, took_part=took_part, protection=rule, rng=rng)


def _detach(db: Session, round_: Round, rows: Sequence[Answer]) -> None:
    """From now on nothing leads from an answer to whoever gave it, unless the round was with names."""
    shuffled = secrets.SystemRandom().sample(list(rows), len(rows))
    together: dict[str, str] = {}  # without names each answer stands alone: several of one person could give them away
    alone = round_.privacy == ANONYMOUS
    anew = [
        Answer(
            round_id=row.round_id,
            token=secrets.token_hex(16) if alone else together.setdefault(row.token, secrets.token_hex(16)),
            question=row.question,
            reply=row.reply,
            partner_id=row.partner_id,
            person=row.person,
        )
        for row in shuffled
    ]
    rounds.replace_all(db, round_.id, anew)


def _announce(db: Session, round_: Round, now: datetime) -> None:
    """The day after the last one, at the round's hour in the partnership's zone; then the conveners are asked."""
    own = partnerships.own(db)
    at = max(now, moment(round_.closes_on + timedelta(days=1), round_.hour, own.zone))
    deliveries.plan(db, RESULTS, about_id=round_.id, key=f"round:{round_.id}:results", at=at)
    beneath = at + timedelta(seconds=1)  # the post first
    deliveries.plan(db, CLOSED, about_id=round_.id, key=f"round:{round_.id}:closed", at=beneath)
    deliveries.plan(db, PICTURE, about_id=round_.id, key=f"round:{round_.id}:picture", at=beneath)
    asked = members.of_people(db, [round_.opened_by]).get(round_.opened_by)
    conveners = [asked] if asked and asked.is_convener and asked.left_at is None else members.conveners(db)
    day = at.astimezone(own.zone).date()
    due = [letters.Due(each.person, f"round:{round_.id}:followup:{each.person}", at) for each in conveners]
    letters.write_to_many(db, FOLLOW_UP, due, about_id=round_.id, on=day, hour=round_.hour)


def _voices(db: Session, round_: Round) -> dict[str, list[Voice]]:
    """What each person said, by question; only where everybody was told that names are shown."""
    found: dict[str, list[Voice]] = {}
    for row in sorted(rounds.answers(db, round_.id), key=lambda row: row.person) if round_.privacy == NAMED else ():
        reply = json.loads(row.reply)
        if replies.is_given(reply):
            found.setdefault(row.question, []).append(Voice(row.person, replies.in_words(reply)))
    return found


def shown_of(round_: Round) -> Sequence[Shown]:
    """All that anybody may ever see of a closed round, by question."""
    return [Shown.model_validate(each) for each in json.loads(round_.results or "[]")]
