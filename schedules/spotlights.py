"""A spotlight in its channel: posted on its day, once, and only while everybody in it still agrees."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features import spotlights
from bot.features.spotlights import messages
from schedules.outbox.attempts import post_known
from storage import Begin, deliveries, partnerships
from storage import spotlights as stored_spotlights
from storage.deliveries import DROPPED, SENT, Delivery
from storage.spotlights import POSTED


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Whoever takes their yes back before it is there is heard."""
    with begin(reading=True) as db:
        row = stored_spotlights.by_id(db, delivery.about_id)
        partner = partnerships.partners(db).get(row.partner_id) if row else None
    if row is None or partner is None or row.state != POSTED:
        with begin() as db:
            deliveries.settle(db, delivery, state=DROPPED, at=now)
        return
    post = post_known(chat, row.channel, messages.post(row, partner), delivery)
    _note(begin, delivery, post, now)


def _note(begin: Begin, delivery: Delivery, post: str, now: datetime) -> None:
    with begin() as db:
        spotlights.note_post(db, delivery.about_id, post=post)
        deliveries.settle(db, delivery, state=SENT, at=now)


POSTS = {spotlights.POST: show}
