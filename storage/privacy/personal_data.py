"""What is somebody's, table by table, as the columns themselves say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from storage.db import policy
from storage.db.base import Bound, tables


@dataclass(frozen=True)
class Personal:
    """The columns of one table by what they hold; without a title it is in nobody's report.

    `theirs`: by which person a row goes with them; `clear`: where nobody takes their place.
    `wording`: by who, the texts that they may have withdrawn; `untold`: what of a row is another's private matter.
    """

    row: type[Bound]
    title: str
    who: tuple[str, ...]
    many: tuple[str, ...]
    words: tuple[str, ...]
    stems: tuple[str, ...]
    theirs: tuple[str, ...]
    clear: tuple[str, ...]
    wording: Mapping[str, tuple[str, ...]]
    rows_on_request: tuple[str, ...]
    untold: tuple[str, ...]


@cache
def register() -> tuple[Personal, ...]:
    """Every table, in the order in which people read of them; those without a title come last."""
    told = [(getattr(row, "__told__", None), row) for row in tables()]
    in_order = sorted(told, key=lambda each: each[0].place if each[0] else len(told) * 10_000)
    return tuple(_personal(row, title.title if title else "") for title, row in in_order)


def _personal(row: type[Bound], title: str) -> Personal:
    said = policy.holdings(row)
    withdrawn = dict.fromkeys(each.by for each in said.values() if each.by)
    return Personal(
        row,
        title,
        who=policy.holding(row, policy.PERSON),
        many=policy.holding(row, policy.PEOPLE),
        words=policy.holding(row, *policy.TEXTS),
        stems=policy.holding(row, policy.STEMS),
        theirs=tuple(name for name, each in said.items() if each.goes),
        clear=tuple(name for name, each in said.items() if each.empties),
        wording={by: tuple(name for name, each in said.items() if each.by == by) for by in withdrawn},
        rows_on_request=tuple(name for name, each in said.items() if each.withdraws),
        untold=tuple(name for name, each in said.items() if each.untold),
    )
