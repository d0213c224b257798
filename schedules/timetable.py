"""Everything that happens by itself, in one list."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.chat import Chat
from schedules import deliveries, housekeeping, letters, nudges, rhythms, rounds
from storage import Begin

Job = Callable[[Begin, Chat, datetime], None]

TIMETABLE: tuple[Job, ...] = (
    rhythms.bring_pulse,
    rhythms.bring_purpose,
    rhythms.bring_recall,
    rhythms.bring_spotlight,
    rhythms.preview,
    rounds.open_remind_close,
    rounds.count,
    deliveries.send_due,
    nudges.remind,
    letters.send_due,
    housekeeping.forget_old,
)

log = logging.getLogger(__name__)


def tick(begin: Begin, chat: Chat, now: datetime) -> None:
    """Run every job once. One job's failure is logged and does not stop the others."""
    for job in TIMETABLE:
        try:
            job(begin, chat, now)
        except Exception:
            log.exception("job failed: %s.%s", job.__module__, job.__name__)
