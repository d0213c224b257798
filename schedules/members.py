"""Once a week conveners hear who is of no partner yet."""

from datetime import datetime

from sqlalchemy import ColumnElement

from bot.chat.port import Chat
from bot.features.members import assignment
from storage import Begin


def may_tell(now: datetime) -> ColumnElement[bool]:
    return assignment.may_tell(now)


def tell_who_waits(begin: Begin, chat: Chat, now: datetime) -> None:
    """Every tick of a Monday asks; the key of the delivery lets it be said once."""
    with begin() as db:
        assignment.tell_due(db, now=now)
