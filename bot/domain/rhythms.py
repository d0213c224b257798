"""Rhythms: what comes back by itself, on which days, at what hour; paused, skipped, tried out first by a convener."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import channels, journal, partnerships, rhythms
from storage.base import insert_once
from storage.members import Member
from storage.rhythms import Rhythm

PULSE, PURPOSE, SPOTLIGHT, RECALL = "pulse", "purpose", "spotlight", "recall"
NOUNS = (PULSE, PURPOSE, SPOTLIGHT, RECALL)
IsOff = Callable[[date], bool]
"""Whether a day is off for the whole partnership. Pulses do not ask: each person's own days off hold for those."""

FURTHEST = 800  # days to look ahead for the next turn; beyond it there is none
LATEST_AFTER = timedelta(days=2)  # an outage longer than this skips the turn: nobody wants Monday's question on Friday


def never(_: date) -> bool:
    return False


@dataclass(frozen=True)
class Wish:
    """How a convener wants a rhythm. `weekdays` count from Monday, 0; `settings` are the feature's own."""

    weekdays: tuple[int, ...]
    hour: time
    channel: str
    every_weeks: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)


def set_(db: Session, noun: str, wish: Wish, *, by: Member, at: datetime) -> Rhythm:
    """Begin a rhythm, or change it; it comes for the first time on the next of its days.

    Raises Refusal when `by` is no convener, when there is no day, or when they or I are not in the channel.
    """
    check_convener(by)
    _check(db, wish, by)
    today = at.astimezone(partnerships.own(db).zone).date()
    facts = {"weekdays": "", "hour": wish.hour, "channel": wish.channel, "set_by": by.person, "set_at": at}
    blank = {"every_weeks": 1, "settings": "{}", "came": 0}
    insert_once(db, Rhythm, noun=noun, **facts, **blank)
    rhythm = db.scalars(select(Rhythm).filter_by(noun=noun)).one()
    rhythm.weekdays = "".join(map(str, sorted(set(wish.weekdays))))
    rhythm.hour, rhythm.channel, rhythm.every_weeks = wish.hour, wish.channel, wish.every_weeks
    rhythm.settings, rhythm.set_by, rhythm.set_at = json.dumps(dict(wish.settings)), by.person, at
    rhythm.starts_on, rhythm.paused_at = today, None
    journal.note(db, "rhythm.set", subject_id=rhythm.id, by=by.person, at=at)
    return rhythm


def pause(db: Session, noun: str, *, by: Member, at: datetime) -> Rhythm:
    """It rests until it is resumed. Raises Refusal when there is none, or `by` is no convener."""
    rhythm = changeable(db, noun, by=by)
    rhythm.paused_at = at
    journal.note(db, "rhythm.paused", subject_id=rhythm.id, by=by.person, at=at)
    return rhythm


def resume(db: Session, noun: str, *, by: Member, at: datetime) -> Rhythm:
    """It goes on with its next day; what was missed stays missed."""
    rhythm = changeable(db, noun, by=by)
    today = at.astimezone(partnerships.own(db).zone).date()
    rhythm.paused_at, rhythm.starts_on = None, max(today, rhythm.starts_on or today)
    journal.note(db, "rhythm.resumed", subject_id=rhythm.id, by=by.person, at=at)
    return rhythm


def skip_next(
    db: Session, noun: str, *, by: Member, at: datetime, is_off: IsOff = never, day: date | None = None
) -> date | None:
    """Leave the next one out, or the one of that day; tells which day that is. None when nothing is coming then."""
    rhythm = changeable(db, noun, by=by)
    today = at.astimezone(partnerships.own(db).zone).date()
    coming = next_on(rhythm, today=max(today, day or today), is_off=is_off)
    if coming is None or (day is not None and coming != day):
        return None
    rhythm.skip_on = coming
    journal.note(db, "rhythm.skipped", subject_id=rhythm.id, by=by.person, at=at)
    return coming


def changeable(db: Session, noun: str, *, by: Member) -> Rhythm:
    """A rhythm that `by` may change. Raises Refusal when there is none, or `by` is no convener."""
    check_convener(by)
    rhythm = rhythms.held(db, noun)
    if rhythm is None:
        raise Refusal("This rhythm has not been set yet.")
    return rhythm


