"""Rhythms: what comes back by itself, on which days, at what hour; paused, skipped, tried out first by a convener."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from bot.text import moments
from storage import channels, events, partnerships, recurrences
from storage.db.base import insert_once
from storage.members import Member
from storage.recurrences import Recurrence

PULSE, PURPOSE, SPOTLIGHT, RECALL = "pulse", "purpose", "spotlight", "recall"
IsOff = Callable[[date], bool]
"""Whether a day is off for the whole partnership. Pulses do not ask: each person's own days off hold for those."""

FURTHEST = 800  # days to look ahead for the next turn; beyond it there is none
LATEST_AFTER = timedelta(days=2)  # an outage longer than this skips the turn: nobody wants Monday's question on Friday


def never(_: date) -> bool:
    return False


@dataclass(frozen=True)
class RecurrencePlan:
    """How a convener wants a rhythm. `weekdays` count from Monday, 0; `settings` are the feature's own."""

    weekdays: tuple[int, ...]
    hour: time
    channel: str
    every_weeks: int = 1
    settings: Mapping[str, Any] = field(default_factory=dict)


def set_(db: Session, noun: str, wish: RecurrencePlan, *, by: Member, at: datetime) -> Recurrence:
    """Begin a rhythm, or change it; it comes for the first time on the next of its days.

    Raises Refusal when `by` is no convener, when there is no day, or when they or I are not in the channel.
    """
    check_convener(by)
    _check(db, wish, by)
    today = at.astimezone(partnerships.own(db).zone).date()
    facts = {"weekdays": "", "hour": wish.hour, "channel": wish.channel, "set_by": by.person, "set_at": at}
    blank = {"every_weeks": 1, "settings": "{}", "came": 0}
    insert_once(db, Recurrence, noun=noun, **facts, **blank)
    recurrence = db.scalars(select(Recurrence).filter_by(noun=noun)).one()
    recurrence.weekdays = "".join(map(str, sorted(set(wish.weekdays))))
    recurrence.hour, recurrence.channel, recurrence.every_weeks = wish.hour, wish.channel, wish.every_weeks
    recurrence.settings, recurrence.set_by, recurrence.set_at = json.dumps(dict(wish.settings)), by.person, at
    recurrence.starts_on, recurrence.paused_at = today, None
    events.note(db, "rhythm.set", subject_id=recurrence.id, by=by.person, at=at)
    return recurrence


def pause(db: Session, noun: str, *, by: Member, at: datetime) -> Recurrence:
    """It rests until it is resumed. Raises Refusal when there is none, or `by` is no convener."""
    recurrence = changeable(db, noun, by=by)
    recurrence.paused_at = at
    events.note(db, "rhythm.paused", subject_id=recurrence.id, by=by.person, at=at)
    return recurrence


def resume(db: Session, noun: str, *, by: Member, at: datetime) -> Recurrence:
    """It goes on with its next day; what was missed stays missed."""
    recurrence = changeable(db, noun, by=by)
    today = at.astimezone(partnerships.own(db).zone).date()
    recurrence.paused_at, recurrence.starts_on = None, max(today, recurrence.starts_on or today)
    events.note(db, "rhythm.resumed", subject_id=recurrence.id, by=by.person, at=at)
    return recurrence


def skip_next(
    db: Session, noun: str, *, by: Member, at: datetime, is_off: IsOff = never, day: date | None = None
) -> date | None:
    """Leave the next one out, or the one of that day; tells which day that is. None when nothing is coming then."""
    recurrence = changeable(db, noun, by=by)
    today = at.astimezone(partnerships.own(db).zone).date()
    coming = next_on(recurrence, today=max(today, day or today), is_off=is_off)
    if coming is None or (day is not None and coming != day):
        return None
    recurrence.skip_on = coming
    events.note(db, "rhythm.skipped", subject_id=recurrence.id, by=by.person, at=at)
    return coming


def changeable(db: Session, noun: str, *, by: Member) -> Recurrence:
    """A rhythm that `by` may change. Raises Refusal when there is none, or `by` is no convener."""
    check_convener(by)
    recurrence = recurrences.held(db, noun)
    if recurrence is None:
        raise Refusal("This rhythm has not been set yet.")
    return recurrence


def settings_of(recurrence: Recurrence) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(recurrence.settings)
    return found


