"""Welcomes by the clock: what is due for whoever is new, and what those missed who said they would be back today."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement

from bot.chat.port import Chat
from bot.features.onboarding import KIND, progress
from bot.features.onboarding import catch_up as onboarding_catch_up
from bot.features.onboarding.rules import NewcomerCalendar
from bot.notifications import Attention, preferences
from storage import Begin, catch_ups, onboarding

A_DAY = timedelta(days=1)


def may_walk(_: datetime) -> ColumnElement[bool]:
    return onboarding.any_running()


def walk(begin: Begin, chat: Chat, now: datetime) -> None:
    """Reads only, while nothing is due; then one transaction for each. The letters of the same tick carry it."""
    with begin(reading=True) as db:
        running = onboarding.running(db)
        attentions = preferences.of(db, [each.person for each in running]) if running else {}
        calendars = {person: calendar_of(theirs) for person, theirs in attentions.items()}
        due = [each for each in running if progress.due(db, each, calendars.get(each.person), now=now)]
    for each in due:
        with begin() as db:
            progress.advance(db, each.id, calendars.get(each.person), now=now)


def may_catch_up(now: datetime) -> ColumnElement[bool]:
    return catch_ups.any_back(now.date() - A_DAY, now.date() + A_DAY)


def catch_up(begin: Begin, chat: Chat, now: datetime) -> None:
    """Whoever is back today by their own word, in their own zone."""
    today = now.date()
    with begin(reading=True) as db:
        back = catch_ups.back(db, first=today - A_DAY, last=today + A_DAY)
        known = catch_ups.told(db, [member.person for member, _ in back]) if back else set()
        zones = preferences.of(db, [member.person for member, _ in back]) if back else {}
    for member, day in back:
        is_back = now.astimezone(zones[member.person].zone).date() >= day
        if is_back and (member.person, member.seen_at) not in known:
            with begin() as db:
                onboarding_catch_up.back_from_away(db, member, at=now)


def calendar_of(theirs: Attention) -> NewcomerCalendar:
    ends = [day for day in (theirs.away_until, theirs.snoozed_until) if day is not None]
    return NewcomerCalendar(
        theirs.zone,
        lambda day: day.weekday() in theirs.work_days and not theirs.is_day_off(day),
        theirs.since,
        quiet_until=max(ends, default=None),
        has_stopped=KIND in theirs.stopped,
    )
