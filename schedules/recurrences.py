"""Rhythms by the clock: on its day each brings what it is for."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features import catalogue
from bot.features.conveners import delivery_report
from bot.notifications import preferences
from storage import Begin, recurrences


def bring(begin: Begin, chat: Chat, now: datetime) -> None:
    """Looked at without a lock first, as most ticks bring nothing. Where one fails, the others come all the same."""
    with begin(reading=True) as db:
        going = {each.noun for each in recurrences.all_(db) if each.paused_at is None}
    failed: list[Exception] = []
    for kind in (kind for noun, kind in catalogue.recurrence_kinds().items() if noun in going):
        try:
            with begin() as db:
                kind.bring(db, now, preferences.days_off_of_all(db))
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
