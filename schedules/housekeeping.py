"""Forgetting what nobody needs any more."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain import drafts, whys
from bot.domain.groundhog import holding
from storage import Begin, seen

SEEN_FOR = timedelta(days=3)  # Slack repeats an event within the hour; its own outages have taken a day


def forget_old(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        drafts.forget_old(db, now=now)
        whys.forget_old(db, now=now)
        holding.forget_old(db, now=now)
        seen.forget_before(db, now - SEEN_FOR)
