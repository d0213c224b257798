"""What each feature is known by, read from its `feature.py`: whoever has one is found, and listed nowhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from bot import features as rooms
from bot.notifications.kinds import DigestKind
from storage.members import Member
from storage.recurrences import Recurrence


def everybody(_: Member) -> bool:
    return True


def has_commands(me: Member) -> bool:
    return me.has_commands


def convenes(me: Member) -> bool:
    return me.is_convener


@dataclass(frozen=True)
class HelpLine:
    """`place`: where it stands among all; `whom`: those for whom this way in exists."""

    place: int
    words: str
    whom: Callable[[Member], bool] = everybody


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
class Feature:
    """`posts`: what it posts in channels, by kind of delivery, and what that is called when it gets stuck.

    The function that posts a kind stands in the feature's schedule, under the same kind.
    """

    help: tuple[HelpLine, ...] = ()
    digest: tuple[DigestKind, ...] = ()
    posts: Mapping[str, str] = field(default_factory=dict)
    recurrences: tuple[RecurrenceKind, ...] = ()


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
def recurrence_kinds() -> dict[str, RecurrenceKind]:
    return {kind.noun: kind for feature in features().values() for kind in feature.recurrences}


def title_of(kind: str) -> str:
    """What a delivery of this kind is called."""
    if kind in digest_kinds():
        return digest_kinds()[kind].title
    return next((feature.posts[kind] for feature in features().values() if kind in feature.posts), kind)
