"""Reviews: each time a decision was looked at again, or somebody was asked whether it is still right."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, delete, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import decisions
from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.decisions import Decision
from storage.deliveries import SENT, Delivery

OPEN, KEPT, CHANGED, WITHDRAWN, LATER = "", "kept", "changed", "withdrawn", "later"
OUTCOMES = (OPEN, KEPT, CHANGED, WITHDRAWN, LATER)
NOBODY = ""
"""In place of a person: nobody was here who could have been asked."""


class Review(Bound, Base):
    """`due_on` names the occasion, so that it is asked once; there is none when somebody looked by themselves."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("decision_id", "due_on"), Index(None, "partnership_id", "asked", "asked_on"))
    __told__ = policy.Told(170, "Decisions looked at again")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    due_on: Mapped[date | None] = mapped_column(default=None)
    asked: Mapped[str] = policy.person(default=NOBODY)
    asked_on: Mapped[date | None] = mapped_column(default=None)  # in their zone
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    reminded_on: Mapped[date | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    by: Mapped[str | None] = policy.person(default=None)
    outcome: Mapped[str] = policy.code(default=OPEN)
    happened: Mapped[str] = policy.words(by="by", default="")
    lesson: Mapped[str] = policy.words(by="by", default="")
    next_on: Mapped[date | None] = mapped_column(default=None)


def begin(db: Session, decision: Decision, *, asked: str, on: date, at: datetime) -> bool:
    """Note that somebody is asked for this occasion; False when it was noted before."""
    facts = {"decision_id": decision.id, "due_on": decision.review_on, "asked": asked, "asked_on": on, "asked_at": at}
    return insert_once(db, Review, **facts, outcome=OPEN, happened="", lesson="") is not None


def of_decisions(db: Session, ids: Iterable[int]) -> dict[int, list[Review]]:
    """Each time these were looked at, in order; what was only put off is none."""
    found: dict[int, list[Review]] = {id_: [] for id_ in ids}
    looked = (KEPT, CHANGED, WITHDRAWN)
    query = select(Review).where(Review.decision_id.in_(list(found)), Review.outcome.in_(looked))
    for row in db.scalars(query.order_by(Review.done_at, Review.id)):
        found[row.decision_id].append(row)
    return found


def all_of(db: Session, ids: Sequence[int]) -> dict[int, list[Review]]:
    """Every row of these decisions, those nobody has answered too."""
    found: dict[int, list[Review]] = {id_: [] for id_ in ids}
    for row in db.scalars(select(Review).where(Review.decision_id.in_(ids)).order_by(Review.id)):
        found[row.decision_id].append(row)
    return found


def open_of(db: Session, decision: Decision) -> Review | None:
    """What somebody was asked and has not answered, for the day on which its review is due now."""
    return db.scalar(select(Review).filter_by(decision_id=decision.id, due_on=decision.review_on, outcome=OPEN))


def last_of(db: Session, decision_id: int) -> Review | None:
    """The last time somebody answered, putting it off included."""
    done = select(Review).where(Review.decision_id == decision_id, Review.outcome != OPEN)
    return db.scalars(done.order_by(Review.done_at.desc(), Review.id.desc()).limit(1)).first()


def done_count(db: Session, decision_id: int) -> int:
    """How often it was looked at or put off: a form that knows another number is late."""
    done = (Review.decision_id == decision_id) & (Review.outcome != OPEN)
    return db.scalar(select(func.count(Review.id)).where(done)) or 0


def findable(db: Session, decision: Decision) -> tuple[str, str]:
    """The words by which a decision is found: its own, what was expected, and what was learned since."""
    looked = of_decisions(db, [decision.id])[decision.id]
    learned = [words for row in looked for words in (row.happened, row.lesson)]
    return decisions.findable(*decision.words, learned=(decision.expected, *learned))


def forget(db: Session, decision_id: int) -> None:
    gone = delete(Review).where(Review.decision_id == decision_id)
    db.execute(gone.execution_options(synchronize_session=False))


def owners_due(db: Session, *, until: date) -> Sequence[str]:
    """Whoever looks after a decision that comes up and for which nobody was asked yet."""
    return db.scalars(_unasked(select(_owner()), until).distinct().order_by(_owner())).all()


def any_due(*, until: date, asked_until: date) -> ColumnElement[bool]:
    """Whether somebody is to be asked about a decision, or reminded."""
    unreminded = select(Review.id).join(Decision, Decision.id == Review.decision_id).where(*_unreminded(asked_until))
    return exists(_unasked(select(Decision.id), until)) | exists(unreminded)


def due_of(db: Session, owner: str, *, until: date, limit: int) -> Sequence[Decision]:
    """Their decisions that come up and for which nobody was asked yet, the earliest first."""
    query = _unasked(select(Decision), until).where(_owner() == owner)
    return db.scalars(query.order_by(Decision.review_on, Decision.id).limit(limit)).all()


def was_asked(db: Session, person: str, *, on: date) -> bool:
    return db.scalar(select(Review.id).filter_by(asked=person, asked_on=on).limit(1)) is not None


def spoken_of(db: Session, person: str, *, on: date) -> list[tuple[Review, Decision]]:
    """What somebody was asked about on a day."""
    return _with_decisions(db, Review.asked == person, Review.asked_on == on)


def reminded_of(db: Session, person: str, *, on: date) -> list[tuple[Review, Decision]]:
    return _with_decisions(db, Review.asked == person, Review.reminded_on == on)


def waiting_for(db: Session, person: str) -> list[tuple[Review, Decision]]:
    """What somebody was asked and has not answered yet, the longest first."""
    return _with_decisions(db, Review.asked == person, *_is_open())


def waiting_and_seen(db: Session, person: str, allowed: Select[int]) -> list[Decision]:
    """The same, as far as they are allowed to see it."""
    waiting = _with_decisions(db, Review.asked == person, *_is_open(), Decision.id.in_(allowed))
    return [decision for _, decision in waiting]


def unreminded(db: Session, *, asked_until: date) -> list[tuple[Review, Decision]]:
    """Questions of that day or before that nobody has answered, and of which we have not reminded them."""
    return _with_decisions(db, *_unreminded(asked_until))


def _unreminded(asked_until: date) -> tuple[ColumnElement[bool], ...]:
    return (Review.asked_on <= asked_until, Review.reminded_on.is_(None), Review.asked != NOBODY, *_is_open())


def said_at(db: Session, key: str) -> datetime | None:
    """When a letter with this question reached them; None when it did not."""
    return db.scalar(select(Delivery.settled_at).filter_by(key=key, state=SENT))


def unanswered(db: Session, allowed: Select[int], *, due_until: date, limit: int) -> Sequence[Decision]:
    """Decisions whose review nobody has answered for long, or that nobody could be asked about."""
    late = (Review.due_on <= due_until) | (Review.asked == NOBODY)
    query = select(Decision).join(Review, Review.decision_id == Decision.id).where(late, *_is_open())
    return db.scalars(query.where(Decision.id.in_(allowed)).order_by(Review.due_on, Decision.id).limit(limit)).all()


def coming(db: Session, allowed: Select[int], *, first: date, last: date) -> Sequence[Decision]:
    """Decisions whose review comes within these days, the earliest first."""
    query = select(Decision).where(Decision.review_on >= first, Decision.review_on <= last, *_in_force())
    return db.scalars(query.where(Decision.id.in_(allowed)).order_by(Decision.review_on, Decision.id)).all()


def any_comes(db: Session, *, first: date, last: date) -> bool:
    within = (Decision.review_on >= first, Decision.review_on <= last, *_in_force())
    return db.scalar(select(Decision.id).where(*within).limit(1)) is not None


def _unasked(query: Select[Any], until: date) -> Select[Any]:
    same = (Review.decision_id == Decision.id) & (Review.due_on == Decision.review_on)
    asked = select(Review.id).where(same).correlate(Decision).exists()
    return query.where(Decision.review_on <= until, *_in_force(), ~asked)


def _owner() -> ColumnElement[str]:
    return func.coalesce(Decision.owner, Decision.decided_by)


def _in_force() -> tuple[ColumnElement[bool], ...]:
    columns = (Decision.withdrawn_at, Decision.superseded_by, Decision.undone_at)
    return tuple(column.is_(None) for column in columns)


def _is_open() -> tuple[ColumnElement[bool], ...]:
    """Nobody has answered, and it is still due: neither moved to another day nor out of force."""
    return (Review.outcome == OPEN, Review.due_on == Decision.review_on, *_in_force())


def _with_decisions(db: Session, *where: ColumnElement[bool]) -> list[tuple[Review, Decision]]:
    query = select(Review, Decision).join(Decision, Decision.id == Review.decision_id).where(*where)
    return [(row, decision) for row, decision in db.execute(query.order_by(Review.due_on, Review.id))]
