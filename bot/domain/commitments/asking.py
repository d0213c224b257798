"""Asking kindly: whoever was promised something may ask how it stands, and the owner sees who asks and why."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.commitments.recording import check_open, is_made_to, shown
from bot.domain.commitments.telling import ASK, write
from bot.errors import Refusal
from storage import journal, members
from storage.commitments import ALL, Commitment
from storage.members import Member

ASKED_AGAIN_AFTER = timedelta(days=3)  # more often than this, a kind question is pressure


def ask(db: Session, number: int, *, by: Member, at: datetime) -> Commitment:
    """Let the owner know that this person would like to hear how it stands.

    Raises Refusal when it was not made to them, when it is no longer open, or within three days of the last time.
    """
    commitment = shown(db, number, to=by, for_change=True)
    if commitment.owner in by.ids:
        raise Refusal("That is your own promise.")
    if not may_ask(by, commitment):
        raise Refusal("Only those it was made to can ask about a promise.")
    check_open(commitment)
    if commitment.asked_at is not None and at - commitment.asked_at < ASKED_AGAIN_AFTER:
        raise Refusal("That was asked in the last three days. Give it a little time.")
    commitment.asked_by, commitment.asked_at = by.person, at
    journal.note(db, "commitment.asked", subject_id=commitment.id, by=by.person, at=at)
    owner = members.by_person(db, commitment.owner)
    if owner is not None and owner.left_at is None:
        write(db, ASK, commitment, by.person, to=owner, at=at)
    return commitment


def may_ask(me: Member, commitment: Commitment) -> bool:
    """Those it was made to; whoever can see what was said to everybody, it was said to."""
    return commitment.owner not in me.ids and (is_made_to(me, commitment) or commitment.made_to == ALL)
