"""Global shortcuts: what the app offers from anywhere, beside the field one writes in.

Source: https://docs.slack.dev/interactivity/implementing-shortcuts
"""

from bot.sandbox.delivery import interactions
from bot.sandbox.delivery.wire import Reply
from bot.sandbox.errors import Unavailable
from bot.sandbox.workspace.state import State


def use(workspace: State, user: str, name: str) -> Reply:
    """Choose one by its name or callback_id. Raises Unavailable for those to whom shortcuts do not exist."""
    with workspace.lock:
        who, found = workspace.user(user), workspace.manifest.shortcut(name, "global")
        if not who.has_commands:
            raise Unavailable(f"shortcuts do not exist for {who.name}, who is {who.kind}")
        if found is None:
            offered = [each["name"] for each in workspace.manifest.shortcuts if each["type"] == "global"]
            raise LookupError(f"no global shortcut {name!r}; there are {offered}")
        payload = interactions.shortcut(workspace, who, found["callback_id"])
    return workspace.outbox.ask("interactive", payload)
