"""Deliveries: each is sent once, by whoever holds its lease, however often the machine is killed in between.

Before a second try we look whether the first one arrived: Slack may have taken it before the line broke.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.chat.port import Chat, GoneError, Message, TooFastError
from bot.features import decision_logs, decisions, exports, purpose, spotlights, surveys
from bot.features.decisions import messages as decision_messages
from bot.features.purpose import wordings
from schedules import commitments, round_pictures, survey_posts
from schedules import decision_logs as schedule_decision_logs
from schedules import decisions as schedule_decisions
from schedules import exports as schedule_exports
from schedules import purpose as schedule_purpose
from schedules import spotlights as schedule_spotlights
from schedules.outbox import attempts
from schedules.outbox.attempts import LEASE, Clock
from storage import Begin, deliveries, partnerships
from storage.decisions import Decision
from storage.deliveries import SENT, Delivery
from storage.search import records

Send = Callable[[Begin, Chat, Delivery, datetime], None]

log = logging.getLogger(__name__)


def send_due(begin: Begin, chat: Chat, clock: Clock, _hands: int = 1) -> None:
    """Send what nobody has sent: what a crash, a lost connection or a rate limit left behind.

    One after another, each under a lease of its own: none runs out while another one waits for its turn.
    """
    while True:
        now = clock()
        with begin() as db:
            claimed = deliveries.claim(db, now=now, until=now + LEASE, limit=1)
        if not claimed:
            return
        _send(begin, chat, claimed, now)


def send_made(begin: Begin, chat: Chat, made: Sequence[Delivery], *, now: datetime) -> None:
    """Send at once what a request has just made; it holds their leases."""
    _send(begin, chat, made, now)


def _send(begin: Begin, chat: Chat, claimed: Sequence[Delivery], now: datetime) -> None:
    for delivery in claimed:
        try:
            KINDS[delivery.kind](begin, chat, delivery, now)
        except Exception as error:
            _failed(begin, delivery, error, now)


def _failed(begin: Begin, delivery: Delivery, error: Exception, now: datetime) -> None:
    if isinstance(error, TooFastError):
        _slow_down(begin, delivery, now + timedelta(seconds=error.wait))
        return
    end = attempts.verdict(delivery, error)
    log.warning(
        "not delivered, %s: delivery %d (%s %d), attempt %d: %s",
        f"given up as {end}" if end else "will try again",
        delivery.id,
        delivery.kind,
        delivery.about_id,
        delivery.attempts,
        error,
    )
    with begin() as db:
        if end:
            deliveries.settle(db, delivery, state=end, at=now)
        else:
            deliveries.put_off(db, delivery, until=attempts.next_try(delivery, now))


def _slow_down(begin: Begin, delivery: Delivery, until: datetime) -> None:
    """The chat asked to: that is no failed attempt."""
    with begin() as db:
        deliveries.wait(db, delivery, until=until, why="the chat asked to slow down")


def _show_decision(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel shows the decision as it is now: posted once, then edited in place, or taken away."""
    with begin(reading=True) as db:
        decision = db.get_one(Decision, delivery.about_id)
        record, zone = records.of_one(db, decision), partnerships.own(db).zone
    post = _shown(chat, decision, decision_messages.posted(record, zone), delivery)
    link = chat.link(decision.channel, post) if post and post != decision.post else ""
    with begin() as db:
        if link:
            decisions.posted(db, decision.id, post=post, link=link)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _shown(chat: Chat, decision: Decision, message: Message, delivery: Delivery) -> str:
    """The post that shows it now; empty when it was taken away. One that somebody deleted is posted anew."""
    if decision.undone_at is not None:
        if decision.post:
            chat.remove(decision.channel, decision.post)
        return ""
    if decision.post:
        try:
            chat.amend(decision.channel, decision.post, message)
            return decision.post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: decision %d", decision.id)
    identity = f"decision:{decision.number}"
    return attempts.post_once(chat, delivery, decision.channel, message, identity=identity, since=decision.logged_at)


def _ask_for_reason(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Offer the author to add the reason, unless there is one by now or the decision is gone."""
    with begin(reading=True) as db:
        decision = db.get_one(Decision, delivery.about_id)
        record = records.of_one(db, decision)
    if decision.in_force and not decision.reason:
        _ask_once(chat, decision, decision_messages.reason_wanted(record), delivery)
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT, at=now)


def _ask_once(chat: Chat, decision: Decision, message: Message, delivery: Delivery) -> None:
    identity = f"reason:{decision.number}"
    looked = delivery.attempts > 1
    if not (looked and attempts.said_before(chat, decision.decided_by, identity=identity, since=decision.logged_at)):
        chat.dm(decision.decided_by, message, identity=identity)


KINDS: dict[str, Send] = {
    decisions.POST: _show_decision,
    decisions.ASK_REASON: _ask_for_reason,
    **commitments.KINDS,
    **schedule_decisions.KINDS,
    decision_logs.POST: schedule_decision_logs.show,
    exports.GIVE: schedule_exports.give,
    surveys.POST: survey_posts.show,
    surveys.RESULTS: survey_posts.show,
    surveys.CLOSED: survey_posts.announce,
    surveys.PICTURE: round_pictures.show,
    wordings.POST: schedule_purpose.show,
    purpose.CHANGED: schedule_purpose.tell,
    spotlights.POST: schedule_spotlights.show,
}
