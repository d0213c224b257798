"""Promises in their channels: what is shown of them there, as far as their owners let it be seen."""

import logging
from datetime import datetime

from bot import promises
from bot.chat import Chat, GoneError, Message
from bot.domain import commitments
from bot.views import commitment_news as news
from schedules import sending
from storage import Begin, deliveries
from storage import commitments as remembered
from storage.commitments import UNDONE, Commitment
from storage.deliveries import SENT, Delivery

log = logging.getLogger(__name__)


def show_in_channel(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel sees it as it is now: posted once, edited in place, taken away when it is shown no longer."""
    with begin(reading=True) as db:
        commitment = db.get_one(Commitment, delivery.about_id)
        message = news.posted(commitment, promises.partner_of(db, commitment))
    post = _shown(chat, commitment, message, delivery)
    link = chat.link(commitment.channel or "", post) if post else None
    with begin() as db:
        remembered.note_post(db, commitment.id, post=post, link=link)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _shown(chat: Chat, commitment: Commitment, message: Message, delivery: Delivery) -> str | None:
    """The post that shows it now; None when there is none any more."""
    channel, post = commitment.channel or "", commitment.post
    if not commitment.is_shown or commitment.state == UNDONE:
        if post:
            chat.remove(channel, post)
        return None
    if post:
        try:
            chat.amend(channel, post, message)
            return post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: commitment %d", commitment.number)
    identity = f"commitment:{commitment.number}"
    return sending.post_once(chat, delivery, channel, message, identity=identity, since=commitment.recorded_at)


KINDS = {commitments.POST: show_in_channel}
