"""Decisions that are looked at again: their channel is asked, and sees what came of it."""

import logging
from datetime import datetime

from bot.chat import Chat, GoneError, Message
from bot.domain import decisions
from bot.domain.decisions import reopening
from bot.views import reopenings as views
from schedules import sending
from storage import Begin, deliveries, partnerships
from storage.decisions import Decision
from storage.deliveries import SENT, Delivery
from storage.reopenings import Reopening

log = logging.getLogger(__name__)


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Posted once in the channel of the decision, then edited in place."""
    with begin(reading=True) as db:
        row = db.get_one(Reopening, delivery.about_id)
        decision, zone = db.get_one(Decision, row.decision_id), partnerships.own(db).zone
    post = _shown(chat, decision, row, views.posted(decision, row, zone), delivery)
    with begin() as db:
        reopening.posted(db, row.id, post=post)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _shown(chat: Chat, decision: Decision, row: Reopening, message: Message, delivery: Delivery) -> str:
    if row.post:
        try:
            chat.amend(decision.channel, row.post, message)
            return row.post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: reopening %d", row.id)
    return sending.post_once(chat, delivery, decision.channel, message, identity=f"reopening:{row.id}", since=row.at)


KINDS = {decisions.REOPENED: show}
