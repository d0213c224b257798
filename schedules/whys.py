"""Whys: somebody else is asked for who left or stopped these; after a week without an answer, whoever asked is told."""

from datetime import datetime

from bot.chat import Chat
from bot.domain import whys
from storage import Begin


def look_after(begin: Begin, chat: Chat, now: datetime) -> None:
    """Reads only, while nothing is to be done; then one transaction for each question."""
    with begin(reading=True) as db:
        due = whys.due(db, now=now)
    for number in due:
        with begin() as db:
            whys.look_after(db, number, now=now)