def settings_of(rhythm: Rhythm) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rhythm.settings)
    return found


def due(
    db: Session, noun: str, *, now: datetime, early: timedelta = timedelta(0), is_off: IsOff = never
) -> tuple[Rhythm, date] | None:
    """The rhythm and its day, when its hour has come and it has not come on that day. Locked; call `came` with it.

    After an outage only the latest turn counts, and none that is older than two days. `early` brings the hour
    forward: a round has to be open when its day begins furthest east.
    """
    rhythm = rhythms.held(db, noun)
    if rhythm is None or rhythm.paused_at is not None:
        return None
    zone = partnerships.own(db).zone
    local = (now + early).astimezone(zone)
    until = local.date() if local.time() >= rhythm.hour else local.date() - timedelta(days=1)
    day = latest_on(rhythm, until=until, is_off=is_off)
    if day is None or local.date() - day > LATEST_AFTER:
        return None
    return rhythm, day


def came(rhythm: Rhythm, day: date) -> bool:
    """Its turn on that day is taken; False when a convener wanted it skipped."""
    wanted = rhythm.skip_on != day
    rhythm.last_on, rhythm.skip_on = day, None if not wanted else rhythm.skip_on
    rhythm.came += int(wanted)
    return wanted


def latest_on(rhythm: Rhythm, *, until: date, is_off: IsOff = never) -> date | None:
    """The last of its days, up to that one, on which it should have come and has not."""
    day = until
    first = max(rhythm.starts_on or date.min, (rhythm.last_on or date.min) + timedelta(days=1))
    for _ in range(7 * rhythm.every_weeks):
        if day < first:
            return None
        if _is_day(rhythm, day, is_off):
            return day
        day -= timedelta(days=1)
    return None


def next_on(rhythm: Rhythm, *, today: date, is_off: IsOff = never) -> date | None:
    """The next day on which it will come, skipped ones left out; None while it rests."""
    if rhythm.paused_at is not None or not rhythm.weekdays:
        return None
    first = max(today, (rhythm.last_on or date.min) + timedelta(days=1), rhythm.starts_on or date.min)
    days = (first + timedelta(days=n) for n in range(FURTHEST))
    return next((day for day in days if day != rhythm.skip_on and _is_day(rhythm, day, is_off)), None)


def days_between(rhythm: Rhythm, first: date, last: date, *, is_off: IsOff = never) -> Sequence[date]:
    """Its days in a span, for a preview."""
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    resting = rhythm.paused_at is not None
    begun = max(rhythm.starts_on or date.min, (rhythm.last_on or date.min) + timedelta(days=1))
    theirs = [day for day in span if not resting and day >= begun and day != rhythm.skip_on]
    return [day for day in theirs if _is_day(rhythm, day, is_off)]


def opens_quarter(day: date, is_off: IsOff) -> date:
    """The first Monday of a day's quarter that is not off."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    while is_off(monday):
        monday += timedelta(days=7)
    return monday


def check_convener(member: Member) -> None:
    """Raises Refusal when somebody is no convener."""
    if not member.is_convener:
        raise Refusal("Only conveners can do this. Their names are on my Home tab; ask one of them.")


def _is_day(rhythm: Rhythm, day: date, is_off: IsOff) -> bool:
    """Weeks count from the one in which it started, so that "every second week" keeps its weeks."""
    if rhythm.noun == RECALL:
        return day == opens_quarter(day, is_off)
    if str(day.weekday()) not in rhythm.weekdays or (rhythm.noun != PULSE and is_off(day)):
        return False
    start = rhythm.starts_on or day
    weeks = (_monday(day) - _monday(start)).days // 7
    return weeks % rhythm.every_weeks == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _check(db: Session, wish: Wish, by: Member) -> None:
    if not wish.weekdays:
        raise Refusal("Choose at least one day of the week.", field="weekdays")
    if not 1 <= wish.every_weeks <= 26:
        raise Refusal("Every 1 to 26 weeks, please.", field="every_weeks")
    room, is_there = channels.seen_by(db, wish.channel, by.person)
    if room is None or not room.has_bot or not is_there:
        raise Refusal("Choose a channel that both you and I are in.", field="channel")
