"""Rhythms by the clock: on its day each brings what it is for."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain import pulses
from storage import Begin

A_DAY_AHEAD = timedelta(days=1)  # a round must be on the calendar before its day begins furthest east


def bring_pulse(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        pulses.bring_due(db, now=now, early=A_DAY_AHEAD)
