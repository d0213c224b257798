"""One person looking at one place of the workspace: all that the page is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from functools import cached_property
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from bot.sandbox.page import faces
from bot.sandbox.page.reader import Reader
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import SLACKBOT, Channel, User
from bot.sandbox.workspace.messages import Message

HOME, ABOUT, SEARCH = "home", "about", "search"  # the places that are no channels
PLACES = (HOME, ABOUT, SEARCH)
AT_ONCE = 300  # messages shown of a channel; scrolling up asks for as many again


@dataclass(frozen=True)
class Scene:
    workspace: Workspace
    me: User
    channel: Channel | None = None  # none: one of PLACES
    thread: str = ""  # the message whose thread is open
    marked: str = ""  # the message that a link led to
    unread: Mapping[str, int] = field(default_factory=dict)  # where there is something new: how much of it names me
    new_after: str = ""  # what was said later than this is new here
    page: str = HOME  # where one is when it is no channel
    words: str = ""  # that are searched for
    drawer: str = ""  # what is open beside everything else
    shown: int = AT_ONCE  # messages of the channel

    @property
    def _talks(self) -> dict[str, str]:
        """With the app alone, and of several people."""
        named = {user.id: user.real_name for user in self.workspace.users.values()}
        groups = {
            each.id: ", ".join(named[id] for id in each.people if id != self.me.id and id in named)
            for each in self.groups
        }
        return {self.workspace.direct(self.me).id: self.workspace.bot.real_name, **groups}

    @property
    def place(self) -> str:
        return self.channel.id if self.channel else self.page

    @cached_property
    def partners(self) -> dict[str, str]:
        return faces.partners(self.workspace.users.values(), self.workspace.teams)

    @cached_property
    def reader(self) -> Reader:
        place = self.workspace
        named = (each for each in place.channels.values() if each.name and not each.is_group)
        seen = {each.id: each.name for each in named if place.sees(self.me, each)}
        hidden = (user.id for user in place.users.values() if user.is_bot or not place.sees_person(self.me, user))
        return Reader(
            me=self.me.id,
            people={user.id: user.real_name for user in place.users.values()},
            unlisted=frozenset(hidden),
            channels=seen,
            talks=self._talks,
            handles={group.id: group.handle for group in place.usergroups.values()},
            private=frozenset(id for id in seen if place.channels[id].is_private),
            zone=zone(self.me),
            now=place.clock(),
            hosts=frozenset({f"{place.home.domain}.slack.com", urlsplit(place.base_url).netloc} - {""}),
        )

    @property
    def rooms(self) -> list[Channel]:
        """The channels that this person is in, by name."""
        mine = (each for each in self.workspace.channels.values() if each.name and self.me.id in each.people)
        return sorted((each for each in mine if not each.is_archived and not each.is_group), key=lambda each: each.name)

    @property
    def groups(self) -> list[Channel]:
        """The conversations of several people that this person is in."""
        return [each for each in self.workspace.channels.values() if each.is_group and self.me.id in each.people]

    def called(self, channel: Channel) -> str:
        """What this person calls a channel: a conversation by who else is in it."""
        return self.reader.talks.get(channel.id) or channel.name or self.workspace.bot.real_name

    @property
    def is_here(self) -> bool:
        return bool(self.channel and self.me.id in self.channel.people)

    def author(self, message: Message) -> User:
        if message.user == SLACKBOT:
            return User(SLACKBOT, "slackbot", "Slackbot", self.workspace.home.id, "bot")
        gone = User(message.user, message.user, message.user, message.team)
        return self.workspace.users.get(message.user, gone)

    def href(self, place: str = "", *, thread: str = "", at: str = "", drawer: str | None = None) -> str:
        """The address of a place for this person; an open drawer stays open unless `drawer` says otherwise."""
        return address(self.me.id, place or self.place, thread, at, self.drawer if drawer is None else drawer)

    def within(self, channel: Channel) -> "Scene":
        return replace(self, channel=channel)


def address(user: str, place: str, thread: str = "", at: str = "", drawer: str = "") -> str:
    asked = {name: value for name, value in (("thread", thread), ("at", at), ("drawer", drawer)) if value}
    return f"/as/{user}/{place}" + (f"?{urlencode(asked)}" if asked else "")


def zone(user: User) -> tzinfo:
    return ZoneInfo(user.tz) if user.tz else UTC
