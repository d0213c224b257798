"""What every sending shares: how long a lease is good for, how often it is tried, and how a post is made once.

When it cannot be known whether Slack took a message, each kind has its own policy. A private one is said again: a
question twice is better than none. A public one is looked for; where we cannot look, a convener decides.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from bot.chat.messages import Message
from bot.chat.port import CannotLookError, Chat, GoneError, MessageRef, NotInRoomError, TooFastError
from storage.deliveries import DEAD, LEASE, UNSURE, Delivery

Clock = Callable[[], datetime]

MOST_ATTEMPTS = 8
MOST_LOOKS = 4  # more tries, after the last attempt, only to see whether it arrived
FIRST_WAIT = timedelta(seconds=30)  # doubled after every failure: the eighth try comes about an hour after the first
JITTER = 0.25  # of a wait, at most: what failed together must not come back together

__all__ = ["FIRST_WAIT", "LEASE", "MOST_ATTEMPTS"]

log = logging.getLogger(__name__)


class PerhapsThereError(Exception):
    """It was said, or it was not: the next try looks."""


class GivenUpError(Exception):
    """Tried often enough, and looked a last time: it is not there."""


def next_try(delivery: Delivery, now: datetime) -> datetime:
    """When to try again what has failed: later after each failure, and not all at the same moment."""
    doubled: int = 2 ** (max(1, delivery.attempts) - 1)
    chance = int.from_bytes(sha256(f"{delivery.key}:{delivery.attempts}".encode()).digest()[:4]) / 2**32
    return now + FIRST_WAIT * doubled * (1 + JITTER * chance)


def verdict(delivery: Delivery, error: Exception) -> str | None:
    """The state in which a delivery that failed ends; None: it is tried again."""
    if isinstance(error, CannotLookError):
        return UNSURE
    if isinstance(error, PerhapsThereError):
        return UNSURE if delivery.attempts >= MOST_ATTEMPTS + MOST_LOOKS else None
    hopeless = isinstance(error, NotInRoomError | GivenUpError) or delivery.attempts >= MOST_ATTEMPTS
    return DEAD if hopeless else None


def post_once(chat: Chat, delivery: Delivery, channel: str, message: Message, *, identity: str, since: datetime) -> str:
    """Post it, unless an earlier try did: then that post is edited. Gives its id.

    Raises PerhapsThereError when it is unclear whether it was taken, and CannotLookError when that cannot be found out.
    """
    earlier = _look(chat, channel, identity, since) if delivery.attempts > 1 else None
    if earlier is not None:
        return _brought_up_to_date(chat, channel, earlier, message)
    if delivery.attempts > MOST_ATTEMPTS:
        raise GivenUpError(f"not there after {MOST_ATTEMPTS} attempts")
    try:
        return chat.post(channel, message, identity=identity)
    except (TooFastError, NotInRoomError):
        raise  # it was refused for sure
    except Exception as error:
        raise PerhapsThereError(str(error)) from error


def post_known(chat: Chat, channel: str, message: Message, delivery: Delivery) -> str:
    """The same for what is known again by its delivery alone."""
    return post_once(chat, delivery, channel, message, identity=delivery.key, since=delivery.not_before)


def show(
    chat: Chat, delivery: Delivery, channel: str, message: Message, *, post: str | None, identity: str, since: datetime
) -> str:
    """The post that shows it now: edited in place, or posted anew where there is none, or somebody has deleted it."""
    if post:
        try:
            chat.amend(channel, post, message)
            return post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: %s", identity)
    return post_once(chat, delivery, channel, message, identity=identity, since=since)


def said_before(chat: Chat, person: str, *, identity: str, since: datetime) -> MessageRef | None:
    """Where an earlier try has said it in private; None when it did not, and when we cannot look."""
    try:
        return chat.find_private(person, identity, since=since)
    except CannotLookError:
        return None  # twice is better than never


def _brought_up_to_date(chat: Chat, channel: str, post: str, message: Message) -> str:
    with suppress(GoneError):  # somebody has deleted it since we looked: so it was there
        chat.amend(channel, post, message)
    return post


def _look(chat: Chat, channel: str, identity: str, since: datetime) -> str | None:
    try:
        return chat.find(channel, identity, since=since)
    except (TooFastError, CannotLookError):
        raise
    except Exception as error:
        raise PerhapsThereError(str(error)) from error
