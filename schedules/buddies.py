"""Buddies: the next is asked when nobody answers, both are parted with thanks, and whoever left is replaced."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features import buddies
from bot.notifications import preferences
from storage import Begin

may_look_after = buddies.any_due


def look_after(begin: Begin, chat: Chat, now: datetime) -> None:
    """Reads only, while nothing is to be done; then one transaction for each newcomer."""
    with begin(reading=True) as db:
        due = buddies.due(db, now=now)
    for id in due:
        with begin() as db:
            buddies.look_after(db, id, preferences.of, now=now)
