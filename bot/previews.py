"""Previews: what will be sent, to whom and to whom not, before it is sent."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat import Message
from bot.domain import pulses, rhythms, rounds, spotlights
from bot.domain.attention import Attention, own
from bot.domain.purpose import ways
from bot.views import previews as views
from bot.views import purpose as purpose_views
from bot.views import spotlights as spotlight_views
from bot.views.previews import Coming, Reach
from storage import decisions, members, partnerships, purposes, reviews
from storage import rhythms as remembered
from storage import spotlights as in_the_light
from storage.decisions import Decision
from storage.rhythms import Rhythm

Look = Callable[[Session, Rhythm, date, int], Coming]
"""What a rhythm will bring on a day, as the n-th from now, counted from 0."""


def week(db: Session, first: date) -> Sequence[Coming]:
    """Everything that the rhythms will bring in the seven days from `first` on, in order."""
    is_off = own.days_off_of_all(db)
    found = [
        LOOKS[rhythm.noun](db, rhythm, day, number)
        for rhythm in remembered.all_(db)
        if rhythm.noun in LOOKS
        for number, day in enumerate(rhythms.days_between(rhythm, first, first + timedelta(days=6), is_off=is_off))
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
    rhythm = remembered.of_noun(db, noun)
    today = now.astimezone(partnerships.own(db).zone).date()
    day = rhythms.next_on(rhythm, today=today, is_off=own.days_off_of_all(db)) if rhythm else None
    if rhythm is None or day is None:
        return views.nothing_coming()
    return views.shown_first(LOOKS[noun](db, rhythm, day, 0))


def reach(db: Session, who: str, kind: str, on: date) -> Reach:
    """How many of an audience a message of this kind will reach on that day, and why not the others."""
    people = [member.person for member in rounds.audience(db, who)]
    theirs = own.of(db, people)
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


def _pulse(db: Session, rhythm: Rhythm, on: date, number: int) -> Coming:
    asked = pulses.asked(rhythm, rhythm.came + number)
    text = asked[0].text if len(asked) == 1 else f"{len(asked)} questions, the first: {asked[0].text}"
    return Coming(on, rhythm.hour, "Pulse", text, rhythm.channel, reach(db, rounds.ALL, rounds.QUESTION, on))


def _purpose(db: Session, rhythm: Rhythm, on: date, number: int) -> Coming:
    way = ways.in_turn(purposes.forms(db), number, on)
    text = "Nothing: there are no other words for it yet."
    if way is not None:
        text = purpose_views.words_of(way, purposes.in_force(db, purposes.PURPOSE))
    return Coming(on, rhythm.hour, "Purpose", text, rhythm.channel, noun=rhythm.noun)


def _recall(db: Session, rhythm: Rhythm, on: date, number: int) -> Coming:
    whom = reach(db, rounds.ALL, rounds.QUESTION, on)
    text = pulses.RECALL_QUESTION.text
    return Coming(on, rhythm.hour, "Did the purpose stick?", text, rhythm.channel, whom, noun=rhythm.noun)


def _spotlight(db: Session, rhythm: Rhythm, on: date, number: int) -> Coming:
    waiting, partners = in_the_light.under_way(db), spotlights.in_turn(db)
    row = next((each for each in waiting if each.due_on == on), None)
    text = "Nobody: there is no partner yet."
    if row is not None:
        name = partnerships.partners(db)[row.partner_id].name
        text = f"{name}: {spotlight_views.plain_words(row) or 'no words yet'}"
    elif in_the_light.is_taken(db, on):
        text = "Nothing: they would rather not this time."
    elif partners:
        text = f"{partners[max(0, number - len(waiting)) % len(partners)].name}: not asked yet"
    return Coming(on, rhythm.hour, "Spotlight", text, rhythm.channel, noun=rhythm.noun)


LOOKS: dict[str, Look] = {
    rhythms.PULSE: _pulse,
    rhythms.PURPOSE: _purpose,
    rhythms.RECALL: _recall,
    rhythms.SPOTLIGHT: _spotlight,
}
