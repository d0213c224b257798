"""Welcomes by the clock: what is due for whoever is new, and what those missed who said they would be back today."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain.attention import Attention, own
from bot.domain.welcomes import KIND, catching_up, walking
from bot.domain.welcomes.days import Calendar
from storage import Begin, catch_ups, welcomes

A_DAY = timedelta(days=1)


def walk(begin: Begin, chat: Chat, now: datetime) -> None:
    """Reads only, while nothing is due; then one transaction for each. The letters of the same tick carry it."""
    with begin(reading=True) as db:
        running = welcomes.running(db)
        attentions = own.of(db, [each.person for each in running]) if running else {}
        calendars = {person: calendar_of(theirs) for person, theirs in attentions.items()}
        due = [each for each in running if walking.due(db, each, calendars.get(each.person), now=now)]
    for each in due:
        with begin() as db:
            walking.advance(db, each.id, calendars.get(each.person), now=now)


def catch_up(begin: Begin, chat: Chat, now: datetime) -> None:
    """Whoever is back today by their own word, in their own zone."""
    today = now.date()
    with begin(reading=True) as db:
        back = catch_ups.back(db, first=today - A_DAY, last=today + A_DAY)
        known = catch_ups.told(db, [member.person for member, _ in back]) if back else set()
        zones = own.of(db, [member.person for member, _ in back]) if back else {}
    for member, day in back:
        is_back = now.astimezone(zones[member.person].zone).date() >= day
        if is_back and (member.person, member.seen_at) not in known:
            with begin() as db:
                catching_up.back_from_away(db, member, at=now)


def calendar_of(theirs: Attention) -> Calendar:
    ends = [day for day in (theirs.away_until, theirs.snoozed_until) if day is not None]
    return Calendar(
        theirs.zone,
        lambda day: day.weekday() in theirs.work_days and not theirs.is_day_off(day),
        theirs.since,
        quiet_until=max(ends, default=None),
        has_stopped=KIND in theirs.stopped,
    )
