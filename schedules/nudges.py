"""Nudges: once in a day, everybody's own promises that deserve a word are written to them, together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat import Chat
from bot.domain import commitments, nudges
from bot.domain.attention import Attention, own
from bot.domain.nudges import Calendar, Promised
from storage import Begin, letters, members, promises
from storage.commitments import Commitment

A_DAY = timedelta(days=1)  # somewhere it is still yesterday


def remind(begin: Begin, chat: Chat, now: datetime) -> None:
    """Make what is due for each owner; the letters of the same tick carry it, in their hours and their budget."""
    with begin(reading=True) as db:
        everybody = promises.by_owner(db, since=now.date() - A_DAY, until=now.date() + nudges.FURTHEST)
        attention = own.of(db, everybody)
    for person, theirs in attention.items():
        if _deserving(everybody[person], theirs, now):
            with begin() as db:
                _remind(db, person, theirs, now)


def _remind(db: Session, person: str, theirs: Attention, now: datetime) -> None:
    """One letter a day, whatever is in it."""
    owner, today = members.by_person(db, person), now.astimezone(theirs.zone).date()
    chosen = _deserving(promises.own(db, person), theirs, now)
    if owner is None or owner.left_at is not None or not chosen:
        return
    key = f"{commitments.NUDGE}:{person}:{today}"
    hour = nudges.MORNING
    if letters.write_to(db, commitments.NUDGE, person, about_id=owner.id, key=key, at=now, on=today, hour=hour):
        for each in chosen:
            each.nudged_on = today


def _deserving(mine: Sequence[Commitment], theirs: Attention, now: datetime) -> list[Commitment]:
    """What of theirs deserves a word now; nothing on a day on which we have spoken of something already."""
    today = now.astimezone(theirs.zone).date()
    if any(each.nudged_on == today for each in mine):
        return []
    calendar = Calendar(theirs.zone, lambda day: day.weekday() not in theirs.work_days or theirs.is_day_off(day))
    judged = [Promised(each.number, each.changed_at, each.due_on, each.nudged_on) for each in mine]
    numbers = {each.number for each in nudges.deserving(judged, calendar, now=now)}
    return [each for each in mine if each.number in numbers]
