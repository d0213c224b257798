"""What the channel sees of the purpose: a way to say it on its days, and once each time that it has changed."""

from datetime import datetime

from bot.chat.port import Chat
from bot.features.purpose import CHANGED, messages, wordings
from schedules.outbox.attempts import post_known
from storage import Begin, deliveries, partnerships, recurrences
from storage import purpose as stored_purpose
from storage.deliveries import DROPPED, SENT, Delivery
from storage.purpose import PURPOSE


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Say it as the way stands now; one that was let go in between is not said."""
    with begin(reading=True) as db:
        way, recurrence = stored_purpose.form(db, delivery.about_id), recurrences.of_noun(db, PURPOSE)
        purpose = stored_purpose.in_force(db, PURPOSE)
        partner = partnerships.partners(db).get(way.partner_id or 0) if way else None
    wanted = way is not None and way.dropped_at is None and recurrence is not None
    if way and recurrence and wanted:
        post_known(chat, recurrence.channel, messages.post(way, purpose, partner), delivery)
    _settle(begin, delivery, now, said=wanted)


def tell(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """The purpose has changed."""
    with begin(reading=True) as db:
        rows, recurrence = stored_purpose.written_with(db, delivery.about_id), recurrences.of_noun(db, PURPOSE)
    if recurrence is not None:
        post_known(chat, recurrence.channel, messages.changed(rows), delivery)
    _settle(begin, delivery, now, said=recurrence is not None)


def _settle(begin: Begin, delivery: Delivery, now: datetime, *, said: bool) -> None:
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT if said else DROPPED, at=now)


POSTS = {wordings.POST: show, CHANGED: tell}
