"""Forgetting what nobody needs any more."""

from datetime import datetime, timedelta

from bot.chat import Chat
from bot.domain import drafts, whys
from bot.domain.groundhog import holding
from bot.domain.rights import keeping
from storage import Begin, seen

BATCHES = 20  # in one tick; the next one goes on
SEEN_FOR = timedelta(days=3)  # Slack repeats an event within the hour; its own outages have taken a day


def forget_old(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        drafts.forget_old(db, now=now)
        whys.forget_old(db, now=now)
        holding.forget_old(db, now=now)
        seen.forget_before(db, now - SEEN_FOR)


def keep_no_longer(begin: Begin, chat: Chat, now: datetime) -> None:
    """What is older than conveners want it kept, a little at a time: people write meanwhile."""
    with begin(reading=True) as db:
        if not keeping.is_due(db, now=now):
            return
    with begin() as db:
        keeping.announce(db, now=now)
    for _ in range(BATCHES):
        with begin() as db:
            if not keeping.purge(db, now=now):
                return
