"""Who looks after a decision: somebody else is asked first, and until they say yes it stays where it is."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import decisions
from bot.features.decisions.review.answering import reviewable
from storage import decisions as stored_decisions
from storage import digests, events, members, partnerships
from storage.decisions import Decision
from storage.members import BOT, Member

OFFER, NEWS = "review_offer", "review_news"
MORNING = time(0)  # of the day: whenever their hours begin


def offer(db: Session, number: int, *, to: Member, by: Member, at: datetime) -> Decision:
    """Ask somebody to look after a decision. Raises Refusal when they cannot, or it is not for `by` to ask."""
    decision = reviewable(db, number, by=by, for_change=True)
    if to.kind == BOT or to.left_at is not None:
        raise Refusal("Only a person who is here can look after a decision.", field="owner")
    if to.person == decision.looked_after_by:
        raise Refusal(f"They look after D-{number} already.", field="owner")
    if not stored_decisions.among(db, [decision.id], stored_decisions.visible_to(to)):
        raise Refusal("They are not where it was decided, so they cannot see it. Choose somebody else.", field="owner")
    if to.person == by.person:
        return _moved(db, decision, by, at=at)
    decision.offered_to = to.person
    events.note(db, "decision.offered", subject_id=decision.id, by=by.person, at=at)
    _write(db, OFFER, decision, to, at=at)
    return decision


def accept(db: Session, number: int, *, by: Member, at: datetime) -> Decision:
    """Look after it from now on. Raises Refusal when they are not asked, or not any more."""
    return _moved(db, _offered(db, number, by), by, at=at)


def decline(db: Session, number: int, *, by: Member, at: datetime) -> Decision:
    """Leave it where it is; whoever looks after it is told. Raises Refusal as `accept` does."""
    decision = _offered(db, number, by)
    decision.offered_to = None
    events.note(db, "decision.declined", subject_id=decision.id, by=by.person, at=at)
    _tell(db, decision, decision.looked_after_by, at=at)
    return decision


def _moved(db: Session, decision: Decision, to: Member, *, at: datetime) -> Decision:
    before = decision.looked_after_by
    decision.owner, decision.offered_to = to.person, None
    decisions.touched(db, decision, "moved", by=to, at=at)
    _tell(db, decision, before, at=at)
    return decision


def _offered(db: Session, number: int, by: Member) -> Decision:
    decision = decisions.shown(db, number, to=by)
    db.refresh(decision, with_for_update=True)
    if decision.offered_to != by.person or not decision.in_force:
        raise Refusal(f"Nobody asks you to look after D-{number} any more.")
    return decision


def _tell(db: Session, decision: Decision, person: str, *, at: datetime) -> None:
    known = members.by_person(db, person)
    if known is not None and known.left_at is None and known.kind != BOT:
        _write(db, NEWS, decision, known, at=at)


def _write(db: Session, kind: str, decision: Decision, to: Member, *, at: datetime) -> None:
    times = len(events.about(db, "decision", decision.id))  # the same may happen again
    key, today = f"{kind}:{decision.id}:{times}:{to.person}", at.astimezone(partnerships.own(db).zone).date()
    digests.write_to(db, kind, to.person, about_id=decision.id, key=key, at=at, on=today, hour=MORNING)
