"""Who is in the workspace and where they talk, found by id or by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
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
class SlackChannel:
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


BOT_USER, BOT_ID, APP_ID = "U0STEWARD", "B0STEWARD", "A0STEWARD"
SLACKBOT = "USLACKBOT"


class Directory:
    """Add a team first: the bot is installed there."""

    def __init__(self, clock: Callable[[], datetime], bot_name: str) -> None:
        self.clock = clock
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, SlackChannel] = {}
        self.usergroups: dict[str, Usergroup] = {}
        self.names: dict[str, str] = {}  # what people, channels and teams are called, by id
        name = bot_name.lower().replace(" ", "_")
        self._add_user(User(BOT_USER, name, bot_name, "", kind="bot", bot_id=BOT_ID))

    def add_team(self, id: str, name: str, domain: str) -> Team:
        self.teams[id] = Team(id, name, domain)
        self.names[id] = name
        if len(self.teams) == 1:
            self.bot.team = id
        return self.teams[id]

    def add_user(
        self,
        id: str,
        name: str,
        real_name: str = "",
        team: str = "",
        email: str | None = None,
        tz: str | None = "Etc/UTC",
        kind: Kind = "member",
        locale: str = "en-GB",
    ) -> User:
        user = User(id, name, real_name or name.title(), team or self.home.id, kind, email, tz, locale)
        return self._add_user(user)

    def add_bot(self, bot_id: str, name: str) -> User:
        """Another app's bot."""
        user = User(f"U{bot_id[1:]}", name, name.title(), self.home.id, "bot", bot_id=bot_id)
        return self._add_user(user)

    def add_channel(
        self,
        id: str,
        name: str,
        private: bool = False,
        shared_with: Iterable[str] = (),
        people: Iterable[str] = (),
        topic: str = "",
    ) -> SlackChannel:
        members = [self.user(each).id for each in people]
        made = int(self.clock().timestamp())
        channel = SlackChannel(
            id, name, members, is_private=private, shared_with=frozenset(shared_with), created=made, topic=topic
        )
        channel.creator = members[0] if members else ""
        self.channels[id], self.names[id] = channel, name
        return channel

    def add_usergroup(self, id: str, handle: str, name: str = "", people: Iterable[str] = ()) -> Usergroup:
        """People who can be mentioned together."""
        members = [self.user(each).id for each in people]
        self.usergroups[id] = Usergroup(id, handle, name or handle.title(), members)
        self.names[id] = handle
        return self.usergroups[id]

    @property
    def home(self) -> Team:
        """Where the bot is installed."""
        return next(iter(self.teams.values()))

    @property
    def bot(self) -> User:
        return self.users[BOT_USER]

    def user(self, who: "str | User") -> User:
        """By id, name or real name. Raises LookupError."""
        if isinstance(who, User):
            return who
        found = self.users.get(who) or self._named(who.lower())
        if found is None:
            raise LookupError(f"nobody is called {who!r}; there are {[user.name for user in self.users.values()]}")
        return found

    def channel(self, which: "str | SlackChannel") -> SlackChannel:
        """By id or name. Raises LookupError."""
        if isinstance(which, SlackChannel):
            return which
        if which in self.channels:
            return self.channels[which]
        name = which.removeprefix("#")
        for channel in self.channels.values():
            if channel.name == name and name:
                return channel
        raise LookupError(
            f"no channel {which!r}; there are {[each.name or each.id for each in self.channels.values()]}"
        )

    def direct(self, user: "str | User") -> SlackChannel:
        """Somebody's conversation with the bot; made when there is none."""
        who = self.user(user)
        id = f"D{who.id[1:]}"
        if id not in self.channels:
            made = int(self.clock().timestamp())
            self.channels[id] = SlackChannel(id, "", [who.id, BOT_USER], is_private=True, is_direct=True, created=made)
        return self.channels[id]

    def group_direct(self, people: Iterable[str]) -> SlackChannel:
        """The conversation of these people and the bot; made when there is none."""
        members = [*sorted(self.user(each).id for each in people), BOT_USER]
        found = next((each for each in self.channels.values() if each.is_group and each.people == members), None)
        if found is not None:
            return found
        name = f"mpdm-{'--'.join(self.users[each].name for each in members)}-1"
        made = self.add_channel(f"G{'-'.join(each[1:] for each in members[:-1])}", name, True, people=members)
        made.is_group = True
        return made

    def sees(self, user: "str | User", channel: "str | SlackChannel") -> bool:
        """Whether somebody can look into a channel: those who are in it, and members into public ones."""
        who, where = self.user(user), self.channel(channel)
        return who.id in where.people or (who.kind == "member" and not where.is_private)

    def sees_person(self, user: "str | User", other: "str | User") -> bool:
        """Whether two people may know of one another: externals only through a channel that both are in."""
        who, them = self.user(user), self.user(other)
        if "external" not in (who.kind, them.kind) or who.team == them.team:
            return True
        return any(who.id in each.people and them.id in each.people for each in self.channels.values())

    def shares_a_channel(self, user: User) -> bool:
        """Whether the bot's workspace shares a channel with somebody of another one."""
        return any(user.id in each.people and each.is_shared for each in self.channels.values())

    def _named(self, name: str) -> User | None:
        same = (each for each in self.users.values() if name in (each.name.lower(), each.real_name.lower()))
        return next(same, None)

    def _add_user(self, user: User) -> User:
        self.users[user.id], self.names[user.id] = user, user.real_name
        return user
