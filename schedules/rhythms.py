"""Rhythms by the clock: on its day each brings what it is for."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain import pulses, reach
from bot.domain.attention import own
from bot.domain.purpose import ways
from bot.domain.rhythms import PULSE, PURPOSE, RECALL, SPOTLIGHT
from bot.domain.spotlights import turns
from storage import Begin, rhythms

A_DAY_AHEAD = timedelta(days=1)  # a round must be on the calendar before its day begins furthest east


def bring_pulse(begin: Begin, chat: Chat, now: datetime) -> None:
    if not _is_set(begin, PULSE):
        return
    with begin() as db:
        pulses.bring_due(db, now=now, early=A_DAY_AHEAD)


def bring_purpose(begin: Begin, chat: Chat, now: datetime) -> None:
    if not _is_set(begin, PURPOSE):
        return
    with begin() as db:
        ways.bring_due(db, now=now, is_off=own.days_off_of_all(db))


def bring_recall(begin: Begin, chat: Chat, now: datetime) -> None:
    if not _is_set(begin, RECALL):
        return
    with begin() as db:
        pulses.bring_recall(db, now=now, is_off=own.days_off_of_all(db), early=A_DAY_AHEAD)


def bring_spotlight(begin: Begin, chat: Chat, now: datetime) -> None:
    if not _is_set(begin, SPOTLIGHT):
        return
    with begin() as db:
        turns.bring(db, now=now, is_off=own.days_off_of_all(db))


def preview(begin: Begin, chat: Chat, now: datetime) -> None:
    """Before the week begins, conveners see what it brings."""
    if not reach.is_preview_day_somewhere(now):
        return
    with begin() as db:
        reach.preview_due(db, now=now)


def _is_set(begin: Begin, noun: str) -> bool:
    """Looked at without a lock first: most ticks have nothing to bring."""
    with begin(reading=True) as db:
        rhythm = rhythms.of_noun(db, noun)
        return rhythm is not None and rhythm.paused_at is None
