"""What the search knows of a kind of record: how its rows are found, who may see them, and of what moment they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from storage.members import Member


@dataclass(frozen=True)
class RecordKind:
    """`letter` stands before the numbers that people know it by; empty where it has none.

    `when` is the moment it is of, `holds` whether it still does, `words` what it says, to tell when two say the same.
    `findable` gives the title and the body that a row is found by; `called` are the words for all of its kind.
    """

    name: str
    row: Any
    kept: Callable[[], Select[int]]
    visible_to: Callable[[Member], Select[int]]
    visible_in: Callable[[str], Select[int]]
    of_those: Callable[[Sequence[str], Sequence[int]], Select[int]]
    when: Callable[[Any], datetime]
    words: Callable[[Any], str]
    findable: Callable[[Session], Callable[[Any], tuple[str, str]]]
    told: Callable[[Session, Sequence[Any]], Sequence[Any]] | None = None  # None: a FoundRow, without more
    holds: Callable[[Any], bool] = lambda row: True
    letter: str = ""
    called: str = ""


@dataclass(frozen=True)
class FoundRow:
    """A record of which an answer tells nothing but what stands in its row."""

    kind: str
    row: Any

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.row.id
