"""Posting what is known by its delivery alone: a second try looks whether the first one got through."""

from bot.chat.port import Chat, Message
from schedules.outbox import attempts
from storage.deliveries import Delivery


def post_once(chat: Chat, channel: str, message: Message, delivery: Delivery) -> str:
    """Post it in a channel, known again by the delivery's key; gives the message's id."""
    return attempts.post_once(chat, delivery, channel, message, identity=delivery.key, since=delivery.not_before)
