"""Proposals: found in people's talk, and no part of the memory until somebody who may see them accepts them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import commitments, imports
from bot.features.commitments import HeardCommitment
from bot.features.imports import ImportedDecision
from bot.text import dates
from storage import decisions, events, partnerships, proposals
from storage import imports as stored_imports
from storage.db.base import insert_all
from storage.members import Member
from storage.proposals import ACCEPTED, DECLINED, Proposal

DECISION = "decision"


@dataclass(frozen=True)
class CandidatesSettled:
    """D-numbers and C-numbers of what is remembered now; `left` are the ids of proposals that stay as they were."""

    decisions: tuple[int, ...] = ()
    promises: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


def propose(db: Session, import_id: int, found: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Keep what an import found, each with its fingerprint, until somebody settles it."""
    insert_all(db, Proposal, [row for _, row in found], import_id=import_id)
    id_of = proposals.ids_by_source(db, [row["source"] for _, row in found])
    stored_imports.mark(db, import_id, "proposal", [(key, id_of[row["source"]]) for key, row in found])


def waiting(db: Session, *, to: Member, kind: str | None = None, after: int = 0, limit: int = 10) -> list[Proposal]:
    """A page of what this person may see and settle; `after` is the last id of the page before."""
    return proposals.waiting(db, to, kind=kind, after=after, limit=limit)


def accept(db: Session, ids: Iterable[int], *, by: Member, at: datetime) -> CandidatesSettled:
    """Remember these decisions and promises, with the day and the people of the message. Nothing is posted.

    Left as they were: what `by` may not see, and what somebody has settled. One whose message was logged meanwhile
    points to that decision. Raises Refusal when `by` is no convener.
    """
    check(by)
    wanted = list(dict.fromkeys(ids))
    settled = proposals.to_settle(db, wanted, by)
    rows = [row for row in settled if row.kind == DECISION]
    logged = [row for row in rows if row.decision_id is None and decisions.of_source(db, row.source) is None]
    ids_, numbers = imports.bring(db, [_brought(row, by, at) for row in logged])
    for row, id_ in zip(logged, ids_, strict=True):
        row.decision_id = id_
        events.note(db, "decision.accepted", subject_id=id_, by=by.person, at=at)
    for row in rows:
        known = decisions.of_source(db, row.source)
        row.decision_id = known.id if known else row.decision_id
    _settle(settled, ACCEPTED, by, at)
    promises = [_promise(db, row, by, at) for row in settled if row.kind != DECISION]
    return CandidatesSettled(tuple(numbers), tuple(promises), _left(wanted, settled))


def decline(db: Session, ids: Iterable[int], *, by: Member, at: datetime) -> CandidatesSettled:
    """These are none, and are not proposed again. Left as they were: what `by` may not see, what somebody settled.

    Raises Refusal when `by` is no convener.
    """
    check(by)
    wanted = list(dict.fromkeys(ids))
    rows = proposals.to_settle(db, wanted, by)
    for row in rows:
        events.note(db, "proposal.declined", subject_id=row.id, by=by.person, at=at)
    _settle(rows, DECLINED, by, at)
    return CandidatesSettled(left=_left(wanted, rows))


def check(by: Member) -> None:
    """Raises Refusal when somebody is no convener."""
    if not by.is_convener:
        raise Refusal("Only conveners look through what an import has found. Their names are on my Home tab.")


def _settle(rows: Sequence[Proposal], state: str, by: Member, at: datetime) -> None:
    for row in rows:
        row.state, row.settled_by, row.settled_at = state, by.person, at


def _left(wanted: Sequence[int], rows: Sequence[Proposal]) -> tuple[int, ...]:
    settled = {row.id for row in rows}
    return tuple(id_ for id_ in wanted if id_ not in settled)


def _brought(row: Proposal, by: Member, at: datetime) -> ImportedDecision:
    people = tuple(filter(None, row.people.split("\n")))
    facts = imports.facts(
        text=row.text,
        reason=row.reason,
        options=row.options,
        channel=row.channel,
        decided_by=people[0],
        decided_at=row.said_at,
        logged_by=by.person,
        logged_at=at,
        source=row.source,
        source_link=row.source_link,
        imported_from=row.imported_from,
    )
    return ImportedDecision(fingerprint="", facts=facts, people=people)


def _promise(db: Session, row: Proposal, by: Member, at: datetime) -> int:
    commitment = commitments.bring(db, _overheard(db, row), by=by, at=at)
    row.commitment_id = commitment.id
    return commitment.number


def _overheard(db: Session, row: Proposal) -> HeardCommitment:
    """Its day is the one that was noted, or that its words named on the day they were said."""
    said_on = row.said_at.astimezone(partnerships.own(db).zone).date()
    named = dates.find(row.text, said_on=said_on)
    day = row.due_on or (named.on if named and not named.needs else None)
    owner = row.people.split("\n")[0]
    return HeardCommitment(row.text, owner, row.said_at, row.channel or None, row.source, row.source_link, day)
