"""How the bot speaks, whatever the chat: a few verbs, and what the chat tells. Slack's are in bot/slack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat.messages import Form, Message, Page, Part


@dataclass(frozen=True)
class ChatChannel:
    """What the chat tells about a channel."""

    channel: str
    name: str
    is_private: bool
    is_archived: bool
    has_bot: bool
    is_direct: bool = False


@dataclass(frozen=True)
class ChatUsergroup:
    """People who can be mentioned together."""

    usergroup: str
    name: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class ChatMessage:
    """A message of somebody's, read back."""

    channel: str
    message: str
    text: str
    by: str | None  # None: a bot, or nobody
    at: datetime
    thread: str | None = None

    @property
    def source(self) -> str:
        """By which we know again that we have seen it."""
        return f"{self.channel}:{self.message}"


@dataclass(frozen=True)
class MessageRef:
    """Where a message stands."""

    channel: str
    message: str


class NotInRoomError(Exception):
    """The bot cannot speak or read there: not a member, archived, or out of its sight."""


class GoneError(Exception):
    """The message is no longer there."""


class CannotLookError(Exception):
    """The chat does not let us look whether something stands there: a permission is missing, or we are out of it."""


class StrangerError(Exception):
    """The chat does not know this person, or does not tell us of them."""


class TooFastError(Exception):
    """The chat asks us to slow down: `wait` seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__(f"asked to wait {wait:g} s")
        self.wait = wait


@dataclass(frozen=True)
class ChatPerson:
    """What is known about somebody. Much of it is missing for people of other workspaces.

    `told_at` is when the chat last changed it: what comes late does not undo what is newer.
    """

    person: str
    team: str
    name: str
    is_guest: bool = False
    is_bot: bool = False
    email: str = ""
    zone_name: str | None = None
    language: str | None = None
    is_single_channel: bool = False
    has_left: bool = False
    told_at: datetime | None = None


class Chat(Protocol):
    """`channel`, `person` and `message` are the chat's own ids, opaque to the rest of the house."""

    def post(
        self, channel: str, message: Message, *, thread: str | None = None, identity: str = "", aloud: bool = False
    ) -> str:
        """Say it in a channel (or to a person), to everybody there; gives the new message's id.

        `aloud`: an answer in a thread that the whole channel sees.
        """

    def find(self, channel: str, identity: str, *, since: datetime) -> str | None:
        """One's own message with this identity, if it was posted there at or after `since`.

        Raises CannotLookError.
        """

    def whisper(self, channel: str, person: str, message: Message, *, thread: str | None = None) -> None:
        """Say it in a channel so that only `person` sees it."""

    def dm(self, person: str, message: Message, *, identity: str = "") -> MessageRef:
        """Say it in private; tells where it stands."""

    def show(self, channel: str, picture: bytes, *, name: str, title: str, alt: str, thread: str) -> None:
        """Show a picture (PNG) beneath a message; `alt` says in words what is on it, `name` is its file's."""

    def hand(self, channel: str, content: bytes, *, name: str, title: str, thread: str) -> None:
        """Put a file beneath a message; `name` is what it is called when somebody keeps it."""

    def shows(self, channel: str, name: str, *, thread: str) -> bool:
        """Whether a picture or a file of this name stands beneath that message."""

    def find_private(self, person: str, identity: str, *, since: datetime) -> MessageRef | None:
        """One's own private message with this identity, if it was said to them at or after `since`.

        Raises CannotLookError.
        """

    def ask(self, trigger: str, form: Form) -> None:
        """Open a form. `trigger` comes with a command or a click and expires after 3 seconds."""

    def amend(self, channel: str, message: str, changed: Message) -> None:
        """Edit one's own message in place. Raises GoneError when somebody has deleted it."""

    def replace(self, changed: Message) -> None:
        """Put something else in the place of the private message that was clicked."""

    def remove(self, channel: str, message: str) -> None:
        """Take one's own message away."""

    def home(self, person: str, page: Page) -> None:
        """Show a person's own page with the bot."""

    def link(self, channel: str, message: str) -> str:
        """The address of a message; empty when the chat gives none."""

    def read(self, channel: str, message: str) -> ChatMessage | None:
        """A message, read back; None when it is gone."""

    def who(self, person: str) -> ChatPerson:
        """Who somebody is. Raises StrangerError when the chat does not tell."""

    def everybody(self) -> Sequence[ChatPerson]:
        """Everybody of the installing workspace, guests included, bots not."""

    def room(self, channel: str) -> ChatChannel:
        """What a channel is."""

    def rooms(self) -> Sequence[ChatChannel]:
        """The channels the bot is in."""

    def people_in(self, channel: str) -> Sequence[str]:
        """Who is in a channel."""

    def organisation(self, team: str) -> str:
        """The name of another workspace; empty when the chat does not tell."""

    def fits(self, parts: Sequence[Part]) -> bool:
        """Whether these fit in one message as they are."""

    def scopes(self) -> frozenset[str] | None:
        """What the app was allowed; None when the chat does not tell."""

    def usergroups(self) -> Sequence[ChatUsergroup]:
        """The user groups of the installing workspace; none when the chat does not tell."""
