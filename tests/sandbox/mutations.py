"""Slack payloads broken in one place each, in every way that a programmer would."""

import copy
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]
LONG, MANY = "x" * 12_001, 102


def broken(payload: Any) -> Iterator[tuple[str, Any]]:
    """Every variant: something missing, unknown, of another type, too long, too much, twice."""
    for path, value in list(_nodes(payload)):
        for name, wrong in _wrong(value, path):
            yield f"{name} at {'/'.join(map(str, path))}", _with(payload, path, wrong)
        if path and isinstance(path[-1], str):
            yield f"without {'/'.join(map(str, path))}", _without(payload, path)


def _wrong(value: Any, path: Path) -> Iterator[tuple[str, Any]]:
    yield "null", None
    if isinstance(value, dict):
        yield "unknown field", {**value, "surprise": "!"}
        yield "a text", "text"
    elif isinstance(value, list):
        yield "too many", [copy.deepcopy(value[0]) for _ in range(MANY)] if value else ["x"] * MANY
        yield "twice", [*value, *value[:1]]
        yield "an object", {"0": value}
    elif isinstance(value, bool):
        yield "a text", "true"
    elif isinstance(value, str):
        yield from (("too long", LONG), ("empty", ""), ("a number", 7), ("something else", "surprise"))
    else:
        yield from (("a text", "1"), ("huge", 10**9), ("negative", -1))


def _nodes(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if path:
        yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in children:
        yield from _nodes(each, (*path, name))


def _with(payload: Any, path: Path, wrong: Any) -> Any:
    changed = copy.deepcopy(payload)
    _holder(changed, path)[path[-1]] = wrong
    return changed


def _without(payload: Any, path: Path) -> Any:
    changed = copy.deepcopy(payload)
    del _holder(changed, path)[path[-1]]
    return changed


def _holder(payload: Any, path: Path) -> Any:
    for name in path[:-1]:
        payload = payload[name]
    return payload
