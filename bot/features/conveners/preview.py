"""Previews: what will be sent, to whom and to whom not, before it is sent."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat.port import Message
from bot.features import recurrences, spotlights, surveys
from bot.features.conveners import preview_messages
from bot.features.conveners.preview_messages import PlannedMessage, Reach
from bot.features.purpose import messages as purpose_messages
from bot.features.purpose import wordings
from bot.features.spotlights import messages as spotlight_messages
from bot.features.surveys import pulses
from bot.notifications import Attention, preferences
from storage import decisions, members, partnerships, purpose, reviews
from storage import recurrences as stored_recurrences
from storage import spotlights as stored_spotlights
from storage.decisions import Decision
from storage.recurrences import Recurrence

Look = Callable[[Session, Recurrence, date, int], PlannedMessage]
"""What a rhythm will bring on a day, as the n-th from now, counted from 0."""


def week(db: Session, first: date) -> Sequence[PlannedMessage]:
    """Everything that the rhythms will bring in the seven days from `first` on, in order."""
    is_off = preferences.days_off_of_all(db)
    found = [
        LOOKS[recurrence.noun](db, recurrence, day, number)
        for recurrence in stored_recurrences.all_(db)
        if recurrence.noun in LOOKS
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
    return preview_messages.shown_first(LOOKS[noun](db, recurrence, day, 0))


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


def _pulse(db: Session, recurrence: Recurrence, on: date, number: int) -> PlannedMessage:
    asked = pulses.asked(recurrence, recurrence.came + number)
    text = asked[0].text if len(asked) == 1 else f"{len(asked)} questions, the first: {asked[0].text}"
    return PlannedMessage(
        on, recurrence.hour, "Pulse", text, recurrence.channel, reach(db, surveys.ALL, surveys.QUESTION, on)
    )


def _purpose(db: Session, recurrence: Recurrence, on: date, number: int) -> PlannedMessage:
    way = wordings.in_turn(purpose.forms(db), number, on)
    text = "Nothing: there are no other words for it yet."
    if way is not None:
        text = purpose_messages.words_of(way, purpose.in_force(db, purpose.PURPOSE))
    return PlannedMessage(on, recurrence.hour, "Purpose", text, recurrence.channel, noun=recurrence.noun)


def _recall(db: Session, recurrence: Recurrence, on: date, number: int) -> PlannedMessage:
    whom = reach(db, surveys.ALL, surveys.QUESTION, on)
    text = pulses.RECALL_QUESTION.text
    return PlannedMessage(
        on, recurrence.hour, "Did the purpose stick?", text, recurrence.channel, whom, noun=recurrence.noun
    )


def _spotlight(db: Session, recurrence: Recurrence, on: date, number: int) -> PlannedMessage:
    waiting, partners = stored_spotlights.under_way(db), spotlights.in_turn(db)
    row = next((each for each in waiting if each.due_on == on), None)
    text = "Nobody: there is no partner yet."
    if row is not None:
        name = partnerships.partners(db)[row.partner_id].name
        text = f"{name}: {spotlight_messages.plain_words(row) or 'no words yet'}"
    elif stored_spotlights.is_taken(db, on):
        text = "Nothing: they would rather not this time."
    elif partners:
        text = f"{partners[max(0, number - len(waiting)) % len(partners)].name}: not asked yet"
    return PlannedMessage(on, recurrence.hour, "Spotlight", text, recurrence.channel, noun=recurrence.noun)


LOOKS: dict[str, Look] = {
    recurrences.PULSE: _pulse,
    recurrences.PURPOSE: _purpose,
    recurrences.RECALL: _recall,
    recurrences.SPOTLIGHT: _spotlight,
}
