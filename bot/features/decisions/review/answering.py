"""What may come of a review: still right, changed, withdrawn, or later; with what happened and what was learned."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import decisions
from bot.text.reasons import Wording, check_length
from storage import members, partnerships, reviews
from storage.decisions import Decision
from storage.members import Member
from storage.reviews import CHANGED, KEPT, LATER, OPEN, WITHDRAWN, Review

SOON = timedelta(days=30)  # before its review an answer says so; earlier it would only be a date
LONG = timedelta(days=365)  # after a year people change their jobs, and what was right may not be


def is_due(decision: Decision, today: date) -> bool:
    return decision.in_force and decision.review_on is not None and decision.review_on <= today


def is_soon(decision: Decision, today: date) -> bool:
    """Whether its review is so near, or so late, that whoever relies on it should know."""
    return decision.in_force and decision.review_on is not None and decision.review_on - today <= SOON


def is_unconfirmed(decision: Decision, today: date, zone: tzinfo) -> bool:
    """Whether nobody has said for long that it is still right; making it counts as saying so."""
    last = decision.last_confirmed_at or decision.decided_at
    return decision.in_force and today - last.astimezone(zone).date() >= LONG


def may_answer(me: Member, decision: Decision) -> bool:
    """Whoever looks after it, whoever decided, and conveners, as far as they see it."""
    return not {decision.looked_after_by, decision.decided_by}.isdisjoint(me.ids) or me.is_convener


KEPT_FOR = (3, 6, 12)  # months until the next look, as people choose them
USUAL_MONTHS = 12  # when they do not choose: what nobody looks at for a year is shown as unconfirmed
PUT_OFF_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Learned:
    """What a review adds to the memory, both optional. `seen`: how often it was looked at when its writer began."""

    happened: str = ""
    lesson: str = ""
    seen: int | None = None


def reviewable(db: Session, number: int, *, by: Member, for_change: bool = False) -> Decision:
    """A decision of which this person may say whether it is still right.

    Raises Refusal when they do not see it, when it no longer holds, or, naming who can, when it is not theirs to say.
    """
    decision = decisions.shown(db, number, to=by)
    if for_change:
        db.refresh(decision, with_for_update=True)
    if decision.withdrawn_at is not None:
        raise Refusal(f"D-{number} was withdrawn in the meantime. Thank you for looking all the same.")
    if decision.superseded_by is not None:
        new = decision.superseded_by
        raise Refusal(f"D-{number} was replaced in the meantime, by D-{new}. Thank you for looking all the same.")
    if not may_answer(by, decision) and not _was_asked(db, decision, by):
        raise Refusal(f"{_who(db, decision)} can say whether D-{number} is still right. Ask one of them.")
    return decision


def keep(
    db: Session, number: int, learned: Learned, *, next_on: date | None, by: Member, at: datetime
) -> tuple[Decision, Review]:
    """It is still right; `next_on` is when it is looked at again, None: never by itself.

    The same person on the same day completes what they said before. Raises Refusal when a text is too long, when
    somebody else was quicker, or as `reviewable` does.
    """
    decision = _begun(db, number, learned, by=by, at=at)
    row = _row(db, decision, KEPT, learned, by=by, at=at)
    decision.review_on = row.next_on = next_on
    decision.last_confirmed_at, decision.last_confirmed_by = at, by.person
    db.flush()
    decisions.touched(db, decision, "reviewed", by=by, at=at)
    return decision, row


def change(
    db: Session, number: int, wording: Wording, learned: Learned, *, anew: bool, version: int, by: Member, at: datetime
) -> Decision:
    """Amend it, or with `anew` put another decision in its place; gives the one that holds now.

    Raises Refusal as `decisions.amend` and `decisions.supersede` do, or as `keep` does.
    """
    decision = _begun(db, number, learned, by=by, at=at)
    row = _row(db, decision, CHANGED, learned, by=by, at=at)
    row.next_on = wording.review_on
    if not anew:
        decision.last_confirmed_at, decision.last_confirmed_by = at, by.person
    db.flush()
    if anew:
        return decisions.supersede(db, number, wording, by=by, at=at)
    return decisions.amend(db, number, wording, version=version, by=by, at=at)


def withdraw(db: Session, number: int, reason: str, learned: Learned, *, by: Member, at: datetime) -> Decision:
    """Take it out of force, with what was learned. Raises Refusal as `decisions.withdraw` and `keep` do."""
    decision = _begun(db, number, learned, by=by, at=at)
    _row(db, decision, WITHDRAWN, learned, by=by, at=at)
    db.flush()
    return decisions.withdraw(db, number, reason, by=by, at=at)


def later(db: Session, number: int, *, by: Member, at: datetime) -> Decision:
    """Ask again in a week; where that has been said already, nothing changes."""
    decision = reviewable(db, number, by=by, for_change=True)
    today = at.astimezone(partnerships.own(db).zone).date()
    if decision.review_on is not None and decision.review_on > today:
        return decision
    row = _row(db, decision, LATER, Learned(), by=by, at=at)
    decision.review_on = row.next_on = today + PUT_OFF_FOR
    db.flush()
    decisions.touched(db, decision, "put_off", by=by, at=at)
    return decision


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last one: a year after 29 February is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _begun(db: Session, number: int, learned: Learned, *, by: Member, at: datetime) -> Decision:
    decision = reviewable(db, number, by=by, for_change=True)
    check_length(learned.happened, "happened")
    check_length(learned.lesson, "lesson")
    looked = reviews.of_decisions(db, [decision.id])[decision.id]
    is_late = learned.seen is not None and reviews.done_count(db, decision.id) != learned.seen
    if is_late and looked and looked[-1].by != by.person:
        name = _called(db, looked[-1].by or "")
        raise Refusal(
            f"{name} has looked at D-{number} while you were writing. See what they said first: `D-{number}`."
        )
    return decision


def _row(db: Session, decision: Decision, outcome: str, learned: Learned, *, by: Member, at: datetime) -> Review:
    """The question that was asked, or what they said of it earlier today, or a new row: they looked by themselves."""
    row = reviews.open_of(db, decision) or _of_today(db, decision, outcome, by=by, at=at)
    if row is None:
        row = Review(decision_id=decision.id)
        db.add(row)
    row.outcome, row.by, row.done_at = outcome, by.person, at
    row.happened = learned.happened.strip() or row.happened
    row.lesson = learned.lesson.strip() or row.lesson
    return row


def _of_today(db: Session, decision: Decision, outcome: str, *, by: Member, at: datetime) -> Review | None:
    zone = partnerships.own(db).zone
    looked = reviews.of_decisions(db, [decision.id])[decision.id]
    last = looked[-1] if looked else None
    if last is None or last.done_at is None or outcome != KEPT or (last.outcome, last.by) != (KEPT, by.person):
        return None
    return last if last.done_at.astimezone(zone).date() == at.astimezone(zone).date() else None


def _was_asked(db: Session, decision: Decision, by: Member) -> bool:
    """Somebody who was asked in the place of whoever looked after it and has left."""
    row = reviews.open_of(db, decision)
    return row is not None and row.outcome == OPEN and row.asked == by.person


def _who(db: Session, decision: Decision) -> str:
    people = dict.fromkeys((decision.looked_after_by, decision.decided_by))
    names = [_called(db, person) for person in people]
    return f"Only {', '.join(names)} and the conveners"


def _called(db: Session, person: str) -> str:
    """A name in the words of a refusal, without what could ping somebody."""
    known = members.names(db, [person]).get(person) or person.removeprefix(members.SAID)
    return known.translate(dict.fromkeys(map(ord, "<>&")))
