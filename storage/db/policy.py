"""What a column holds and whether a table travels, said where they stand. Read from it: one's own report, erasure,
exports, what an import checks, and what follows a channel to its new id.

A column of text without a word about it, or a table without `__carried__`, is found by a test.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, inspect, true
from sqlalchemy.orm import MappedColumn, mapped_column

PERSON, PEOPLE, WORDS, STEMS, PLACE, SOURCE, LINK, CODE = (
    "person",
    "people",
    "words",
    "stems",
    "place",
    "source",
    "link",
    "code",
)
TEXTS = (WORDS, SOURCE, LINK)  # where a person or a channel may stand among other words


@dataclass(frozen=True)
class Holding:
    """`goes`: the row goes when this person is erased; `empties`: nobody takes their place there.

    `by`: the column of the person who may have these words withdrawn; `withdraws`: then the whole row goes.
    `untold`: another's private matter, in nobody's report.
    """

    what: str
    goes: bool = False
    empties: bool = False
    withdraws: bool = False
    by: str = ""
    untold: bool = False


def person(*, goes: bool = False, empties: bool = False, withdraws: bool = False, **column: Any) -> MappedColumn[Any]:
    """One chat id, or a said name."""
    return _column((), column, Holding(PERSON, goes=goes, empties=empties, withdraws=withdraws))


def people(*, untold: bool = False, **column: Any) -> MappedColumn[Any]:
    """Several, a line each, or packed by a door."""
    return _column((), column, Holding(PEOPLE, untold=untold))


def words(*type_: Any, by: str = "", untold: bool = False, **column: Any) -> MappedColumn[Any]:
    """What people wrote."""
    return _column(type_, column, Holding(WORDS, by=by, untold=untold))


def stems(**column: Any) -> MappedColumn[Any]:
    """Words as the search keeps them."""
    return _column((), column, Holding(STEMS))


def place(**column: Any) -> MappedColumn[Any]:
    """A channel's id, alone or after a prefix."""
    return _column((), column, Holding(PLACE))


def source(*, by: str = "", **column: Any) -> MappedColumn[Any]:
    """Where something comes from, or a key of ours: it may hold the id of a channel or a person among others."""
    return _column((), column, Holding(SOURCE, by=by))


def link(**column: Any) -> MappedColumn[Any]:
    """An address that people click."""
    return _column((), column, Holding(LINK))


def code(*type_: Any, untold: bool = False, **column: Any) -> MappedColumn[Any]:
    """None of these: a state, a kind, a digest, the id of a message or of a workspace."""
    return _column(type_, column, Holding(CODE, untold=untold))


def _column(type_: Sequence[Any], column: dict[str, Any], holding: Holding) -> MappedColumn[Any]:
    return mapped_column(*type_, info={"holding": holding}, **column)


@cache
def holdings(row: Any) -> dict[str, Holding]:
    """By column, those of text."""
    columns: Any = inspect(row).local_table.columns
    return {each.name: each.info["holding"] for each in columns if "holding" in each.info}


@cache
def holding(row: Any, *what: str) -> tuple[str, ...]:
    """The columns that hold any of these."""
    return tuple(name for name, each in holdings(row).items() if each.what in what)


@dataclass(frozen=True)
class Told:
    """Under which title somebody reads the rows that concern them, and where among the others."""

    place: int
    title: str


@dataclass(frozen=True)
class Carried:
    """The rows travel in an export. `key`: the columns that tell that a row is here already.

    All columns travel but those left out. Numbers that point to other rows are translated on arrival: those with a
    foreign key by themselves, others as `refs` say. Without `visible` the table is in nobody's own file. The rules are
    functions, so that they can name what is only defined below the table.
    """

    key: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)  # column → table
    leave: tuple[str, ...] = ()  # secrets, and what has no meaning elsewhere
    where: Callable[[], ColumnElement[bool]] = true  # of everything
    visible: Callable[[Any], ColumnElement[bool]] | None = None  # of what one member may see
    of_partner: Callable[[int], ColumnElement[bool]] | None = None  # of what concerns one partner, and it may see
    order: tuple[str, ...] = ("id",)
    last: bool = False  # what stands in its rows may name a row of any table


@dataclass(frozen=True)
class Stays:
    """The rows do not travel by themselves, and why."""

    why: str


IN_ITS_OWN_FORM = Stays("it is written in a form of its own, with whatever it belongs to")
UNDER_WAY = Stays("it is under way here, and not saved")
MADE_ANEW = Stays("it is made anew wherever the rows arrive")
OF_THIS_PLACE = Stays("it proves nothing elsewhere")
TOLD_BY_THE_CHAT = Stays("the chat tells it anew")


def everybody(_person: Any) -> ColumnElement[bool]:
    """May see all of it."""
    return true()


@cache
def refs(row: Any) -> dict[str, str]:
    """By column, the table of the row that it names."""
    columns: Any = inspect(row).local_table.columns
    own = ("partnership_id", *row.__carried__.leave)
    keys = {each.name: key.column.table.name for each in columns for key in each.foreign_keys if each.name not in own}
    return keys | dict(row.__carried__.refs)
