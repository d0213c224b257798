"""Links to messages: /archives/C0GENERAL/p1772442000000100."""

from bot.sandbox.page.scene import Scene
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import User
from bot.sandbox.workspace.messages import Message

MICROS = 6  # digits behind the point in a message's id


def find(workspace: Workspace, channel: str, stamp: str) -> Message | None:
    """`stamp` is the message's id without its point."""
    return workspace.messages.find(channel, f"{stamp[:-MICROS]}.{stamp[-MICROS:]}")


def address(workspace: Workspace, message: Message, person: User, drawer: str = "") -> str:
    """Where the page shows it to this person."""
    where = workspace.channels[message.channel]
    scene = Scene(workspace, person, where)
    has_thread = message.is_reply or workspace.messages.replies(message.channel, message.ts)
    return scene.href(thread=(message.thread_ts or message.ts) if has_thread else "", at=message.ts, drawer=drawer)
