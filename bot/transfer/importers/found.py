"""What a reader finds in a source: records, lines it leaves out and why, and remarks about the source."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from bot.text.reasons import LONGEST_TEXT, fitting

T = TypeVar("T")

DECISION, COMMITMENT = "decision", "commitment"

UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Signs that no database or chat keeps alike: controls but tab and line ends, and halves of a character."""

PLACE = re.compile(r"[\w.@:+=/-]*")


@dataclass(frozen=True)
class Someone:
    """A person, by whatever a record tells: a name, a mail address, a chat's id."""

    name: str = ""
    mail: str = ""
    chat_id: str = ""


def is_place(written: str) -> bool:
    """Whether it can be a channel's id, alone or after a prefix: it is said as a mention, and can plant no other."""
    return PLACE.fullmatch(written) is not None


@dataclass(frozen=True)
class SourceChannel:
    """The channel in which it was said."""

    channel: str
    name: str
    is_private: bool


@dataclass(frozen=True)
class ImportRecord:
    """A record. `identity` stays the same when the source is read again; `names` is what its neighbours call it."""

    where: str  # "decisions.csv, line 12"
    identity: str
    text: str
    reason: str = ""
    options: str = ""
    kind: str = DECISION
    people: tuple[Someone, ...] = ()
    decided: date | datetime | None = None  # a day alone is the partnership's own; a moment is aware
    ended: str = ""  # why it is no longer in force; empty while it is
    names: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    link: str = ""
    review_on: date | None = None
    due_on: date | None = None
    place: SourceChannel | None = None
    said: str = ""  # the chat message it is: "C0GENERAL:1772442000.000100"
    is_proposal: bool = False  # found in people's talk: somebody must accept it first
    context: str = ""
    was_cut: bool = False
    exact: dict[str, Any] = field(default_factory=dict, hash=False)  # all that Steward's own export tells

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(f"{self.kind}\x1f{self.identity}".encode(errors="replace")).hexdigest()


@dataclass(frozen=True)
class Skipped:
    """Left out: where, and why, in words that follow a colon."""

    where: str
    why: str


@dataclass(frozen=True)
class Remark:
    """Something about the whole source that whoever imports it should know."""

    words: str


@dataclass(frozen=True)
class OtherRow:
    """A row of Steward's own export that is no record of its own: a partner, a member, a channel."""

    noun: str
    row: dict[str, Any]


@dataclass(frozen=True)
class Travelled:
    """A row of Steward's own export, of one of the tables that are carried."""

    table: str
    row: dict[str, Any]
    workspace: str


Item = ImportRecord | Skipped | Remark | OtherRow | Travelled
Items = Iterator[Item]


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """These, so many at a time."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def tidy(text: str) -> str:
    """The text without signs that cannot be kept, and without space around it."""
    return UNKEPT.sub(lambda sign: "�" if sign[0] >= "\ud800" else "", text).replace("\r\n", "\n").strip()


def cut(text: str) -> tuple[str, bool]:
    """The text as long as a record may be, and whether something is missing now."""
    text = tidy(text)
    return fitting(text), len(text) > LONGEST_TEXT


def worded(text: str, reason: str = "", options: str = "") -> dict[str, Any]:
    """What, why and options of a record, each as long as it may be."""
    (what, a), (why, b), (others, c) = cut(text), cut(reason), cut(options)
    return {"text": what, "reason": why, "options": others, "was_cut": a or b or c}
