"""Previews: what will be sent, to whom and to whom not, before it is sent."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.features import catalogue, recurrences, surveys
from bot.features.conveners import preview_messages
from bot.features.conveners.preview_messages import PlannedMessage, Reach
from bot.notifications import Attention, preferences
from storage import decisions, members, partnerships, reviews
from storage import recurrences as stored_recurrences
from storage.decisions import Decision
from storage.recurrences import Recurrence


def week(db: Session, first: date) -> Sequence[PlannedMessage]:
    """Everything that the rhythms will bring in the seven days from `first` on, in order."""
    is_off = preferences.days_off_of_all(db)
    found = [
        _planned(db, recurrence, day, number)
        for recurrence in stored_recurrences.all_(db)
        for number, day in enumerate(
            recurrences.days_between(recurrence, first, first + timedelta(days=6), is_off=is_off)
        )
    ]
    return sorted(found, key=lambda coming: (coming.on, coming.hour))


def reviews_of_week(db: Session, first: date, person: str) -> Sequence[Decision]:
    """The decisions whose review comes in the seven days from `first` on, as far as this person may see them."""
    member = members.by_person(db, person)
    if member is None:
        return ()
    return reviews.coming(db, decisions.visible_to(member), first=first, last=first + timedelta(days=6))


def next_of(db: Session, noun: str, *, now: datetime) -> Message:
    """The next one of a rhythm, as people will see it."""
    recurrence = stored_recurrences.of_noun(db, noun)
    today = now.astimezone(partnerships.own(db).zone).date()
    day = recurrences.next_on(recurrence, today=today, is_off=preferences.days_off_of_all(db)) if recurrence else None
    if recurrence is None or day is None:
        return preview_messages.nothing_coming()
    return preview_messages.shown_first(_planned(db, recurrence, day, 0))


def reach(db: Session, who: str, kind: str, on: date) -> Reach:
    """How many of an audience a message of this kind will reach on that day, and why not the others."""
    people = [member.person for member in surveys.audience(db, who)]
    theirs = preferences.of(db, people)
    kept = Counter(why for person in people if (why := _kept_from(theirs[person], kind, on)))
    return Reach(len(people) - kept.total(), dict(kept))


def everybody(db: Session) -> int:
    return len(members.present(db))


def _kept_from(mine: Attention, kind: str, on: date) -> str:
    """Why nothing reaches somebody on that day; empty when it does."""
    if kind in mine.stopped:
        return "stopped these"
    if mine.away_until and on < mine.away_until:
        return "away"
    if mine.snoozed_until and on < mine.snoozed_until:
        return "snoozed"
    if mine.is_day_off(on):
        return "a holiday of theirs"
    return "" if on.weekday() in mine.work_days else "not a working day of theirs"


def _planned(db: Session, recurrence: Recurrence, on: date, number: int) -> PlannedMessage:
    kind = catalogue.recurrence_kinds()[recurrence.noun]
    text = kind.words(db, recurrence, on, number)
    whom = reach(db, surveys.ALL, surveys.QUESTION, on) if kind.asks_everybody else None
    return PlannedMessage(on, recurrence.hour, kind.title, text, recurrence.channel, whom, noun=recurrence.noun)
