"""Posting once: a second try looks whether the first one got through before the machine died."""

from bot.chat import Chat, Message
from storage.deliveries import Delivery


def post_once(chat: Chat, channel: str, message: Message, delivery: Delivery) -> str:
    """Post it in a channel, known again by the delivery's key; gives the message's id."""
    earlier = chat.find(channel, delivery.key, since=delivery.not_before) if delivery.attempts > 1 else None
    return earlier or chat.post(channel, message, identity=delivery.key)
