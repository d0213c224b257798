"""What people do and what happens around them, whatever the chat, as plain values.

People, channels and messages are named by the chat's own ids: opaque strings, in which nothing is to be read.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.chat.messages import Message
from bot.chat.port import ChatMessage, ChatPerson, MessageRef
from bot.dispatch.payloads import HOME, Answers, PlacedPayload
from bot.dispatch.requests import Request

Placed = TypeVar("Placed", bound=PlacedPayload)


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """When and where something was done, and in which message: one of ours was clicked, or theirs was said."""

    at: datetime
    channel: str = ""
    message: str = ""  # empty where there is none that could be edited
    thread: str | None = None
    is_private: bool = False  # one person and the bot
    payload: str = ""  # what our button or form carries unseen

    @property
    def place(self) -> str:
        """The channel whose people may be shown what comes of it; empty in private."""
        return "" if self.is_private else self.channel

    @property
    def source(self) -> str:
        """The message, by which we know again that we have seen it."""
        return f"{self.channel}:{self.message}"


@dataclass(frozen=True, kw_only=True)
class Said(Interaction):
    """Words for the bot, without its name: typed as a command, in a mention, or in private."""

    text: str
    is_command: bool = False

    def reply(self, request: Request, message: Message) -> MessageRef | None:
        """Answer so that only they see it, where they asked; tells where it stands, if it can be edited."""
        place = None
        if self.is_private and not self.is_command:
            place = MessageRef(self.channel, request.chat.post(self.channel, message, thread=self.thread))
        else:
            request.chat.whisper(self.channel, request.me.person, message, thread=self.thread)
        if not self.is_command:  # of a command the chat tells once
            request.answered()
        return place


@dataclass(frozen=True, kw_only=True)
class Overheard(Interaction):
    """Words in a channel that were not for the bot."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Click(Interaction):
    """A button, or a choice in a message; `answers` are what else was chosen there."""

    at_home: bool = False
    is_ephemeral: bool = False  # nobody else sees the message
    answers: Answers = field(default_factory=Answers)

    def placed(self, payload: Placed) -> Placed:
        """The same, with where it was clicked."""
        where = {"channel": self.channel, "message": self.message, "is_private": self.is_private}
        return payload.model_copy(update={**where, "place": HOME} if self.at_home else where)


@dataclass(frozen=True, kw_only=True)
class Submission(Interaction):
    """A form that was filled in."""

    answers: Answers


@dataclass(frozen=True, kw_only=True)
class MessageAction(Interaction):
    """Somebody picked a message, and said from its menu what is to become of it."""

    picked: ChatMessage


@dataclass(frozen=True, kw_only=True)
class HomeOpened(Interaction):
    """Somebody looks at their own page."""


@dataclass(frozen=True, kw_only=True)
class Reaction(Interaction):
    """An emoji given to a message, or taken back."""

    emoji: str


@dataclass(frozen=True, kw_only=True)
class ChannelEvent(Interaction):
    """Something became of a channel, or of who is in it."""

    person: str = ""  # who came or left
    invited_by: str = ""
    is_us: bool = False  # the bot itself came or left
    moved_to: str = ""  # the new id of the channel


@dataclass(frozen=True, kw_only=True)
class PersonEvent(Interaction):
    """Somebody came to the workspace, or what is known of them changed."""

    known: ChatPerson
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class WorkspaceEvent(Interaction):
    """Something became of the groups of a workspace, or of our being there."""

    workspace: str = ""
