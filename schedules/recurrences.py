"""Rhythms by the clock: on its day each brings what it is for."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_

from bot.chat.port import Chat
from bot.features import catalogue, recurrences
from bot.features.conveners import delivery_report
from bot.notifications import preferences
from storage import Begin
from storage import recurrences as stored_recurrences


def may_bring(now: datetime) -> ColumnElement[bool]:
    kinds = catalogue.recurrence_kinds().values()
    return or_(*(recurrences.may_come(kind.noun, now, ahead=kind.ahead) | kind.also() for kind in kinds))


def bring(begin: Begin, chat: Chat, now: datetime) -> None:
    """Where one fails, the others come all the same."""
    with begin(reading=True) as db:
        going = {each.noun for each in stored_recurrences.all_(db) if each.paused_at is None}
    failed: list[Exception] = []
    for kind in (kind for noun, kind in catalogue.recurrence_kinds().items() if noun in going):
        try:
            with begin() as db:
                kind.bring(db, now, preferences.days_off_of_all(db))
        except Exception as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("not every rhythm was brought", failed)


may_preview = delivery_report.may_preview


def preview(begin: Begin, chat: Chat, now: datetime) -> None:
    """Before the week begins, conveners see what it brings."""
    with begin() as db:
        delivery_report.preview_due(db, now=now)
