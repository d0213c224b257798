"""The kinds of records that people can ask for, and how each is found and may be seen.

A new kind is one more entry here, one in bot/views/answered.py for its words, and `search.index` in its own rules.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from storage import commitments, decisions, purposes, records, rounds, spotlights, told, whys
from storage.commitments import KEPT, OPEN, Commitment
from storage.decisions import Decision
from storage.members import Member
from storage.purposes import Purpose
from storage.records import Record
from storage.rounds import Round
from storage.search import Among
from storage.spotlights import Spotlight
from storage.told import PromiseTold, PurposeTold, RoundTold, SpotlightTold, WhyTold
from storage.whys import Why

Told = Record | PromiseTold | PurposeTold | RoundTold | SpotlightTold | WhyTold
Key = tuple[str, int]
"""A record's kind and the number of its row."""


@dataclass(frozen=True)
class Kind:
    """`letter` stands before the numbers that people know it by; empty where it has none.

    `when` is the moment it is of, `holds` whether it still does, `words` what it says, to tell when two say the same.
    """

    row: Any
    kept: Callable[[], Select[int]]
    visible_to: Callable[[Member], Select[int]]
    visible_in: Callable[[str], Select[int]]
    of_those: Callable[[Sequence[str], Sequence[int]], Select[int]]
    when: Callable[[Any], datetime]
    words: Callable[[Any], str]
    told: Callable[[Session, Sequence[Any]], Sequence[Any]]
    holds: Callable[[Any], bool] = lambda row: True
    letter: str = ""


def _start(day: date | None) -> datetime:
    return datetime.combine(day or date(1970, 1, 1), time(12), UTC)


KINDS: Mapping[str, Kind] = {
    "decision": Kind(
        Decision,
        decisions.kept,
        decisions.visible_to,
        decisions.visible_in,
        decisions.of_those,
        when=lambda row: row.decided_at,
        words=lambda row: f"{row.text} {row.reason}",
        told=records.of,
        holds=lambda row: row.in_force,
        letter="d",
    ),
    "commitment": Kind(
        Commitment,
        commitments.kept,
        commitments.visible_to,
        commitments.visible_in,
        commitments.of_those,
        when=lambda row: row.made_at,
        words=lambda row: f"{row.text} {row.owner}",
        told=told.of_promises,
        holds=lambda row: row.state in (OPEN, KEPT),
        letter="c",
    ),
    "purpose": Kind(
        Purpose,
        purposes.kept,
        purposes.visible_to,
        purposes.visible_in,
        purposes.of_those,
        when=lambda row: row.written_at,
        words=lambda row: f"{row.kind} {row.text} {row.id}",
        told=told.of_purposes,
    ),
    "round": Kind(
        Round,
        rounds.kept,
        rounds.visible_to,
        rounds.visible_in,
        rounds.of_those,
        when=lambda row: row.closed_at,
        words=lambda row: f"{row.title} {row.questions} {row.id}",
        told=told.of_rounds,
    ),
    "spotlight": Kind(
        Spotlight,
        spotlights.kept,
        spotlights.visible_to,
        spotlights.visible_in,
        spotlights.of_those,
        when=lambda row: _start(row.posted_on),
        words=lambda row: row.text,
        told=told.of_spotlights,
    ),
    "why": Kind(
        Why,
        whys.kept,
        whys.visible_to,
        whys.visible_in,
        whys.of_those,
        when=lambda row: _start(row.settled_on) if row.settled_on else row.ended_at,
        words=lambda row: f"{row.question} {row.answer}",
        told=told.of_whys,
        letter="w",
    ),
}


def kept() -> Among:
    """Everything, by kind: for the operator, never for a person in the chat."""
    return {name: kind.kept() for name, kind in KINDS.items()}


def visible_to(person: Member) -> Among:
    """What a person may see, by kind."""
    return {name: kind.visible_to(person) for name, kind in KINDS.items()}


def visible_in(channel: str) -> Among:
    """What everybody in a channel may see, by kind."""
    return {name: kind.visible_in(channel) for name, kind in KINDS.items()}


def rows(db: Session, keys: Sequence[Key], *allowed: Among) -> dict[Key, Any]:
    """The rows of these records, as far as all of `allowed` hold them."""
    found: dict[Key, Any] = {}
    for name in sorted({name for name, _ in keys if all(name in each for each in allowed)}):
        row = KINDS[name].row
        query = select(row).where(row.id.in_([id_ for kind, id_ in keys if kind == name]))
        query = query.where(*(row.id.in_(each[name]) for each in allowed))
        found |= {(name, each.id): each for each in db.scalars(query)}
    return found


def told_of(db: Session, found: Mapping[Key, Any], order: Sequence[Key]) -> list[Told]:
    """What is told of these rows, in this order."""
    of: dict[Key, Told] = {}
    for name in {name for name, _ in order}:
        theirs = [found[key] for key in order if key[0] == name]
        of |= {each.key: each for each in KINDS[name].told(db, theirs)}
    return [of[key] for key in order if key in of]


def row_of(record: Told) -> Any:
    """The row that is told of."""
    return getattr(record, record.key[0])


def homes(found: Iterable[Any]) -> set[str]:
    """The channels in which these rows live."""
    return {home for row in found if (home := getattr(row, "channel", None))}


def of_number(db: Session, letter: str, number: int, allowed: Among) -> dict[Key, Any]:
    """The record that people know by this letter and number, as far as it is allowed; empty when there is none."""
    name = next((name for name, kind in KINDS.items() if kind.letter == letter.casefold()), None)
    if name is None:
        return {}
    row = KINDS[name].row
    id_ = db.scalar(select(row.id).where(row.number == number))
    return rows(db, [(name, id_)], allowed) if id_ is not None else {}


def of_those(
    db: Session, people: Sequence[str], partners: Sequence[int], allowed: Among, *, limit: int
) -> dict[Key, Any]:
    """The newest rows, of each kind, that are of any of these people or partners, as far as they are allowed."""
    found: dict[Key, Any] = {}
    for name, ids in allowed.items():
        row = KINDS[name].row
        theirs = select(row).where(row.id.in_(ids), row.id.in_(KINDS[name].of_those(people, partners)))
        found |= {(name, each.id): each for each in db.scalars(theirs.order_by(row.id.desc()).limit(limit))}
    return found
