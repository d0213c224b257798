"""Holding: what somebody was about to log waits, word for word, until they have said what becomes of it."""

from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.text.reasons import Wording
from storage import digests, duplicates
from storage.decisions import Decision
from storage.duplicates import PendingDecision
from storage.members import Member

STILL_WAITS = "held_decision"  # a letter
REMINDED_AFTER = timedelta(hours=2)  # once: what only they could see is gone when they load the page again
MORNING = time(9)
KEPT_FOR = timedelta(days=7)  # like a draft: later nobody remembers what they were about to log


def hold(
    db: Session,
    wording: Wording,
    *,
    earlier: Decision,
    by: Member,
    channel: str,
    source: str | None,
    came_from: str,
    at: datetime,
) -> PendingDecision:
    """Keep every word of what somebody was about to log, until they have said what becomes of it."""
    known = duplicates.waiting(db, by.person, wording.text, channel, source)
    if known is not None:
        db.delete(known)
    holding = PendingDecision(
        decision_id=earlier.id,
        person=by.person,
        text=wording.text,
        reason=wording.reason,
        options=wording.options,
        people="\n".join(wording.people),
        review_on=wording.review_on,
        channel=channel,
        source=source,
        came_from=came_from,
        made_at=at,
    )
    db.add(holding)
    db.flush()
    key, later = f"{STILL_WAITS}:{holding.id}", at + REMINDED_AFTER
    digests.write_to(db, STILL_WAITS, by.person, about_id=holding.id, key=key, at=later, on=later.date(), hour=MORNING)
    return holding


def waiting(db: Session, holding_id: int, *, by: Member) -> PendingDecision:
    """What waits for this person's word. Raises Refusal when it is gone, in the same words when it is another's."""
    holding = db.get(PendingDecision, holding_id, with_for_update=True)
    if holding is None or holding.person != by.person:
        raise Refusal("This is settled: you said before what becomes of it, or it is older than a week.")
    return holding


def let_go(db: Session, holding_id: int, *, by: Member) -> PendingDecision:
    """Their word is said: forget what waited for it. Raises Refusal when it is gone already."""
    holding = waiting(db, holding_id, by=by)
    db.delete(holding)
    return holding


def wording_of(holding: PendingDecision) -> Wording:
    people = tuple(filter(None, holding.people.split("\n")))
    return Wording(holding.text, holding.reason, holding.options, people, holding.review_on)


def any_old(now: datetime) -> ColumnElement[bool]:
    return duplicates.any_before(now - KEPT_FOR)


def forget_old(db: Session, *, now: datetime) -> None:
    duplicates.forget_before(db, now - KEPT_FOR)
