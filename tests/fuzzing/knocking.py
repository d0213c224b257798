"""Knock at doors as often as wanted, always in the same order, and keep what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzzing.doors import PEOPLE, Door, requests
from tests.fuzzing.world import World


@dataclass(frozen=True)
class Finding:
    door: Door
    what: str
    who: str
    payload: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.door} by {self.who}: {self.what}\n  {self.payload}"


def knock(
    world: World, doors: Iterable[Door], *, examples: int, is_forged: bool = False, dice: int = 0
) -> list[Finding]:
    """`examples` requests at each door. Nothing stops at the first finding."""
    return [each for door in doors for each in _at(world, door, examples, is_forged, dice)]


def _at(world: World, door: Door, examples: int, is_forged: bool, dice: int) -> list[Finding]:
    found: list[Finding] = []
    world.begin_again()

    @seed(dice)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(payload=requests(door, is_forged=is_forged), who=st.sampled_from(PEOPLE))
    def each(payload: dict[str, Any], who: str) -> None:
        send = world.send_forged if is_forged else world.send
        found.extend(Finding(door, what, who, payload) for what in send(payload, who))

    each()
    return found
