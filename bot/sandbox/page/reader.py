"""Whoever looks at the page: what things are called for them, what they may see, and in which time zone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

Part = dict[str, Any]  # a block, or a part of one, as the app sent it

PERMALINK = re.compile(r"/archives/(?P<channel>\w+)/p(?P<seconds>\d{10,})(?P<micros>\d{6})")
FILE = re.compile(r"/files-pri/[\w-]+/[^\\?#]+|/static/[\w.-]+")


@dataclass(frozen=True)
class Reader:
    me: str = ""
    people: Mapping[str, str] = field(default_factory=dict)  # everybody's name by id
    unlisted: frozenset[str] = frozenset()  # those who are not offered when people are chosen
    channels: Mapping[str, str] = field(default_factory=dict)  # names of the channels that they may know of, by id
    talks: Mapping[str, str] = field(default_factory=dict)  # conversations that are no channels, by id
    handles: Mapping[str, str] = field(default_factory=dict)  # what groups of people are mentioned as, by id
    private: frozenset[str] = frozenset()  # those of them that are private
    zone: tzinfo = UTC
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    hosts: frozenset[str] = frozenset()  # where links to messages of this workspace point

    def person(self, user: str) -> str:
        return self.people.get(user, user)

    def place(self, channel: str) -> str:
        return f"/as/{self.me}/{channel}"

    def local(self, url: str) -> str | None:
        """The page's own address of a message that is linked to, or None when the link leads elsewhere."""
        try:
            parts = urlsplit(url)
        except ValueError:  # half a bracket in a host name
            return None
        if parts.netloc not in self.hosts or not PERMALINK.fullmatch(parts.path):
            return None
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def kept(self, url: str) -> str | None:
        """The page's own address of a file that this sandbox keeps, or None when it lies elsewhere."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        is_here = parts.netloc in (*self.hosts, "") and FILE.fullmatch(parts.path)
        return parts.path if is_here else None

    def when(self, seconds: float) -> datetime:
        return datetime.fromtimestamp(seconds, self.zone)

    def here(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)
