"""Everything that happens by itself, in one list."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select

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
from storage import Begin, deliveries
from storage.partnerships import Partnership

Run = Callable[[Begin, Chat, datetime], None]
Clock = Callable[[], datetime]
Sender = Callable[[Begin, Chat, Clock, int], None]


@dataclass(frozen=True)
class Job:
    """`may`: whether there may be anything to do, as a question to the database. An idle tick asks them all in one."""

    run: Run
    may: Callable[[datetime], ColumnElement[bool]]


TIMETABLE = (
    Job(recurrences.bring, recurrences.may_bring),
    Job(recurrences.preview, recurrences.may_preview),
    Job(members.tell_who_waits, members.may_tell),
    Job(surveys.open_remind_close, surveys.may_look_after),
    Job(surveys.count, surveys.may_look_after),
    Job(commitments.remind, commitments.may_remind),
    Job(open_questions.look_after, open_questions.may_look_after),
    Job(decisions.ask, decisions.may_ask),
    Job(buddies.look_after, buddies.may_look_after),
    Job(onboarding.walk, onboarding.may_walk),
    Job(onboarding.catch_up, onboarding.may_catch_up),
    Job(decision_logs.follow, decision_logs.may_follow),
    Job(exports.part, exports.may_part),
    Job(privacy.forget_old, privacy.any_old),
    Job(privacy.keep_no_longer, privacy.may_keep_no_longer),
)

SENDERS: tuple[Sender, ...] = (posts.send_due, digests.send_due)
"""What may take minutes, as it keeps the chat's pace: it looks at the clock before each message."""

log = logging.getLogger(__name__)


def tick(begin: Begin, chat: Chat, now: datetime, clock: Clock | None = None, hands: int = 1) -> None:
    """Run what has anything to do, then send what is due. One job's failure is logged and does not stop the others."""
    with begin(reading=True) as db:
        *wanted, is_due = db.execute(_question(now)).one()
        has_model = db.info["sense"] is not None
    jobs = [job for job, is_wanted in zip(TIMETABLE, wanted, strict=True) if is_wanted]
    for job in jobs:
        _run(job.run, begin, chat, now)
    for sender in SENDERS if jobs or is_due else ():
        _run(sender, begin, chat, clock or (lambda: now), hands)
    if has_model:  # what may wait until everything is sent
        _run(embeddings.fill, begin, chat, now)


def _question(now: datetime) -> Select[*tuple[bool, ...]]:
    asked = (*(job.may(now) for job in TIMETABLE), deliveries.any_due(now))
    return select(*(each.label(f"job_{number}") for number, each in enumerate(asked))).select_from(Partnership)


def _run(job: Callable[..., None], *given: object) -> None:
    try:
        job(*given)
    except TooFastError:
        log.info("stopped before all was sent: %s.%s", job.__module__, job.__name__)
    except Exception:
        log.exception("job failed: %s.%s", job.__module__, job.__name__)
