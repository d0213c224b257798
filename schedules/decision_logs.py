"""Decision logs follow what is decided: looked at with every tick, written anew only when something has changed."""

from datetime import datetime

from sqlalchemy import ColumnElement

from bot.chat.port import Chat, GoneError
from bot.features import decision_logs
from bot.features.decision_logs import messages
from schedules.outbox import attempts
from storage import Begin, deliveries, partnerships
from storage import decision_logs as stored_decision_logs
from storage.decision_logs import DecisionLog
from storage.deliveries import DROPPED, SENT, Delivery


def may_follow(_: datetime) -> ColumnElement[bool]:
    return stored_decision_logs.any_kept()


def follow(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin() as db:
        decision_logs.follow(db, now=now)


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Posted once, then edited in place. One that somebody deleted is not wanted: it is kept no longer."""
    with begin(reading=True) as db:
        log = db.get_one(DecisionLog, delivery.about_id)
        found, zone = decision_logs.listing(db, log.channel), partnerships.own(db).zone
    message = messages.post(found, zone, is_kept=log.is_kept)
    try:
        if log.post:
            chat.amend(log.channel, log.post, message)
        else:
            identity = f"decision_log:{log.id}:{log.asked_at.isoformat()}"
            log.post = attempts.post_once(chat, delivery, log.channel, message, identity=identity, since=log.asked_at)
    except GoneError:
        _let_be(begin, delivery, now)
        return
    with begin() as db:
        stored_decision_logs.posted(db, log.id, post=log.post, shows=found.digest)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _let_be(begin: Begin, delivery: Delivery, now: datetime) -> None:
    with begin() as db:
        db.get_one(DecisionLog, delivery.about_id).is_kept = False
        deliveries.settle(db, delivery, state=DROPPED, at=now)


POSTS = {decision_logs.POST: show}
