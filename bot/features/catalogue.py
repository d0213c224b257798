"""What each feature is known by, read from its `feature.py`: whoever has one is found, and listed nowhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from bot import features as rooms
from bot.chat.messages import Button, Part
from bot.errors import Refusal
from bot.notifications import preferences
from bot.notifications.kinds import DigestKind
from bot.settings import Settings
from storage import partnerships
from storage.home import Owner
from storage.members import Member
from storage.partnerships import Partner
from storage.recurrences import Recurrence
from storage.search.tokens import Query

T = TypeVar("T")
FEW, FEW_IN_MESSAGE = 3, 2  # of each list on a page; the others are one click away


@dataclass(frozen=True)
class HomeContext:
    """One look at somebody's page: what every part of it is given. `few`: how many of a list are shown."""

    db: Session
    owner: Owner
    settings: Settings
    now: datetime
    few: int = FEW
    _read: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def me(self) -> Member:
        return self.owner.me

    @cached_property
    def zone(self) -> ZoneInfo:
        """Their own."""
        return preferences.zone_of(self.me, self.owner.partner, self.owner.ours, self.owner.wish)

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @cached_property
    def partners(self) -> dict[int, Partner]:
        """Read once, however many parts name partners."""
        return partnerships.partners(self.db)

    @property
    def partner(self) -> Partner:
        """Theirs, in the room that is open only to whoever has one."""
        if self.owner.partner is None:
            raise ValueError(f"{self.me.person} is of no partner, so this room is closed")
        return self.owner.partner

    @property
    def speaks(self) -> bool:
        """Whether they speak for their partner."""
        partner = self.owner.partner
        return partner is not None and not {partner.representative, partner.deputy}.isdisjoint(self.me.ids)

    def once(self, read: Callable[["HomeContext"], T]) -> T:
        """What several parts need, read for the first of them alone."""
        if read not in self._read:
            self._read[read] = read(self)
        found: T = self._read[read]
        return found


def everybody(_: Member) -> bool:
    return True


def has_commands(me: Member) -> bool:
    return me.has_commands


def convenes(me: Member) -> bool:
    return me.is_convener


def check_convener(member: Member) -> None:
    """Raises Refusal when somebody is no convener."""
    if not member.is_convener:
        raise Refusal("Only conveners can do this. Their names are on my Home tab; ask one of them.")


@dataclass(frozen=True)
class HelpLine:
    """`place`: where it stands among all; `whom`: those for whom this way in exists."""

    place: int
    words: str
    whom: Callable[[Member], bool] = everybody


@dataclass(frozen=True)
class HomePart:
    """One part of a room of somebody's page, at the cost of one query; nothing where there is nothing to show."""

    room: str
    place: int
    show: Callable[[HomeContext], tuple[Part, ...]]
    whom: Callable[[Member], bool] = everybody


@dataclass(frozen=True)
class RecordContext:
    """How an answer shows a record: as number `rank`, on which question; with `today`, how fresh it is.

    `quote` gives what is shown of a text: the sentences that answer.
    """

    rank: int
    query: Query
    quote: Callable[[str], str] = str
    today: date | None = None


@dataclass(frozen=True)
class RecordWords:
    """How a kind of record is told of that people can ask for.

    `headline` is one line; `gist` what an answer shows, with its place in it; `doors` lead on from it.
    """

    kind: str
    headline: Callable[[Any], str]
    gist: Callable[[Any, tzinfo, RecordContext], tuple[Part, ...]]
    doors: Callable[[Any], tuple[Button, ...]] = lambda told: ()


@dataclass(frozen=True)
class RecurrenceKind:
    """What comes back by itself.

    `bring` is called while its hour may have come, with the partnership's days off; `words` says what the n-th from
    now, counted from 0, will bring on a day. `asks_everybody`: it goes to people, not only to its channel.
    """

    noun: str
    title: str
    bring: Callable[[Session, datetime, Callable[[date], bool]], object]
    words: Callable[[Session, Recurrence, date, int], str]
    asks_everybody: bool = False
    ahead: timedelta = timedelta(0)  # how long before its hour `bring` may have something to do
    also: Callable[[], ColumnElement[bool]] = false  # whether it has something to look after, whatever the day


@dataclass(frozen=True)
class RetentionRule:
    """What is kept for how many days, unless conveners say otherwise; never fewer than `least`.

    `parts` are rows, and which of them are older than a moment. `place`: where it stands among all.
    """

    kind: str
    place: int
    title: str
    days: int
    least: int
    parts: tuple[tuple[Any, Callable[[datetime], ColumnElement[bool]]], ...]
    most: int = 3_650


@dataclass(frozen=True)
class Feature:
    """`posts`: what it posts in channels, by kind of delivery, and what that is called when it gets stuck.

    The function that posts a kind stands in the feature's schedule, under the same kind.
    """

    help: tuple[HelpLine, ...] = ()
    digest: tuple[DigestKind, ...] = ()
    posts: Mapping[str, str] = field(default_factory=dict)
    home: tuple[HomePart, ...] = ()
    records: tuple[RecordWords, ...] = ()
    recurrences: tuple[RecurrenceKind, ...] = ()
    retention: tuple[RetentionRule, ...] = ()


@cache
def features() -> Mapping[str, Feature]:
    """All of them, by their noun."""
    nouns = [found.name for found in iter_modules(rooms.__path__) if found.ispkg]
    return {noun: import_module(f"{rooms.__name__}.{noun}.feature").FEATURE for noun in nouns}


@cache
def help_lines() -> tuple[HelpLine, ...]:
    return tuple(line for feature in features().values() for line in feature.help)


@cache
def digest_kinds() -> dict[str, DigestKind]:
    """By name, in the order in which people read them."""
    kinds = (kind for feature in features().values() for kind in feature.digest)
    return {kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.place)}


@cache
def home_parts() -> tuple[HomePart, ...]:
    return tuple(part for feature in features().values() for part in feature.home)


@cache
def record_words() -> dict[str, RecordWords]:
    return {words.kind: words for feature in features().values() for words in feature.records}


@cache
def recurrence_kinds() -> dict[str, RecurrenceKind]:
    return {kind.noun: kind for feature in features().values() for kind in feature.recurrences}


@cache
def retention_rules() -> dict[str, RetentionRule]:
    """By kind, in the order in which people read them."""
    rules = (rule for feature in features().values() for rule in feature.retention)
    return {rule.kind: rule for rule in sorted(rules, key=lambda rule: rule.place)}


def title_of(kind: str) -> str:
    """What a delivery of this kind is called; one of a version that knew more kinds has no name here."""
    if kind in digest_kinds():
        return digest_kinds()[kind].title
    return next((feature.posts[kind] for feature in features().values() if kind in feature.posts), "A message")
