"""What everybody has seen: how far they have read, and what only they see, which lives as long as their page.

Source: https://docs.slack.dev/messaging#ephemeral
"""

from dataclasses import dataclass, field

from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import User
from bot.sandbox.workspace.messages import SlackMessage

BEGINNING = "0"  # earlier than every message
TO_ALL = ("<!channel>", "<!here>", "<!everyone>")


@dataclass(frozen=True)
class UnreadPlaces:
    places: dict[str, int] = field(default_factory=dict)  # those with something new: how much of it names the person
    new_after: str = ""  # in the place that is looked at; what was said later is new


class ReadMarks:
    """Whoever comes for the first time has read everything."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._read: dict[tuple[str, str], str] = {}
        self._lines: dict[str, tuple[str, str]] = {}  # by person: the channel looked at, and after what it was new

    def read(self, user: User, channel: str | None, *, arrives: bool = True) -> UnreadPlaces:
        """Note that somebody looks at a channel. `arrives`: they have just come there, rather than stayed."""
        newest = {id: self._newest(user, id) for id in self._mine(user)}
        for id, ts in newest.items():
            self._read.setdefault((user.id, id), ts)
        if arrives:
            self._draw_line(user, channel, newest)
        if channel in newest:
            self._read[user.id, channel] = newest[channel]
        places = {id: self._naming(user, id) for id, ts in newest.items() if ts > self._read[user.id, id]}
        where, after = self._lines.get(user.id, ("", ""))
        return UnreadPlaces(places, after if where == channel else "")

    def _draw_line(self, user: User, channel: str | None, newest: dict[str, str]) -> None:
        before = self._read.get((user.id, channel or "")) or BEGINNING
        has_new = channel in newest and newest[channel] > before
        self._lines[user.id] = (channel or "", before if has_new else "")

    def _mine(self, user: User) -> list[str]:
        return [channel.id for channel in self._workspace.channels.values() if user.id in channel.people]

    def _newest(self, user: User, channel: str) -> str:
        """The time of the last thing that somebody else said there."""
        said = reversed(self._workspace.messages.of(channel))
        return next((each.ts for each in said if _is_for(user, each)), "")

    def _naming(self, user: User, channel: str) -> int:
        """How much of what is new names the person, or is said to nobody else."""
        read, direct = self._read[user.id, channel], self._workspace.channels[channel].is_direct
        new = (each for each in self._workspace.messages.of(channel) if each.ts > read and _is_for(user, each))
        return sum(direct or _names(user, each) for each in new)


class Whispers:
    """Remembers which messages to one person alone somebody has had before their eyes: after a reload they are gone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: dict[str, list[SlackMessage]] = {}

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


def _is_for(user: User, message: SlackMessage) -> bool:
    return message.user != user.id and message.ephemeral_to in (None, user.id)


def _names(user: User, message: SlackMessage) -> bool:
    return any(mark in message.text for mark in (f"<@{user.id}", *TO_ALL))
