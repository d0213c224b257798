"""What the channel sees of the purpose: a way to say it on its days, and once each time that it has changed."""

from datetime import datetime

from bot.chat import Chat
from bot.views import purpose as views
from schedules.posting import post_once
from storage import Begin, deliveries, partnerships, purposes, rhythms
from storage.deliveries import DROPPED, SENT, Delivery
from storage.purposes import PURPOSE


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Say it as the way stands now; one that was let go in between is not said."""
    with begin(reading=True) as db:
        way, rhythm = purposes.form(db, delivery.about_id), rhythms.of_noun(db, PURPOSE)
        purpose = purposes.in_force(db, PURPOSE)
        partner = partnerships.partners(db).get(way.partner_id or 0) if way else None
    wanted = way is not None and way.dropped_at is None and rhythm is not None
    if way and rhythm and wanted:
        post_once(chat, rhythm.channel, views.post(way, purpose, partner), delivery)
    _settle(begin, delivery, now, said=wanted)


def tell(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """The purpose has changed."""
    with begin(reading=True) as db:
        rows, rhythm = purposes.written_with(db, delivery.about_id), rhythms.of_noun(db, PURPOSE)
    if rhythm is not None:
        post_once(chat, rhythm.channel, views.changed(rows), delivery)
    _settle(begin, delivery, now, said=rhythm is not None)


def _settle(begin: Begin, delivery: Delivery, now: datetime, *, said: bool) -> None:
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT if said else DROPPED, at=now)
