"""Welcomes by the clock: what is due for whoever is new, and what those missed who said they would be back today."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain.attention import Attention, own
from bot.domain.welcomes import KIND, catching_up, walking
from bot.domain.welcomes.days import Calendar
from storage import Begin, catch_ups, welcomes
from storage.welcomes import Welcome

A_DAY = timedelta(days=1)


def walk(begin: Begin, chat: Chat, now: datetime) -> None:
    """Each running welcome in a transaction of its own; the letters of the same tick carry what is due."""
    with begin(reading=True) as db:
        running = welcomes.running(db)
        attentions = own.of(db, [each.person for each in running]) if running else {}
    for each in running:
        theirs = attentions.get(each.person)
        with begin() as db:
            if (welcome := db.get(Welcome, each.id)) is not None and welcome.state == welcomes.RUNNING:
                walking.advance(db, welcome, calendar_of(theirs) if theirs else None, now=now)


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
