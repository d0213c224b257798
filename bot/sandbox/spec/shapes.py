"""Objects: with fields of their own, told apart by their `type`, or one of several."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.spec.kinds import At, Found, Kind


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
