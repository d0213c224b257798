"""Everything that happens by itself, in one list."""

import logging
from collections.abc import Callable
from datetime import datetime

from bot.chat.port import Chat, TooFastError
from schedules import (
    buddies,
    commitments,
    decision_logs,
    decisions,
    embeddings,
    exports,
    members,
    onboarding,
    open_questions,
    privacy,
    recurrences,
    surveys,
)
from schedules.outbox import digests, posts
from storage import Begin

Job = Callable[[Begin, Chat, datetime], None]
Clock = Callable[[], datetime]
Sender = Callable[[Begin, Chat, Clock, int], None]

TIMETABLE: tuple[Job, ...] = (
    recurrences.bring,
    recurrences.preview,
    members.tell_who_waits,
    surveys.open_remind_close,
    surveys.count,
    commitments.remind,
    open_questions.look_after,
    decisions.ask,
    buddies.look_after,
    onboarding.walk,
    onboarding.catch_up,
    decision_logs.follow,
    exports.part,
    privacy.forget_old,
    privacy.keep_no_longer,
)

SENDERS: tuple[Sender, ...] = (posts.send_due, digests.send_due)
"""What may take minutes, as it keeps Slack's pace: it looks at the clock before each message."""

LAST: tuple[Job, ...] = (embeddings.fill,)
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
