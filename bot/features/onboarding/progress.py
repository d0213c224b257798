"""How a welcome goes on by the clock: the next step, one kind line, one question whether to stop, and then a human."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.onboarding import steps
from bot.features.onboarding.rules import CARE, KIND, NewcomerCalendar
from bot.features.onboarding.texts import QUIET, STALLED
from storage import channels, digests, members, onboarding
from storage.deliveries import DUE, Delivery
from storage.members import FULL, Member
from storage.onboarding import HANDED, JOINED, LEFT, RUNNING, SETTLED, STOPPED, Onboarding, OnboardingTouch

STEP = "step"
STALLED_AFTER = 3  # work days without an answer, until one kind line
ASK_AFTER = 2  # work days more, until the question whether to stop
HUMAN_AFTER = 2  # and more, until a human hears of it: seven in all


def due(db: Session, welcome: Onboarding, calendar: NewcomerCalendar | None, *, now: datetime) -> str:
    """What is due for one welcome: a step, a line, or its end; empty for nothing. It only reads.

    `calendar` is None for people whom we no longer know.
    """
    me = members.by_person(db, welcome.person)
    if me is None or calendar is None or _has_left(db, welcome, me):
        return LEFT
    if calendar.has_stopped or me.is_second:  # of two accounts one is welcomed
        return STOPPED
    if not calendar.is_there(now):
        return ""
    [touches] = onboarding.touches(db, [welcome]).values()
    if not touches or touches[-1].done_at is not None:
        return _next(db, welcome, me, touches, calendar, now)
    return _after_silence(db, touches[-1], calendar, now)


def advance(db: Session, number: int, calendar: NewcomerCalendar | None, *, now: datetime) -> None:
    """Do what is due. Two clocks at once do it once: the second one waits, and finds it done."""
    welcome = onboarding.hold(db, number)
    what = due(db, welcome, calendar, now=now) if welcome and welcome.state == RUNNING else ""
    if not welcome or not what:
        return
    if what in (LEFT, STOPPED, SETTLED):
        steps.end(db, welcome, what, by="", at=now)
    elif calendar is not None and what == HANDED:
        _hand_over(db, welcome, calendar, now)
    elif calendar is not None:
        _say(db, welcome, what, calendar, now)


def _has_left(db: Session, welcome: Onboarding, me: Member) -> bool:
    """Out of the workspace; or, if they came by a channel, out of all those that we are in."""
    if me.left_at is not None:
        return True
    return welcome.because == JOINED and me.kind != FULL and not channels.shared_with(db, me.person)


def _next(
    db: Session,
    welcome: Onboarding,
    me: Member,
    touches: Sequence[OnboardingTouch],
    calendar: NewcomerCalendar,
    now: datetime,
) -> str:
    """One step a day at most, each on its own work day or later."""
    today, last = calendar.today(now), touches[-1] if touches else None
    if last is not None and last.done_at is not None and today < calendar.after(calendar.today(last.done_at), 1):
        return ""
    script = steps.next_step(db, me, steps.work_day_of(last) if last else -1)
    if script is None:
        return SETTLED
    first_day = calendar.today(welcome.began_at)
    is_time = today >= calendar.after(first_day, script.work_day) and calendar.works_on(today)
    return STEP if is_time or last is None else ""


def _after_silence(db: Session, touch: OnboardingTouch, calendar: NewcomerCalendar, now: datetime) -> str:
    """The last ask is open. Nothing is due while a message of it is still on its way, or put off by its reader."""
    rows = onboarding.deliveries_of(db, [touch.id])[touch.id]
    if any(row.state == DUE for row in rows):
        return ""
    silent = calendar.passed(_last_said(touch, rows), now)
    if touch.reminded_at is None:
        return STALLED if silent >= STALLED_AFTER else ""
    if touch.offered_end_at is None:
        return QUIET if silent >= ASK_AFTER else ""
    return HANDED if silent >= HUMAN_AFTER else ""


def _last_said(touch: OnboardingTouch, rows: Sequence[Delivery]) -> datetime:
    moments = [row.settled_at for row in rows if row.settled_at is not None]
    return max(moments, default=touch.sent_at or touch.made_at)


def _say(db: Session, welcome: Onboarding, what: str, calendar: NewcomerCalendar, now: datetime) -> None:
    """Due now: the letters see to it that it comes in their hours."""
    [touches] = onboarding.touches(db, [welcome]).values()
    if what == STEP:
        me = members.by_person(db, welcome.person)
        after = steps.work_day_of(touches[-1]) if touches else -1
        touch = steps.add_touch(db, welcome, steps.next_step(db, me, after) if me else None, at=now)
    else:
        touch = touches[-1]
        touch.reminded_at = touch.reminded_at or now
        touch.offered_end_at = now if what == QUIET else None
    key, today = f"{KIND}:{touch.id}:{what}", calendar.today(now)
    digests.write_to(db, KIND, welcome.person, about_id=touch.id, key=key, at=now, on=today, hour=calendar.opens)


def _hand_over(db: Session, welcome: Onboarding, calendar: NewcomerCalendar, now: datetime) -> None:
    """A human hears of it, and we are quiet."""
    steps.end(db, welcome, HANDED, by="", at=now)
    for human in steps.humans(db, welcome):
        key, today = f"{CARE}:{welcome.id}:{welcome.turn}:{human}", calendar.today(now)
        digests.write_to(db, CARE, human, about_id=welcome.id, key=key, at=now, on=today, hour=calendar.opens)
