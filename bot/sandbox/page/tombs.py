"""Deleted messages that others have answered: their place is kept, empty."""

from collections.abc import Iterable

from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.messages import Message

TOMB = "tombstone"  # the subtype that Slack gives such a place


def is_tomb(message: Message) -> bool:
    return message.subtype == TOMB


def with_tombs(workspace: Workspace, said: Iterable[Message]) -> list[Message]:
    """What stands in the channel itself, in order: its messages, broadcast replies, and empty places over threads."""
    shown: dict[str, Message] = {}
    for each in said:
        if not each.is_reply or each.is_broadcast:
            shown[each.ts] = each
        elif each.thread_ts and _is_lone(workspace, each):
            shown.setdefault(each.thread_ts, tomb(each.channel, each.thread_ts))
    return sorted(shown.values(), key=lambda each: each.ts)


def tomb(channel: str, ts: str) -> Message:
    return Message(channel, ts, user="", subtype=TOMB)


def _is_lone(workspace: Workspace, message: Message) -> bool:
    """A reply to something that is gone."""
    return not message.ephemeral_to and workspace.messages.find(message.channel, message.thread_ts) is None
