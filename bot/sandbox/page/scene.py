"""One person looking at one place of the workspace: all that the page is made from."""

from dataclasses import dataclass, replace
from datetime import UTC, tzinfo
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.sandbox.directory import SLACKBOT
from bot.sandbox.messages import Message
from bot.sandbox.page import faces
from bot.sandbox.page.reader import Reader
from bot.sandbox.people import Channel, User
from bot.sandbox.workspace import Workspace

HOME = "home"  # the place that is no channel


@dataclass(frozen=True)
class Scene:
    workspace: Workspace
    me: User
    channel: Channel | None = None  # none: the bot's Home page
    thread: str = ""  # the message whose thread is open
    marked: str = ""  # the message that a link led to
    unread: frozenset[str] = frozenset()  # channels in which something was said since they were looked at

    @property
    def place(self) -> str:
        return self.channel.id if self.channel else HOME

    @cached_property
    def partners(self) -> dict[str, str]:
        return faces.partners(self.workspace.users.values(), self.workspace.teams)

    @cached_property
    def reader(self) -> Reader:
        place = self.workspace
        seen = {each.id: each.name for each in place.channels.values() if each.name and place.sees(self.me, each)}
        hidden = (user.id for user in place.users.values() if user.is_bot or not place.sees_person(self.me, user))
        return Reader(
            me=self.me.id,
            people={user.id: user.real_name for user in place.users.values()},
            unlisted=frozenset(hidden),
            channels=seen,
            private=frozenset(id for id in seen if place.channels[id].is_private),
            zone=zone(self.me),
            now=place.clock(),
            hosts=frozenset({f"{place.home.domain}.slack.com", urlsplit(place.base_url).netloc} - {""}),
        )

    @property
    def rooms(self) -> list[Channel]:
        """The channels that this person is in, by name."""
        mine = (each for each in self.workspace.channels.values() if each.name and self.me.id in each.people)
        return sorted((each for each in mine if not each.is_archived), key=lambda each: each.name)

    @property
    def is_here(self) -> bool:
        return bool(self.channel and self.me.id in self.channel.people)

    def author(self, message: Message) -> User:
        if message.user == SLACKBOT:
            return User(SLACKBOT, "slackbot", "Slackbot", self.workspace.home.id, "bot")
        gone = User(message.user, message.user, message.user, message.team)
        return self.workspace.users.get(message.user, gone)

    def href(self, place: str = "", *, thread: str = "", at: str = "") -> str:
        asked = "&".join(f"{name}={value}" for name, value in (("thread", thread), ("at", at)) if value)
        return f"/as/{self.me.id}/{place or self.place}" + (f"?{asked}" if asked else "")

    def within(self, channel: Channel) -> "Scene":
        return replace(self, channel=channel)


def zone(user: User) -> tzinfo:
    return ZoneInfo(user.tz) if user.tz else UTC
