"""What the channel sees of a round: one post, from the opening to what will be done about it, and a picture beneath."""

import logging
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import Chat, GoneError, Message, Part
from bot.domain.rhythms import RECALL
from bot.domain.rounds import closing
from bot.domain.rounds.closing import Outcome
from bot.views import purpose as purpose_views
from bot.views import round_results as views
from schedules import sending
from storage import Begin, deliveries, purposes, rounds
from storage.deliveries import SENT, Delivery
from storage.purposes import PURPOSE
from storage.rounds import Round

log = logging.getLogger(__name__)


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel shows the round as it is now: posted once, then edited in place."""
    with begin(reading=True) as db:
        round_ = rounds.by_id(db, delivery.about_id)
        if round_ is None:
            return
        outcome = closing.outcome(db, round_) if round_.closed_at else None
        beneath = _beneath(db, round_)
        asked, answered = rounds.asked(db, round_.id), rounds.answered(db, round_.id)
    post = _shown(chat, round_, _message(round_, outcome, asked, answered, beneath), delivery)
    with begin() as db:
        rounds.posted(db, round_.id, post=post, counted=answered)
        deliveries.settle(db, delivery, state=SENT, at=now)


def announce(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """An edited post is seen by nobody: one line says that the results are there, in its thread and in the channel."""
    with begin(reading=True) as db:
        round_ = rounds.by_id(db, delivery.about_id)
        outcome = closing.outcome(db, round_) if round_ and round_.closed_at and round_.post else None
    if outcome is not None:
        _say_once(chat, outcome, delivery)
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT, at=now)


def _say_once(chat: Chat, outcome: Outcome, delivery: Delivery) -> None:
    round_, identity = outcome.round, f"round:{outcome.round.id}:closed"
    since = round_.closed_at
    if delivery.attempts > 1 and since and chat.find(round_.channel, identity, since=since):
        return
    chat.post(round_.channel, views.results_are_there(outcome), thread=round_.post, identity=identity, aloud=True)


def _beneath(db: Session, round_: Round) -> tuple[Part, ...]:
    """What people remembered of the purpose is compared with the one that was written down then."""
    if round_.set_key != RECALL or round_.closed_at is None:
        return ()
    return purpose_views.compared(purposes.stood_at(db, PURPOSE, round_.closed_at))


def _message(round_: Round, outcome: Outcome | None, asked: int, answered: int, beneath: tuple[Part, ...]) -> Message:
    if round_.cancelled_at is not None:
        return views.cancelled(round_)
    return views.closed(outcome, beneath) if outcome else views.running(round_, asked=asked, answered=answered)


def _shown(chat: Chat, round_: Round, message: Message, delivery: Delivery) -> str:
    """One that somebody deleted is posted anew."""
    if round_.post:
        try:
            chat.amend(round_.channel, round_.post, message)
            return round_.post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: round %d", round_.id)
    since = round_.opened_at or round_.made_at
    return sending.post_once(chat, delivery, round_.channel, message, identity=f"round:{round_.id}", since=since)
