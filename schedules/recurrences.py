"""Rhythms by the clock: on its day each brings what it is for."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.chat.port import Chat
from bot.features.conveners import delivery_report
from bot.features.purpose import wordings
from bot.features.recurrences import PULSE, PURPOSE, RECALL, SPOTLIGHT
from bot.features.spotlights import rotation as spotlight_rotation
from bot.features.surveys import pulses
from bot.notifications import preferences
from storage import Begin, recurrences

A_DAY_AHEAD = timedelta(days=1)  # a round must be on the calendar before its day begins furthest east


def bring(begin: Begin, chat: Chat, now: datetime) -> None:
    """Looked at without a lock first, as most ticks bring nothing. Where one fails, the others come all the same."""
    with begin(reading=True) as db:
        going = {each.noun for each in recurrences.all_(db) if each.paused_at is None}
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
    if not delivery_report.is_preview_day_somewhere(now):
        return
    with begin() as db:
        delivery_report.preview_due(db, now=now)


def _bring_pulse(begin: Begin, now: datetime) -> None:
    with begin() as db:
        pulses.bring_due(db, now=now, early=A_DAY_AHEAD)


def _bring_purpose(begin: Begin, now: datetime) -> None:
    with begin() as db:
        wordings.bring_due(db, now=now, is_off=preferences.days_off_of_all(db))


def _bring_recall(begin: Begin, now: datetime) -> None:
    with begin() as db:
        pulses.bring_recall(db, now=now, is_off=preferences.days_off_of_all(db), early=A_DAY_AHEAD)


def _bring_spotlight(begin: Begin, now: datetime) -> None:
    with begin() as db:
        spotlight_rotation.bring(db, now=now, is_off=preferences.days_off_of_all(db))


BRINGS: dict[str, Callable[[Begin, datetime], None]] = {
    PULSE: _bring_pulse,
    PURPOSE: _bring_purpose,
    RECALL: _bring_recall,
    SPOTLIGHT: _bring_spotlight,
}
