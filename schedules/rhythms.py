"""Rhythms by the clock: on its day each brings what it is for."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain import pulses, reach
from storage import Begin

A_DAY_AHEAD = timedelta(days=1)  # a round must be on the calendar before its day begins furthest east


def bring_pulse(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        pulses.bring_due(db, now=now, early=A_DAY_AHEAD)


def preview(begin: Begin, chat: Chat, now: datetime) -> None:
    """Before the week begins, conveners see what it brings."""
    with begin() as db:
        reach.preview_due(db, now=now)
