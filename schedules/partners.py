"""Once a week conveners hear who is of no partner yet."""

from datetime import datetime

from bot.chat import Chat
from bot.domain.members import placing
from storage import Begin


def tell_who_waits(begin: Begin, chat: Chat, now: datetime) -> None:
    """Every tick of a Monday asks; the key of the delivery lets it be said once."""
    with begin() as db:
        placing.tell_due(db, now=now)
