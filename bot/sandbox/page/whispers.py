"""What only one person sees lives as long as their page: after a reload it is gone, as in Slack.

Source: https://docs.slack.dev/messaging#ephemeral
"""

from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import User
from bot.sandbox.workspace.messages import Message


class Whispers:
    """Remembers which of them somebody has had before their eyes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: dict[str, list[Message]] = {}

    def shown(self, user: User, channel: str | None) -> None:
        """The page shows somebody a channel."""
        seen = self._seen.setdefault(user.id, [])
        if channel:
            here = self._workspace.messages.of(channel)
            seen += [each for each in here if each.ephemeral_to == user.id and each not in seen]

    def reloaded(self, user: User) -> None:
        """Somebody's page is fetched anew: what they have seen before is gone."""
        for message in self._seen.pop(user.id, []):
            if self._workspace.messages.find(message.channel, message.ts) is message:
                self._workspace.forget(message)
