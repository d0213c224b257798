"""Holdings: decisions that wait for their author's word, as an earlier one may settle them; and pairs told apart."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, delete, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import decisions
from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once


class PendingDecision(Bound, Base):
    """What somebody was about to log, word for word. `person` is who is asked, `decision_id` the earlier decision."""

    __tablename__ = "pending_decisions"
    __table_args__ = (Index(None, "partnership_id", "person"), Index(None, "decision_id"), Index(None, "made_at"))
    __told__ = policy.Told(180, "Decisions that wait for your word")
    __carried__ = policy.UNDER_WAY

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    person: Mapped[str] = policy.person(goes=True)
    text: Mapped[str] = policy.words()
    reason: Mapped[str] = policy.words()
    options: Mapped[str] = policy.words()
    people: Mapped[str] = policy.people()  # who took part, a line each
    channel: Mapped[str] = policy.place()  # where it was to be logged
    came_from: Mapped[str] = policy.people()  # whose words, when, and what waits to be told: as the door packed it
    made_at: Mapped[datetime]
    source: Mapped[str | None] = policy.source(default=None)  # the message it is
    review_on: Mapped[date | None] = mapped_column(default=None)


class ToldApart(Bound, Base):
    """Somebody said that these words are about something else than this decision. Of the words, only a digest."""

    __tablename__ = "told_apart"
    __table_args__ = (UniqueConstraint("decision_id", "words"),)
    __told__ = policy.Told(190, "Decisions that you told apart")
    __carried__ = policy.Carried(("decision_id", "words"), where=lambda: ToldApart.decision_id.in_(decisions.kept()))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    words: Mapped[str] = policy.stems()
    by: Mapped[str] = policy.person()
    at: Mapped[datetime]


def waiting(db: Session, person: str, text: str, channel: str, source: str | None) -> PendingDecision | None:
    """What this person was asked about before: the same message, or the same words for the same channel."""
    theirs = select(PendingDecision).where(PendingDecision.person == person)
    if source is not None:
        return db.scalars(theirs.where(PendingDecision.source == source)).first()
    same = theirs.where(
        PendingDecision.source.is_(None), PendingDecision.text == text, PendingDecision.channel == channel
    )
    return db.scalars(same).first()


def of_person(db: Session, person: str) -> Sequence[PendingDecision]:
    return db.scalars(select(PendingDecision).filter_by(person=person).order_by(PendingDecision.id)).all()


def tell_apart(db: Session, decision_id: int, words: str, *, by: str, at: datetime) -> None:
    insert_once(db, ToldApart, decision_id=decision_id, words=words, by=by, at=at)


def told_apart(words: str) -> Select[int]:
    """The ids of the decisions from which exactly these words were told apart."""
    return select(ToldApart.decision_id).where(ToldApart.words == words)


def forget_source(db: Session, person: str, source: str) -> None:
    theirs = delete(PendingDecision).where(PendingDecision.person == person, PendingDecision.source == source)
    db.execute(theirs.execution_options(synchronize_session=False))


def any_before(moment: datetime) -> ColumnElement[bool]:
    return exists(select(PendingDecision.id).where(PendingDecision.made_at < moment))


def forget_before(db: Session, moment: datetime) -> None:
    old = delete(PendingDecision).where(PendingDecision.made_at < moment)
    db.execute(old.execution_options(synchronize_session=False))
