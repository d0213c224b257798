"""How a welcome goes on by the clock: the next step, one kind line, one question whether to stop, and then a human."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.welcomes import steps as rules
from bot.domain.welcomes.days import Calendar
from bot.domain.welcomes.kinds import CARE, KIND
from bot.domain.welcomes.scripts import QUIET, STALLED
from storage import channels, letters, members, welcomes
from storage.deliveries import DUE, Delivery
from storage.members import Member
from storage.welcomes import HANDED, JOINED, LEFT, SETTLED, STOPPED, Welcome, WelcomeTouch

STEP = "step"
STALLED_AFTER = 3  # work days without an answer, until one kind line
ASK_AFTER = 2  # work days more, until the question whether to stop
HUMAN_AFTER = 2  # and more, until a human hears of it: seven in all


def advance(db: Session, welcome: Welcome, calendar: Calendar | None, *, now: datetime) -> None:
    """Do what is due for one welcome, if anything is. `calendar` is None for people whom we no longer know."""
    me = members.by_person(db, welcome.person)
    if me is None or calendar is None or _has_left(db, welcome, me):
        return rules.end(db, welcome, LEFT, by="", at=now)
    if calendar.has_stopped or me.is_second:  # of two accounts one is welcomed
        return rules.end(db, welcome, STOPPED, by=me.person, at=now)
    if not calendar.is_there(now):
        return None
    [touches] = welcomes.touches(db, [welcome]).values()
    if not touches or touches[-1].done_at is not None:
        return _bring_next(db, welcome, me, touches, calendar, now)
    return _look_after(db, welcome, touches[-1], calendar, now)


def _has_left(db: Session, welcome: Welcome, me: Member) -> bool:
    """Out of the workspace; or, if they came by a channel, out of all those that we are in."""
    if me.left_at is not None:
        return True
    return welcome.because == JOINED and me.kind != members.FULL and not channels.shared_with(db, me.person)


def _bring_next(
    db: Session, welcome: Welcome, me: Member, touches: Sequence[WelcomeTouch], calendar: Calendar, now: datetime
) -> None:
    """One step a day at most, each on its own work day or later."""
    last = touches[-1] if touches else None
    script = rules.next_step(db, me, rules.work_day_of(last) if last else -1)
    if script is None:
        return rules.end(db, welcome, SETTLED, by="", at=now)
    due = calendar.after(calendar.today(welcome.began_at), script.work_day)
    if last is not None and last.done_at is not None:
        due = max(due, calendar.after(calendar.today(last.done_at), 1))
    today = calendar.today(now)
    if today >= due and (calendar.works_on(today) or last is None):
        touch = rules.add_touch(db, welcome, script, at=now)
        _write(db, touch, STEP, me.person, calendar, now)
    return None


def _look_after(db: Session, welcome: Welcome, touch: WelcomeTouch, calendar: Calendar, now: datetime) -> None:
    """The last ask is open. Nothing is due while a message of it is still on its way, or put off by its reader."""
    rows = welcomes.deliveries_of(db, [touch.id])[touch.id]
    if any(row.state == DUE for row in rows):
        return
    silent = calendar.passed(_last_said(touch, rows), now)
    if touch.reminded_at is None and silent >= STALLED_AFTER:
        touch.reminded_at = now
        _write(db, touch, STALLED, welcome.person, calendar, now)
    elif touch.reminded_at is not None and touch.offered_end_at is None and silent >= ASK_AFTER:
        touch.offered_end_at = now
        _write(db, touch, QUIET, welcome.person, calendar, now)
    elif touch.offered_end_at is not None and silent >= HUMAN_AFTER:
        _hand_over(db, welcome, calendar, now)


def _last_said(touch: WelcomeTouch, rows: Sequence[Delivery]) -> datetime:
    moments = [row.settled_at for row in rows if row.settled_at is not None]
    return max(moments, default=touch.sent_at or touch.made_at)


def _hand_over(db: Session, welcome: Welcome, calendar: Calendar, now: datetime) -> None:
    """A human hears of it, and we are quiet."""
    rules.end(db, welcome, HANDED, by="", at=now)
    for human in rules.humans(db, welcome):
        key = f"{CARE}:{welcome.id}:{welcome.turn}:{human}"
        today = calendar.today(now)
        letters.write_to(db, CARE, human, about_id=welcome.id, key=key, at=now, on=today, hour=calendar.opens)


def _write(db: Session, touch: WelcomeTouch, what: str, person: str, calendar: Calendar, now: datetime) -> None:
    """Due now: the letters see to it that it comes in their hours."""
    key, today = f"{KIND}:{touch.id}:{what}", calendar.today(now)
    letters.write_to(db, KIND, person, about_id=touch.id, key=key, at=now, on=today, hour=calendar.opens)
