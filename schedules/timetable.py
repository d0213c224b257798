"""Everything that happens by itself, in one list."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.chat import Chat, TooFastError
from schedules import (
    buddies,
    decision_logs,
    deliveries,
    exports,
    housekeeping,
    letters,
    meanings,
    nudges,
    partners,
    reviews,
    rhythms,
    rounds,
    welcomes,
    whys,
)
from storage import Begin

Job = Callable[[Begin, Chat, datetime], None]
Clock = Callable[[], datetime]
Sender = Callable[[Begin, Chat, Clock, int], None]

TIMETABLE: tuple[Job, ...] = (
    rhythms.bring,
    rhythms.preview,
    partners.tell_who_waits,
    rounds.open_remind_close,
    rounds.count,
    nudges.remind,
    whys.look_after,
    reviews.ask,
    buddies.look_after,
    welcomes.walk,
    welcomes.catch_up,
    decision_logs.follow,
    exports.part,
    housekeeping.forget_old,
    housekeeping.keep_no_longer,
)

SENDERS: tuple[Sender, ...] = (deliveries.send_due, letters.send_due)
"""What may take minutes, as it keeps Slack's pace: it looks at the clock before each message."""

LAST: tuple[Job, ...] = (meanings.fill,)
"""What may wait until everything is sent."""

log = logging.getLogger(__name__)


def tick(begin: Begin, chat: Chat, now: datetime, clock: Clock | None = None, hands: int = 1) -> None:
    """Run every job once, then send what is due. One job's failure is logged and does not stop the others."""
    for job in TIMETABLE:
        _run(job, begin, chat, now)
    for sender in SENDERS:
        _run(sender, begin, chat, clock or (lambda: now), hands)
    for job in LAST:
        _run(job, begin, chat, now)


def _run(job: Callable[..., None], *given: object) -> None:
    try:
        job(*given)
    except TooFastError:
        log.info("stopped before all was sent: %s.%s", job.__module__, job.__name__)
    except Exception:
        log.exception("job failed: %s.%s", job.__module__, job.__name__)
