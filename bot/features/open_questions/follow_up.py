"""What the clock does for whys: who can no longer be asked is replaced, and askers hear when nobody answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.features.open_questions.asking import ask_next
from bot.features.open_questions.closing import end_without_askers
from bot.features.open_questions.recipients import ASK, LATE, tell_askers
from storage import answers, members, notification_settings, open_questions, whys
from storage.members import Member
from storage.open_questions import ASKED, GONE, QuestionAsker, QuestionExpert
from storage.whys import OpenQuestion

ANSWERED_WITHIN = timedelta(days=7)  # then whoever asked is told honestly that nobody has answered
DRAFTS_KEPT_FOR = timedelta(days=7)  # then nobody will press Send any more
REMEMBERED_FOR = timedelta(days=1)  # what was asked last


def due(db: Session, *, now: datetime) -> list[int]:
    """The numbers of the open questions about which something is to be done."""
    open_ones = whys.every_open(db)
    here = _here(db) if open_ones else {}
    return [why.number for why in open_ones if any(_due(db, why, here, now))]


def look_after(db: Session, number: int, *, now: datetime) -> None:
    """Do what is due about one. Doing it again changes nothing."""
    why = whys.of_number(db, number, for_change=True)
    if why is None or not why.is_open:
        return
    left, gone, is_late = _due(db, why, _here(db), now)
    for asker in left:
        asker.withdrawn_at = now
    for row in gone:
        row.state, row.draft, row.drafted_at = GONE, "", None
    db.flush()
    end_without_askers(db, why, at=now)
    if why.is_open and gone:
        ask_next(db, why, at=now)
    if why.is_open and is_late:
        why.told_late_at = now
        tell_askers(db, why, LATE, at=now)


def any_old(now: datetime) -> ColumnElement[bool]:
    drafts = open_questions.any_drafts_before(now - DRAFTS_KEPT_FOR)
    return drafts | answers.any_before(now - REMEMBERED_FOR)


def forget_old(db: Session, *, now: datetime) -> None:
    open_questions.forget_drafts_before(db, now - DRAFTS_KEPT_FOR)
    answers.forget_before(db, now - REMEMBERED_FOR)


def _here(db: Session) -> dict[str, Member]:
    return {each.person: each for each in members.present(db)}


def _due(
    db: Session, why: OpenQuestion, here: Mapping[str, Member], now: datetime
) -> tuple[Sequence[QuestionAsker], Sequence[QuestionExpert], bool]:
    """Askers who left, people who can no longer be asked, and whether askers should hear that nobody has answered."""
    left = [asker for asker in open_questions.askers(db, why.id) if asker.person not in here]
    return left, _unreachable(db, why, here), why.told_late_at is None and now - why.asked_at >= ANSWERED_WITHIN


def _unreachable(db: Session, why: OpenQuestion, here: Mapping[str, Member]) -> Sequence[QuestionExpert]:
    """Who was asked and is no longer here, may no longer look in where it was asked, or wants no such questions."""
    rows = [row for row in open_questions.asked(db, why.id) if row.state == ASKED]
    there = whys.may_look_in(db, why.place, [here[row.person] for row in rows if row.person in here])
    stopped = notification_settings.stops(db, there)
    return [row for row in rows if row.person not in there or ASK in stopped.get(row.person, ())]
