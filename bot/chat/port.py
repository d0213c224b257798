"""How the bot speaks, whatever the chat: a few verbs, and the plain values they say. Slack's are in bot/slack.py.

Texts carry four marks and no more, which every chat can show: `bold`, `mention`, `room` and `link`.
People's own words go through `said`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from storage.members import SAID


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class SmallPrint:
    """Small print below."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Divider:
    """A line between two parts."""


@dataclass(frozen=True)
class Button:
    """`action` says which listener hears the click, `value` about what."""

    label: str
    action: str
    value: str = ""
    style: str = ""  # "primary" or "danger"


@dataclass(frozen=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str
    action: str = "open_link"


@dataclass(frozen=True)
class Buttons:
    buttons: tuple[Button | Link, ...]


@dataclass(frozen=True)
class Choice:
    """One of several, chosen in a message. What was chosen comes back to `action` as (label, value)."""

    label: str
    action: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True)
class TextField:
    """What people write comes back under `name`."""

    label: str
    name: str
    answer: str = ""
    optional: bool = False
    long: bool = False
    hint: str = ""
    longest: int = 2_000


@dataclass(frozen=True)
class DayField:
    label: str
    name: str
    answer: date | None = None
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class PeopleField:
    label: str
    name: str
    answer: tuple[str, ...] = ()
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class ChoiceField:
    label: str
    name: str
    options: tuple[tuple[str, str], ...]
    answer: str = ""
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True)
class RadioField:
    """One of a few, all in sight."""

    label: str
    name: str
    options: tuple[tuple[str, str], ...]
    answer: str = ""
    optional: bool = False
    hint: str = ""


@dataclass(frozen=True)
class SeveralField:
    """Any of several; what is ticked comes back as a tuple."""

    label: str
    name: str
    options: tuple[tuple[str, str], ...]
    answer: tuple[str, ...] = ()
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class NumberField:
    """A whole number."""

    label: str
    name: str
    answer: int | None = None
    least: int = 0
    most: int = 100
    optional: bool = True
    hint: str = ""


@dataclass(frozen=True)
class HourField:
    """A time of day; it comes back as "09:30"."""

    label: str
    name: str
    answer: str = ""
    optional: bool = False
    hint: str = ""


Field = TextField | DayField | PeopleField | ChoiceField | RadioField | SeveralField | NumberField | HourField
Part = Paragraph | SmallPrint | Title | Divider | Buttons | Choice | Field


@dataclass(frozen=True)
class Message:
    """What the bot says. `text` alone must make sense: screen readers and notifications use it."""

    text: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Form:
    """Questions in a window. `name` is what the handler of its answers listens for; no `submit`, no question."""

    name: str
    title: str
    parts: tuple[Part, ...]
    submit: str = ""
    close: str = "Cancel"
    memo: str = ""  # comes back unseen with the answers; at most 3,000 characters


@dataclass(frozen=True)
class Page:
    """A person's own page with the bot."""

    parts: tuple[Part, ...]


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


def said(text: str) -> str:
    """A person's own words, escaped so that they cannot ping a channel or forge a link.

    Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unsaid(text: str) -> str:
    """What a person typed, from the escaped form in which the chat hands it over."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mention(person: str) -> str:
    """A person, as the chat shows them; somebody known only from an imported record by what it calls them."""
    if person.startswith(SAID):
        return said(person.removeprefix(SAID))
    return f"<@{person}>"


def room(channel: str) -> str:
    return f"<#{channel}>"


def link(url: str, label: str) -> str:
    return f"<{url}|{said(label).replace('|', '/')}>"


def bold(text: str) -> str:
    """Already escaped words in bold, line by line, because no chat carries bold over a line's end."""
    return "\n".join(f"*{line.strip()}*" if line.strip() else line for line in text.split("\n"))


def struck(text: str) -> str:
    """Already escaped words struck through: they no longer hold."""
    return "\n".join(f"~{line.strip()}~" if line.strip() else line for line in text.split("\n"))


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def plural(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
