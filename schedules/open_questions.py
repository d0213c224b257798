"""Whys: somebody else is asked for who left or stopped these; after a week without an answer, whoever asked is told."""

from datetime import datetime

from sqlalchemy import ColumnElement

from bot.chat.port import Chat
from bot.features import open_questions
from storage import Begin, whys


def may_look_after(_: datetime) -> ColumnElement[bool]:
    return whys.any_open()


def look_after(begin: Begin, chat: Chat, now: datetime) -> None:
    """Reads only, while nothing is to be done; then one transaction for each question."""
    with begin(reading=True) as db:
        due = open_questions.due(db, now=now)
    for number in due:
        with begin() as db:
            open_questions.look_after(db, number, now=now)
