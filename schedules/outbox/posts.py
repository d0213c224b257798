"""Deliveries: each is sent once, by whoever holds its lease, however often the machine is killed in between.

Before a second try we look whether the first one arrived: Slack may have taken it before the line broke.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import schedules
from bot.chat.port import Chat, TooFastError
from schedules.outbox import attempts
from schedules.outbox.attempts import LEASE, Clock
from storage import Begin, deliveries
from storage.deliveries import Delivery

Post = Callable[[Begin, Chat, Delivery, datetime], None]

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
            posts()[delivery.kind](begin, chat, delivery, now)
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


@cache
def posts() -> dict[str, Post]:
    """Which function posts a kind of delivery: each schedule names those of its noun as POSTS."""
    found: dict[str, Post] = {}
    for room in iter_modules(schedules.__path__, "schedules."):
        found |= getattr(import_module(room.name), "POSTS", {})
    return found
