"""Rows as plain values and back, column by column, so that a new column travels without a word about it here."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.types import TypeDecorator

from bot.transfer.importers.fields import address
from bot.transfer.importers.found import is_place, tidy
from storage.db import policy
from storage.db.base import Bound
from storage.members import SAID

UNKEPT = re.compile("[\x00\ud800-\udfff]")  # signs that no database keeps
OURS = ("id", "partnership_id")
CHAT_ID = re.compile(r"[A-Za-z0-9_.@-]{1,100}")
LARGEST_NUMBER = 2**31 - 1  # what every database keeps in an integer column


def written(row: Bound, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """The row's values, moments, days and hours as ISO 8601; without its ids."""
    values = {name: getattr(row, name) for name in _columns(type(row), leave)}
    return {name: plain(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    """A value as it can be compared, wherever it was read."""
    return value.isoformat() if isinstance(value, (date, time)) else value


def read(row: type[Bound], told: Mapping[str, Any], leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """Values for the row's columns, checked like any stranger's words. What is not told gets its default.

    Raises ValueError when a value is missing or of another kind.
    """
    values = {}
    for name, column in _columns(row, leave).items():
        value = told.get(name)
        if value is None:
            values[name] = _missing(name, column)
        else:
            values[name] = _value(name, value, _kind(column))
            said = policy.holdings(row).get(name)
            if said and values[name]:
                values[name] = _harmless(said.what, name, values[name]) or _missing(name, column)
    return values


def person(written: object) -> str:
    """Somebody's chat id, or a said name; whatever else stands there becomes a said name, which can ping nobody."""
    who = tidy(str(written or ""))[:300]
    return who if who.startswith(SAID) or CHAT_ID.fullmatch(who) else SAID + who


def _harmless(what: str, name: str, value: str) -> str:
    if what == policy.PERSON:
        return person(value)
    if what == policy.PEOPLE:
        return "\n".join(person(each) for each in value.split("\n") if each)
    if what == policy.LINK:
        return address(value)
    if what == policy.PLACE and not is_place(value):
        raise ValueError(f"{name} is no channel")
    return value


@lru_cache(maxsize=100)
def _columns(row: type[Bound], leave: tuple[str, ...]) -> dict[str, Any]:
    table: Any = inspect(row).local_table
    return {column.name: column for column in table.columns if column.name not in (*OURS, *leave)}


def _kind(column: Any) -> type:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return kind.python_type


def _missing(name: str, column: Any) -> Any:
    if column.default is not None and column.default.is_scalar:
        return column.default.arg
    if column.nullable:
        return None
    if _kind(column) is str:
        return ""
    raise ValueError(f"{name} is missing")


def _value(name: str, value: Any, kind: type) -> Any:
    if kind is datetime:
        return _moment(value)
    if kind in (date, time):
        return kind.fromisoformat(str(value))
    if isinstance(value, bool) != (kind is bool) or not isinstance(value, kind):
        raise ValueError(f"{name} should be {kind.__name__}")
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise ValueError(f"{name} is too large")
    return UNKEPT.sub("", value) if isinstance(value, str) else value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None or not 1900 < moment.year < 9000:
        raise ValueError(f"a moment without a zone, or of another age: {moment}")
    return moment
