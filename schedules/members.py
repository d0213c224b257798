"""Once a week conveners hear who is of no partner yet."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features.members import assignment
from storage import Begin

may_tell = assignment.may_tell


def tell_who_waits(begin: Begin, chat: Chat, now: datetime) -> None:
    """Every tick of a Monday asks; the key of the delivery lets it be said once."""
    with begin() as db:
        assignment.tell_due(db, now=now)
