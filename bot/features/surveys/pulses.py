"""Pulses: a round that comes back by itself, with the next question of its set; and the recall, once a quarter."""

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import recurrences, surveys
from bot.features.recurrences import PULSE, RECALL, IsOff, RecurrencePlan
from bot.features.surveys import question_sets
from bot.features.surveys.disclosure import FEWEST
from bot.features.surveys.questions import Question, QuestionKind
from storage.members import Member
from storage.recurrences import Recurrence
from storage.surveys import ANONYMOUS, Survey

A_DAY_AHEAD = timedelta(days=1)  # a round must be on the calendar before its day begins furthest east
OPEN_FOR = timedelta(days=3)  # asked on Monday, it can be changed until Thursday; Friday shows what came of it
RECALLED_FOR = timedelta(days=4)  # Monday to Friday
MONDAY = 0
RECALL_QUESTION = Question(key="recall_why", kind=QuestionKind.SHORT_TEXT, text="In one sentence: why are we here?")


def begin_recurrence(
    db: Session, set_key: str, *, weekday: int, hour: time, channel: str, every_weeks: int, by: Member, at: datetime
) -> Recurrence:
    """Ask everybody the questions of a set, in turn. Raises Refusal as `rhythms.set_`, and for an unknown set."""
    if set_key not in question_sets.shipped():
        raise Refusal("Choose one of the sets of questions.", field="set_key")
    wish = RecurrencePlan((weekday,), hour, channel, every_weeks, {"set_key": set_key})
    return recurrences.set_(db, PULSE, wish, by=by, at=at)


def bring_due(db: Session, *, now: datetime, early: timedelta = timedelta(0)) -> Survey | None:
    """Put the next pulse on the calendar when its day comes; None when none is due or it is skipped."""
    due = recurrences.due(db, PULSE, now=now, early=early)
    if due is None:
        return None
    recurrence, day = due
    number = recurrence.came
    return (
        surveys.remember(db, plan(recurrence, day, number), by=recurrence.set_by, at=now)
        if recurrences.came(recurrence, day)
        else None
    )


def plan(recurrence: Recurrence, day: date, number: int) -> surveys.SurveyPlan:
    """The pulse of that day, the `number`-th, counted from 0."""
    set_ = question_sets.shipped()[recurrences.settings_of(recurrence)["set_key"]]
    return surveys.SurveyPlan(
        title=set_.title,
        set_key=set_.key,
        questions=asked(recurrence, number),
        channel=recurrence.channel,
        opens_on=day,
        closes_on=day + OPEN_FOR,
        hour=recurrence.hour,
        privacy=ANONYMOUS,
        fewest=FEWEST,
        key=f"pulse:{recurrence.id}:{day}",
    )


def asked(recurrence: Recurrence, number: int) -> tuple[Question, ...]:
    """The questions of the `number`-th pulse: one in turn, or the whole set."""
    set_ = question_sets.shipped()[recurrences.settings_of(recurrence)["set_key"]]
    return (question_sets.of_week(set_, number),) if set_.weekly else set_.questions


def coming(_db: Session, recurrence: Recurrence, _on: date, number: int) -> str:
    """What the `number`-th from now, counted from 0, will ask."""
    next_ones = asked(recurrence, recurrence.came + number)
    if len(next_ones) == 1:
        return next_ones[0].text
    return f"{len(next_ones)} questions, the first: {next_ones[0].text}"


def begin_recall(db: Session, *, hour: time, channel: str, by: Member, at: datetime) -> Recurrence:
    """Ask once a quarter what stuck of the purpose. Raises Refusal as `rhythms.set_`."""
    return recurrences.set_(db, RECALL, RecurrencePlan((MONDAY,), hour, channel), by=by, at=at)


def bring_recall(db: Session, *, now: datetime, is_off: IsOff, early: timedelta = timedelta(0)) -> Survey | None:
    """Put the recall on the calendar on the first Monday of the quarter that is no day off."""
    due = recurrences.due(db, RECALL, now=now, early=early, is_off=is_off)
    if due is None:
        return None
    recurrence, day = due
    return (
        surveys.remember(db, recall(recurrence, day), by=recurrence.set_by, at=now)
        if recurrences.came(recurrence, day)
        else None
    )


def recall(recurrence: Recurrence, day: date) -> surveys.SurveyPlan:
    """The recall of that day: one question to everybody, anonymous."""
    return surveys.SurveyPlan(
        title="Why are we here?",
        set_key=RECALL,
        questions=(RECALL_QUESTION,),
        channel=recurrence.channel,
        opens_on=day,
        closes_on=day + RECALLED_FOR,
        hour=recurrence.hour,
        privacy=ANONYMOUS,
        fewest=FEWEST,
        key=f"recall:{recurrence.id}:{day}",
    )
