"""Promises out of an import, that a convener has accepted: with their own day and owner, and without pressure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.commitments.promise import fitting
from bot.domain.commitments.telling import remember, tell
from storage import commitments, journal, partnerships
from storage.commitments import ALL, LET_GO, NOBODY, OPEN, Commitment
from storage.members import Member

STILL_MEANT = timedelta(days=90)  # after it was said, where no day was named; then nobody counts on it any more
LONG_AGO = "It came with an import; how it ended was not recorded."


@dataclass(frozen=True)
class Overheard:
    """A promise in somebody's words of then. No channel: everybody may see it."""

    text: str
    owner: str
    said_at: datetime
    channel: str | None
    source: str
    link: str | None = None
    due_on: date | None = None


def bring(db: Session, overheard: Overheard, *, by: Member, at: datetime) -> Commitment:
    """Remember it, seen by those who could hear it. What is long past is not open: nobody is reminded of it.

    The same message is kept once: the promise that is known already is given back.
    """
    known = commitments.of_source(db, overheard.source)
    if known is not None:
        return known
    is_open = _is_still_meant(overheard, at)
    commitment = Commitment(
        number=partnerships.next_commitment_number(db),
        text=fitting(overheard.text),
        owner=overheard.owner,
        made_at=overheard.said_at,
        recorded_at=at,
        changed_at=at,
        changed_by=by.person,
        made_to=NOBODY if overheard.channel else ALL,
        due_on=overheard.due_on,
        channel=overheard.channel,
        source=overheard.source,
        source_link=overheard.link,
        is_shown=bool(overheard.channel),
        state=OPEN if is_open else LET_GO,
        ended_at=None if is_open else at,
        ended_because="" if is_open else LONG_AGO,
        nudged_on=at.date(),  # one without a day would be spoken of at once, for it is older than two weeks
    )
    db.add(commitment)
    db.flush()
    remember(db, commitment)
    journal.note(db, "commitment.accepted", subject_id=commitment.id, by=by.person, at=at)
    if is_open:
        tell(db, commitment, "accepted", at=at)
    return commitment


def _is_still_meant(overheard: Overheard, at: datetime) -> bool:
    if overheard.due_on is not None:
        return overheard.due_on >= at.date()
    return overheard.said_at >= at - STILL_MEANT
