"""Pulses: a round that comes back by itself, with the next question of its set; and the recall, once a quarter."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.domain import question_sets, rhythms, rounds
from bot.domain.disclosure import FEWEST
from bot.domain.questions import Kind, Question
from bot.domain.rhythms import PULSE, RECALL, IsOff, Wish
from bot.errors import Refusal
from storage.members import Member
from storage.rhythms import Rhythm
from storage.rounds import ANONYMOUS, Round

OPEN_FOR = timedelta(days=3)  # asked on Monday, it can be changed until Thursday; Friday shows what came of it
RECALLED_FOR = timedelta(days=4)  # Monday to Friday
MONDAY = 0
RECALL_QUESTION = Question(key="recall_why", kind=Kind.SHORT_TEXT, text="In one sentence: why are we here?")


def begin_rhythm(
    db: Session, set_key: str, *, weekday: int, hour: time, channel: str, every_weeks: int, by: Member, at: datetime
) -> Rhythm:
    """Ask everybody the questions of a set, in turn. Raises Refusal as `rhythms.set_`, and for an unknown set."""
    if set_key not in question_sets.shipped():
        raise Refusal("Choose one of the sets of questions.", field="set_key")
    wish = Wish((weekday,), hour, channel, every_weeks, {"set_key": set_key})
    return rhythms.set_(db, PULSE, wish, by=by, at=at)


def bring_due(db: Session, *, now: datetime, early: timedelta = timedelta(0)) -> Round | None:
    """Put the next pulse on the calendar when its day comes; None when none is due or it is skipped."""
    due = rhythms.due(db, PULSE, now=now, early=early)
    if due is None:
        return None
    rhythm, day = due
    number = rhythm.came
    return (
        rounds.remember(db, plan(rhythm, day, number), by=rhythm.set_by, at=now) if rhythms.came(rhythm, day) else None
    )


def plan(rhythm: Rhythm, day: date, number: int) -> rounds.Plan:
    """The pulse of that day, the `number`-th, counted from 0."""
    set_ = question_sets.shipped()[rhythms.settings_of(rhythm)["set_key"]]
    return rounds.Plan(
        title=set_.title,
        set_key=set_.key,
        questions=asked(rhythm, number),
        channel=rhythm.channel,
        opens_on=day,
        closes_on=day + OPEN_FOR,
        hour=rhythm.hour,
        privacy=ANONYMOUS,
        fewest=FEWEST,
        key=f"pulse:{rhythm.id}:{day}",
    )


def asked(rhythm: Rhythm, number: int) -> tuple[Question, ...]:
    """The questions of the `number`-th pulse: one in turn, or the whole set."""
    set_ = question_sets.shipped()[rhythms.settings_of(rhythm)["set_key"]]
    return (question_sets.of_week(set_, number),) if set_.weekly else set_.questions


def begin_recall(db: Session, *, hour: time, channel: str, by: Member, at: datetime) -> Rhythm:
    """Ask once a quarter what stuck of the purpose. Raises Refusal as `rhythms.set_`."""
    return rhythms.set_(db, RECALL, Wish((MONDAY,), hour, channel), by=by, at=at)


def bring_recall(db: Session, *, now: datetime, is_off: IsOff, early: timedelta = timedelta(0)) -> Round | None:
    """Put the recall on the calendar on the first Monday of the quarter that is no day off."""
    due = rhythms.due(db, RECALL, now=now, early=early, is_off=is_off)
    if due is None:
        return None
    rhythm, day = due
    return rounds.remember(db, recall(rhythm, day), by=rhythm.set_by, at=now) if rhythms.came(rhythm, day) else None


def recall(rhythm: Rhythm, day: date) -> rounds.Plan:
    """The recall of that day: one question to everybody, anonymous."""
    return rounds.Plan(
        title="Why are we here?",
        set_key=RECALL,
        questions=(RECALL_QUESTION,),
        channel=rhythm.channel,
        opens_on=day,
        closes_on=day + RECALLED_FOR,
        hour=rhythm.hour,
        privacy=ANONYMOUS,
        fewest=FEWEST,
        key=f"recall:{rhythm.id}:{day}",
    )
