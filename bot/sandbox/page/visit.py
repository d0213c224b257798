"""One person looking at one place of the workspace: all that the page is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from bot.sandbox.page.reader import Reader
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import SLACKBOT, SlackChannel, Team, User
from bot.sandbox.workspace.messages import SlackMessage

HOME, ABOUT, SEARCH = "home", "about", "search"  # the places that are no channels
PLACES = (HOME, ABOUT, SEARCH)
AT_ONCE = 300  # messages shown of a channel; scrolling up asks for as many again
HUES = 8  # colours of partners in the style sheet; a ninth partner shares the first one's
OUTSIDE = {"guest": "guests", "external": "external people"}  # for whom some of Slack does not exist


@dataclass(frozen=True)
class Visit:
    workspace: Workspace
    me: User
    channel: SlackChannel | None = None  # none: one of PLACES
    thread: str = ""  # the message whose thread is open
    marked: str = ""  # the message that a link led to
    unread: Mapping[str, int] = field(default_factory=dict)  # where there is something new: how much of it names me
    new_after: str = ""  # what was said later than this is new here
    page: str = HOME  # where one is when it is no channel
    words: str = ""  # that are searched for
    drawer: str = ""  # what is open beside everything else
    shown: int = AT_ONCE  # messages of the channel

    @property
    def place(self) -> str:
        return self.channel.id if self.channel else self.page

    @property
    def is_here(self) -> bool:
        return bool(self.channel and self.me.id in self.channel.people)

    @property
    def now(self) -> datetime:
        return self.reader.here(self.reader.now)

    @cached_property
    def partners(self) -> dict[str, str]:
        """The partner of everybody, by id."""
        place = self.workspace
        return {user.id: _partner(user, place.teams) for user in place.users.values() if not user.is_bot}

    @cached_property
    def _hues(self) -> dict[str, str]:
        """The partners in their order of arrival."""
        order = dict.fromkeys(self.partners.values())
        return {partner: f"hue-{number % HUES}" for number, partner in enumerate(order)}

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
            talks=self._talks(),
            handles={group.id: group.handle for group in place.usergroups.values()},
            private=frozenset(id for id in seen if place.channels[id].is_private),
            zone=zone(self.me),
            now=place.clock(),
            hosts=frozenset({f"{place.home.domain}.slack.com", urlsplit(place.base_url).netloc} - {""}),
        )

    def _talks(self) -> dict[str, str]:
        """With the app alone, and of several people."""
        named = {user.id: user.real_name for user in self.workspace.users.values()}
        groups = {
            each.id: ", ".join(named[id] for id in each.people if id != self.me.id and id in named)
            for each in self.groups
        }
        return {self.workspace.direct(self.me).id: self.workspace.bot.real_name, **groups}

    @cached_property
    def rooms(self) -> list[SlackChannel]:
        """The channels that this person is in, by name."""
        mine = (each for each in self.workspace.channels.values() if each.name and self.me.id in each.people)
        return sorted((each for each in mine if not each.is_archived and not each.is_group), key=lambda each: each.name)

    @cached_property
    def groups(self) -> list[SlackChannel]:
        """The conversations of several people that this person is in."""
        return [each for each in self.workspace.channels.values() if each.is_group and self.me.id in each.people]

    def shortcuts(self, kind: str) -> list[dict[str, Any]]:
        """Of a "message", or "global" ones."""
        return [each for each in self.workspace.manifest.shortcuts if each["type"] == kind]

    def hue(self, user: User) -> str:
        """The colour of a person's partner."""
        return self._hues.get(self.partners.get(user.id, ""), "")

    def named(self, people: Iterable[str]) -> str:
        return ", ".join(map(self.reader.person, people))

    def called(self, channel: SlackChannel) -> str:
        """What this person calls a channel: a conversation by who else is in it."""
        return self.reader.talks.get(channel.id) or channel.name or self.workspace.bot.real_name

    def author(self, message: SlackMessage) -> User:
        if message.user == SLACKBOT:
            return User(SLACKBOT, "slackbot", "Slackbot", self.workspace.home.id, "bot")
        gone = User(message.user, message.user, message.user, message.team)
        return self.workspace.users.get(message.user, gone)

    def href(self, place: str = "", *, thread: str = "", at: str = "", drawer: str | None = None) -> str:
        """The address of a place for this person; an open drawer stays open unless `drawer` says otherwise."""
        return address(self.me.id, place or self.place, thread, at, self.drawer if drawer is None else drawer)

    def way(self, message: SlackMessage) -> str:
        """Where this person sees a message: in its thread when it stands in one."""
        has_thread = message.is_reply or self.workspace.messages.replies(message.channel, message.ts)
        return self.href(message.channel, thread=(message.thread_ts or message.ts) if has_thread else "", at=message.ts)

    def link(self, message: SlackMessage) -> str:
        """A message's own address, whoever looks at it."""
        return "/" + self.workspace.permalink(message).split("/", 3)[3]

    # who else one can be, and where one can go

    def others_here(self) -> list[User]:
        """Whom one can mention in this channel, apps first."""
        here = [self.workspace.users[id] for id in (self.channel.people if self.channel else ()) if id != self.me.id]
        return sorted(here, key=lambda user: (not user.is_bot, user.real_name))

    def everybody(self) -> dict[str, list[User]]:
        """By partner."""
        found: dict[str, list[User]] = {partner: [] for partner in self._hues}
        for user in sorted(self.workspace.users.values(), key=lambda each: each.real_name):
            if user.id in self.partners and not user.is_deleted:
                found[self.partners[user.id]].append(user)
        return {partner: people for partner, people in found.items() if people}

    def as_another(self, user: User) -> str:
        """Where one is when one becomes somebody else: the same place, if they see it."""
        stays = not self.channel or (not self.channel.is_direct and self.workspace.sees(user, self.channel))
        return address(user.id, self.place if stays else self._first_room(user), drawer=self.drawer)

    def _first_room(self, user: User) -> str:
        """Their own messages with the app stay theirs; from a channel that they do not see one comes to their first."""
        if self.channel and self.channel.is_direct:
            return self.workspace.direct(user).id
        rooms = replace(self, me=user).rooms
        return rooms[0].id if rooms else HOME

    def open_rooms(self) -> list[SlackChannel]:
        """Public channels that a member could join, by name."""
        known = (self.workspace.channels[id] for id in self.reader.channels)
        others = (each for each in known if not each.is_archived and each not in self.rooms)
        return sorted(others, key=lambda each: each.name)


def address(user: str, place: str, thread: str = "", at: str = "", drawer: str = "") -> str:
    asked = {name: value for name, value in (("thread", thread), ("at", at), ("drawer", drawer)) if value}
    return f"/as/{user}/{place}" + (f"?{urlencode(asked)}" if asked else "")


def zone(user: User) -> tzinfo:
    return ZoneInfo(user.tz) if user.tz else UTC


def hash_of(channel: SlackChannel, mark: str = "#") -> str:
    """What stands before a channel's name; nothing before that of a conversation."""
    return "" if channel.is_direct or channel.is_group else mark


@lru_cache(maxsize=512)
def initials(name: str) -> str:
    first, *others = name.split() or ["?"]
    return (first[:1] + (others[-1][:1] if others else "")).upper()


def _partner(user: User, teams: Mapping[str, Team]) -> str:
    """Of another workspace: that one. Of this one: told by the domain of the e-mail address."""
    if user.kind == "external" or not user.email:
        return teams[user.team].name if user.team in teams else user.team
    domain = user.email.rpartition("@")[2].rsplit(".", 1)[0]
    return domain.replace("-", " ").title()
