"""Rhythms by the clock: on its day each brings what it is for."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain import pulses, reach
from bot.domain.attention import own
from bot.domain.purpose import ways
from bot.domain.rhythms import PULSE, PURPOSE, RECALL, SPOTLIGHT
from bot.domain.spotlights import turns
from storage import Begin, rhythms

A_DAY_AHEAD = timedelta(days=1)  # a round must be on the calendar before its day begins furthest east


def bring(begin: Begin, chat: Chat, now: datetime) -> None:
    """Looked at without a lock first, as most ticks bring nothing. Where one fails, the others come all the same."""
    with begin(reading=True) as db:
        going = {each.noun for each in rhythms.all_(db) if each.paused_at is None}
    failed: list[Exception] = []
    for noun, bring_it in BRINGS.items():
        try:
            if noun in going:
                bring_it(begin, now)
        except Exception as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("not every rhythm was brought", failed)


def preview(begin: Begin, chat: Chat, now: datetime) -> None:
    """Before the week begins, conveners see what it brings."""
    if not reach.is_preview_day_somewhere(now):
        return
    with begin() as db:
        reach.preview_due(db, now=now)


def _bring_pulse(begin: Begin, now: datetime) -> None:
    with begin() as db:
        pulses.bring_due(db, now=now, early=A_DAY_AHEAD)


def _bring_purpose(begin: Begin, now: datetime) -> None:
    with begin() as db:
        ways.bring_due(db, now=now, is_off=own.days_off_of_all(db))


def _bring_recall(begin: Begin, now: datetime) -> None:
    with begin() as db:
        pulses.bring_recall(db, now=now, is_off=own.days_off_of_all(db), early=A_DAY_AHEAD)


def _bring_spotlight(begin: Begin, now: datetime) -> None:
    with begin() as db:
        turns.bring(db, now=now, is_off=own.days_off_of_all(db))


BRINGS: dict[str, Callable[[Begin, datetime], None]] = {
    PULSE: _bring_pulse,
    PURPOSE: _bring_purpose,
    RECALL: _bring_recall,
    SPOTLIGHT: _bring_spotlight,
}
