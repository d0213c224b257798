"""What Slack tells an app of its files and of its own end.

Sources: https://docs.slack.dev/reference/events/file_shared, …/file_deleted, …/tokens_revoked, …/app_uninstalled
"""

from bot.sandbox.delivery.events import send
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.people import Channel
from bot.sandbox.workspace.state import State


def file(workspace: State, kind: str, shared: File, where: Channel | None = None) -> None:
    """A file was shared in a channel, or deleted."""
    event: Payload = {"type": kind, "file_id": shared.id, "event_ts": workspace.new_ts()}
    if where is not None:
        event |= {"channel_id": where.id, "user_id": shared.user, "file": {"id": shared.id}}
    send(workspace, kind, event, where)


def uninstalled(workspace: State) -> None:
    send(workspace, "app_uninstalled", {"type": "app_uninstalled", "event_ts": workspace.new_ts()})


def revoked(workspace: State) -> None:
    """The bot's token works no longer."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}}
    send(workspace, "tokens_revoked", {**event, "event_ts": workspace.new_ts()})
