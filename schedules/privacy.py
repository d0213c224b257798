"""Forgetting what nobody needs any more."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement

from bot.chat.port import Chat
from bot.features import open_questions
from bot.features.decisions import drafts as decision_drafts
from bot.features.duplicates import pending as duplicate_pending
from bot.features.privacy import retention
from storage import Begin, processed_events

BATCHES = 20  # in one tick; the next one goes on
SEEN_FOR = timedelta(days=3)  # Slack repeats an event within the hour; its own outages have taken a day


def any_old(now: datetime) -> ColumnElement[bool]:
    """Whether something has become old enough to be forgotten."""
    own = decision_drafts.any_old(now) | open_questions.any_old(now) | duplicate_pending.any_old(now)
    return own | processed_events.any_before(now - SEEN_FOR)


def forget_old(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        decision_drafts.forget_old(db, now=now)
        open_questions.forget_old(db, now=now)
        duplicate_pending.forget_old(db, now=now)
        processed_events.forget_before(db, now - SEEN_FOR)


may_keep_no_longer = retention.any_due


def keep_no_longer(begin: Begin, chat: Chat, now: datetime) -> None:
    """What is older than conveners want it kept, a little at a time: people write meanwhile."""
    with begin(reading=True) as db:
        if not retention.is_due(db, now=now):
            return
    with begin() as db:
        retention.announce(db, now=now)
    for _ in range(BATCHES):
        with begin() as db:
            if not retention.purge(db, now=now):
                return