def may_come(noun: str, now: datetime, *, ahead: timedelta = timedelta(0)) -> ColumnElement[bool]:
    """Whether it may have a turn to take now, somewhere on earth: a question to the database, without a lock."""
    days = moments.days_on_earth(now)
    span = (days[-1] + ahead - (days[0] - LATEST_AFTER)).days
    return recurrences.may_come(noun, [days[-1] + ahead - timedelta(days=back) for back in range(span + 1)])


def due(
    db: Session, noun: str, *, now: datetime, early: timedelta = timedelta(0), is_off: IsOff = never
) -> tuple[Recurrence, date] | None:
    """The rhythm and its day, when its hour has come and it has not come on that day. Locked; call `came` with it.

    After an outage only the latest turn counts, and none that is older than two days. `early` brings the hour
    forward: a round has to be open when its day begins furthest east.
    """
    recurrence = recurrences.held(db, noun)
    if recurrence is None or recurrence.paused_at is not None:
        return None
    zone = partnerships.own(db).zone
    local = (now + early).astimezone(zone)
    until = local.date() if local.time() >= recurrence.hour else local.date() - timedelta(days=1)
    day = latest_on(recurrence, until=until, is_off=is_off)
    if day is None or local.date() - day > LATEST_AFTER:
        return None
    return recurrence, day


def came(recurrence: Recurrence, day: date) -> bool:
    """Its turn on that day is taken; False when a convener wanted it skipped."""
    wanted = recurrence.skip_on != day
    recurrence.last_on, recurrence.skip_on = day, None if not wanted else recurrence.skip_on
    recurrence.came += int(wanted)
    return wanted


def latest_on(recurrence: Recurrence, *, until: date, is_off: IsOff = never) -> date | None:
    """The last of its days, up to that one, on which it should have come and has not."""
    day = until
    first = max(recurrence.starts_on or date.min, (recurrence.last_on or date.min) + timedelta(days=1))
    for _ in range(7 * recurrence.every_weeks):
        if day < first:
            return None
        if _is_day(recurrence, day, is_off):
            return day
        day -= timedelta(days=1)
    return None


def next_on(recurrence: Recurrence, *, today: date, is_off: IsOff = never) -> date | None:
    """The next day on which it will come, skipped ones left out; None while it rests."""
    if recurrence.paused_at is not None or not recurrence.weekdays:
        return None
    first = max(today, (recurrence.last_on or date.min) + timedelta(days=1), recurrence.starts_on or date.min)
    days = (first + timedelta(days=n) for n in range(FURTHEST))
    return next((day for day in days if day != recurrence.skip_on and _is_day(recurrence, day, is_off)), None)


def days_between(recurrence: Recurrence, first: date, last: date, *, is_off: IsOff = never) -> Sequence[date]:
    """Its days in a span, for a preview."""
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    resting = recurrence.paused_at is not None
    begun = max(recurrence.starts_on or date.min, (recurrence.last_on or date.min) + timedelta(days=1))
    theirs = [day for day in span if not resting and day >= begun and day != recurrence.skip_on]
    return [day for day in theirs if _is_day(recurrence, day, is_off)]


def opens_quarter(day: date, is_off: IsOff) -> date:
    """The first Monday of a day's quarter that is not off."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    while is_off(monday):
        monday += timedelta(days=7)
    return monday


def _is_day(recurrence: Recurrence, day: date, is_off: IsOff) -> bool:
    """Weeks count from the one in which it started, so that "every second week" keeps its weeks."""
    if recurrence.noun == RECALL:
        return day == opens_quarter(day, is_off)
    if str(day.weekday()) not in recurrence.weekdays or (recurrence.noun != PULSE and is_off(day)):
        return False
    start = recurrence.starts_on or day
    weeks = (_monday(day) - _monday(start)).days // 7
    return weeks % recurrence.every_weeks == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _check(db: Session, wish: RecurrencePlan, by: Member) -> None:
    if not wish.weekdays:
        raise Refusal("Choose at least one day of the week.", field="weekdays")
    if not 1 <= wish.every_weeks <= 26:
        raise Refusal("Every 1 to 26 weeks, please.", field="every_weeks")
    room, is_there = channels.seen_by(db, wish.channel, by.person)
    if room is None or not room.has_bot or not is_there:
        raise Refusal("Choose a channel that both you and I are in.", field="channel")
