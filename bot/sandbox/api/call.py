"""One call of the bot's: its arguments, and what must wait until the workspace is let go."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace.directory import SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State

TRUE = {"1", "true", "True"}
MOST_LISTED = 1_000  # items on one page: https://docs.slack.dev/apis/web-api/pagination
Item = TypeVar("Item")
READS = {"channel": "channels:", "group": "groups:", "im": "im:", "mpim": "mpim:"}


@dataclass
class Call:
    workspace: State
    args: Payload
    after: list[Callable[[], None]] = field(default_factory=list)  # runs when the workspace is no longer locked

    def text(self, name: str) -> str:
        return str(self.args.get(name) or "")

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.args.get(name)
        return default if value is None else value is True or str(value) in TRUE

    def number(self, name: str, default: int) -> int:
        value = self.args.get(name)
        if value in (None, ""):
            return default
        try:
            return int(float(str(value)))
        except ValueError:
            raise SlackError("invalid_arguments", f"must be a number [json-pointer:/{name}]") from None

    def page(self, items: Sequence[Item]) -> tuple[list[Item], str]:
        """The page of a long list that is asked for, and the cursor of the next one, empty at the end."""
        start, size = _start(self.text("cursor")), self.number("limit", 100) or 100
        if not 0 < size <= MOST_LISTED:
            raise SlackError("invalid_limit")
        end = start + size
        following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
        return list(items[start:end]), following

    def channel(self, name: str = "channel", *, reading: str = "") -> SlackChannel:
        """The channel that is meant, if the bot may know of it. `reading`: the scope it needs, `read` or `history`."""
        found = self.channel_of(self.text(name))
        if reading:
            self.needs_one((READS[found.type] + reading,))
        return found

    def channel_of(self, given: str, *, for_words: bool = False) -> SlackChannel:
        """By its id; `for_words`: by its name, or by the person it is with, too."""
        found = self.workspace.channels.get(given)
        if found is None and for_words:
            found = self._by_name(given)
        if found is None or not self._knows(found):
            raise SlackError("channel_not_found")
        return found

    def needs_one(self, scopes: Sequence[str]) -> None:
        """Raises SlackError when the manifest asks for none of these scopes."""
        provided = self.workspace.manifest.scopes
        if not provided.intersection(scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(provided)))

    def person(self, name: str = "user") -> User:
        found = self.workspace.users.get(self.text(name))
        if found is None:
            raise SlackError("user_not_found")
        return found

    def message(self, channel: SlackChannel, ts: str) -> SlackMessage:
        found = self.workspace.messages.find(channel.id, ts)
        if found is None or found.ephemeral_to:
            raise SlackError("message_not_found")
        return found

    def is_member(self, channel: SlackChannel) -> bool:
        return self.workspace.bot.id in channel.people

    def view(self) -> dict[str, Any]:
        view = self.args["view"]
        if not isinstance(view, dict):
            raise SlackError("invalid_arguments", "must provide an object [json-pointer:/view]")
        return view

    def _by_name(self, given: str) -> SlackChannel | None:
        if given in self.workspace.users and given != self.workspace.bot.id:
            return self.workspace.direct(given)
        name = given.removeprefix("#")
        return next((each for each in self.workspace.channels.values() if name and each.name == name), None)

    def _knows(self, channel: SlackChannel) -> bool:
        return not channel.is_private or self.is_member(channel)


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        name, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        return int(number) if name == "next" else int("no cursor of ours")
    except (binascii.Error, ValueError):
        raise SlackError("invalid_cursor") from None
