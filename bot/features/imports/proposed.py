"""What an import has found, settled by a convener: decisions and promises in one go, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features import commitments
from bot.features.commitments import HeardCommitment
from bot.features.imports import candidates
from bot.text import dates
from storage import partnerships
from storage.members import Member
from storage.proposals import Proposal


@dataclass(frozen=True)
class AcceptedCandidates:
    """D-numbers and C-numbers of what is remembered now, and how many somebody else had settled meanwhile."""

    decisions: tuple[int, ...]
    promises: tuple[int, ...]
    left: int


def accept(db: Session, ids: Iterable[int], *, by: Member, at: datetime) -> AcceptedCandidates:
    """Remember these. Raises Refusal when `by` is no convener."""
    settled = candidates.accept(db, ids, by=by, at=at)
    numbers = []
    for row in settled.promises:
        commitment = commitments.bring(db, _overheard(db, row), by=by, at=at)
        row.commitment_id = commitment.id
        numbers.append(commitment.number)
    return AcceptedCandidates(settled.numbers, tuple(numbers), len(settled.left))


def _overheard(db: Session, row: Proposal) -> HeardCommitment:
    """Its day is the one that was noted, or that its words named on the day they were said."""
    said_on = row.said_at.astimezone(partnerships.own(db).zone).date()
    named = dates.find(row.text, said_on=said_on)
    day = row.due_on or (named.on if named and not named.needs else None)
    owner = row.people.split("\n")[0]
    return HeardCommitment(row.text, owner, row.said_at, row.channel or None, row.source, row.source_link, day)
