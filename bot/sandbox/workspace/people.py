"""Who is there and where they talk: teams, people, channels."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["member", "guest", "external", "bot"]


@dataclass
class Team:
    """A workspace. The first one added is where the bot is installed."""

    id: str
    name: str
    domain: str


@dataclass
class User:
    """Somebody, or a bot's own user."""

    id: str
    name: str
    real_name: str
    team: str
    kind: Kind = "member"
    email: str | None = None
    tz: str | None = None
    locale: str = "en-GB"
    bot_id: str = ""
    is_deleted: bool = False

    @property
    def is_bot(self) -> bool:
        return self.kind == "bot"

    @property
    def has_commands(self) -> bool:
        """Slash commands and message shortcuts exist only for full members of the installing workspace."""
        return self.kind == "member"


@dataclass
class Usergroup:
    """People who are mentioned together, as @handle."""

    id: str
    handle: str
    name: str
    people: list[str] = field(default_factory=list)
    is_disabled: bool = False


@dataclass
class Channel:
    """A channel, or a conversation between one person and the bot (`is_direct`, its name is empty)."""

    id: str
    name: str
    people: list[str] = field(default_factory=list)  # in the order they came
    is_private: bool = False
    is_direct: bool = False
    is_group: bool = False  # of several people, made by asking them together
    is_archived: bool = False
    shared_with: frozenset[str] = frozenset()  # the other workspaces it is shared with
    creator: str = ""
    created: int = 0  # seconds since 1970
    topic: str = ""

    @property
    def type(self) -> Literal["im", "mpim", "group", "channel"]:
        """As events call it."""
        if self.is_direct or self.is_group:
            return "im" if self.is_direct else "mpim"
        return "group" if self.is_private else "channel"

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_with)
