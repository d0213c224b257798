"""How far everybody has read in each channel, so that a place can say that there is something new."""

from bot.sandbox.people import User
from bot.sandbox.workspace import Workspace


class Reading:
    """Whoever comes for the first time has read everything."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[tuple[str, str], str] = {}

    def read(self, user: User, channel: str | None) -> frozenset[str]:
        """Note that somebody looks at a channel; gives those in which there is something new."""
        newest = {id: self._newest(user, id) for id in self._mine(user)}
        for id, ts in newest.items():
            if id == channel or (user.id, id) not in self._read:
                self._read[user.id, id] = ts
        return frozenset(id for id, ts in newest.items() if ts > self._read[user.id, id])

    def _mine(self, user: User) -> list[str]:
        return [channel.id for channel in self._workspace.channels.values() if user.id in channel.people]

    def _newest(self, user: User, channel: str) -> str:
        """The time of the last thing that somebody else said there."""
        said = reversed(self._workspace.messages.of(channel))
        others = (each.ts for each in said if each.user != user.id and each.ephemeral_to in (None, user.id))
        return next(others, "")
