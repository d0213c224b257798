"""The few kinds of value that Slack's blocks are made of. Each finds what is wrong with a value, and where."""

import re
from dataclasses import dataclass
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
