"""The few kinds of value that Slack's blocks are made of. Each finds what is wrong with a value, and where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

At = tuple[str | int, ...]
Found = list[tuple[At, str]]


class Kind(Protocol):
    def find(self, value: Any, at: At, found: Found) -> None:
        """Add every problem of `value`, which stands at `at`."""


@dataclass(frozen=True)
class Text:
    most: int | None = None  # characters
    least: int = 0
    pattern: str | None = None

    def find(self, value: Any, at: At, found: Found) -> None:
        if not isinstance(value, str):
            found.append((at, "must be a string"))
        elif self.most is not None and len(value) > self.most:
            found.append((at, f"must be less than {self.most + 1} characters"))
        elif len(value) < self.least:
            found.append((at, f"must be more than {self.least - 1} characters"))
        elif self.pattern is not None and not re.fullmatch(self.pattern, value):
            found.append((at, f"must match {self.pattern}"))


@dataclass(frozen=True)
class Flag:
    def find(self, value: Any, at: At, found: Found) -> None:
        if not isinstance(value, bool):
            found.append((at, "must be a boolean"))


@dataclass(frozen=True)
class Number:
    least: float | None = None
    most: float | None = None
    is_whole: bool = False
    above: float | None = None

    def find(self, value: Any, at: At, found: Found) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or (self.is_whole and value != int(value)):
            found.append((at, "must be a number"))
        elif (self.least is not None and value < self.least) or (self.above is not None and value <= self.above):
            found.append((at, f"must be at least {self.least if self.above is None else self.above}"))
        elif self.most is not None and value > self.most:
            found.append((at, f"must be at most {self.most}"))


@dataclass(frozen=True)
class OneOf:
    values: tuple[str | int, ...]

    def find(self, value: Any, at: At, found: Found) -> None:
        if isinstance(value, bool) or value not in self.values:
            found.append((at, f"must be one of {', '.join(map(str, self.values))}"))


@dataclass(frozen=True)
class Each:
    """A list."""

    kind: Kind
    most: int | None = None
    least: int = 0

    def find(self, value: Any, at: At, found: Found) -> None:
        if not isinstance(value, list):
            found.append((at, "must be an array"))
            return
        if self.most is not None and len(value) > self.most:
            found.append((at, f"no more than {self.most} items allowed"))
        if len(value) < self.least:
            found.append((at, f"no fewer than {self.least} items allowed"))
        for number, each in enumerate(value):
            self.kind.find(each, (*at, number), found)


@dataclass(frozen=True)
class Null:
    def find(self, value: Any, at: At, found: Found) -> None:
        if value is not None:
            found.append((at, "must be null"))


@dataclass(frozen=True)
class Anything:
    """An object of which Slack tells no more."""

    def find(self, value: Any, at: At, found: Found) -> None:
        if not isinstance(value, dict):
            found.append((at, "must be an object"))


@dataclass(frozen=True)
class Shape:
    """An object with these fields and no others. `any_of`: at least one of them must be there."""

    required: Mapping[str, Kind] = field(default_factory=dict)
    optional: Mapping[str, Kind] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()
    has_type: bool = False  # its `type` is checked where it was chosen

    def find(self, value: Any, at: At, found: Found) -> None:
        if not isinstance(value, dict):
            found.append((at, "must be an object"))
            return
        found += [(at, f"missing required field: {name}") for name in self.required if name not in value]
        if self.any_of and not any(name in value for name in self.any_of):
            found.append((at, f"missing required field: {' or '.join(self.any_of)}"))
        for name, each in value.items():
            kind = self.required.get(name) or self.optional.get(name)
            if kind is not None:
                kind.find(each, (*at, name), found)
            elif name != "type" or not self.has_type:
                found.append(((*at, name), f"invalid additional property: {name}"))


@dataclass(frozen=True)
class Part:
    """An object of which only these fields are looked at."""

    required: Mapping[str, Kind] = field(default_factory=dict)
    optional: Mapping[str, Kind] = field(default_factory=dict)

    def find(self, value: Any, at: At, found: Found) -> None:
        looked_at = {**self.required, **self.optional}
        some = {name: each for name, each in value.items() if name in looked_at} if isinstance(value, dict) else value
        Shape(self.required, self.optional).find(some, at, found)


@dataclass(frozen=True)
class ByType:
    """An object whose `type` says what else it holds."""

    shapes: Mapping[str, Kind]

    def __post_init__(self) -> None:
        object.__setattr__(self, "shapes", {name: _typed(kind) for name, kind in self.shapes.items()})

    def find(self, value: Any, at: At, found: Found) -> None:
        if not isinstance(value, dict):
            found.append((at, "must be an object"))
        elif "type" not in value:
            found.append((at, "missing required field: type"))
        elif not isinstance(value["type"], str) or value["type"] not in self.shapes:
            found.append(((*at, "type"), f"unsupported type: {value['type']}"))
        else:
            self.shapes[value["type"]].find(value, at, found)


@dataclass(frozen=True)
class Either:
    """Any one of these; the problems told are those of the closest."""

    kinds: tuple[Kind, ...]

    def find(self, value: Any, at: At, found: Found) -> None:
        best: Found | None = None
        for kind in self.kinds:
            problems: Found = []
            kind.find(value, at, problems)
            if best is None or len(problems) < len(best):
                best = problems
        found += best or []


def _typed(kind: Kind) -> Kind:
    if isinstance(kind, Shape):
        return replace(kind, has_type=True)
    return Either(tuple(_typed(each) for each in kind.kinds)) if isinstance(kind, Either) else kind
