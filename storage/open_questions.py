"""The people of a why: who wants to know, and who was asked because they would know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, exists, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import visibility
from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import Member
from storage.whys import OPEN, OpenQuestion

ASKED, PASSED, GONE = "asked", "passed", "gone"
"""Their answer is awaited; they do not know; they left, or want no such questions."""


class QuestionAsker(Bound, Base):
    """Somebody who wants to know. `wording` is how they put it, which only they and whom they asked see."""

    __tablename__ = "question_askers"
    __table_args__ = (UniqueConstraint("question_id", "person"), Index(None, "partnership_id", "person"))
    __told__ = policy.Told(250, "What you asked")
    __carried__ = policy.Carried(("question_id", "person"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("open_questions.id", ondelete="CASCADE"))
    person: Mapped[str] = policy.person()
    wording: Mapped[str] = policy.words(by="person")
    asked_at: Mapped[datetime]
    is_named: Mapped[bool]
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    helped: Mapped[bool | None] = mapped_column(default=None)  # None: they have not said


class QuestionExpert(Bound, Base):
    """Somebody who was asked. `draft` is what they wrote in reply, until they say that it is their answer."""

    __tablename__ = "question_experts"
    __table_args__ = (UniqueConstraint("question_id", "person"), Index(None, "partnership_id", "person", "state"))
    __told__ = policy.Told(260, "What you were asked")
    __carried__ = policy.Carried(("question_id", "person"), leave=("draft", "drafted_at"), last=True)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    question_id: Mapped[int] = mapped_column(ForeignKey("open_questions.id", ondelete="CASCADE"))
    person: Mapped[str] = policy.person()
    because: Mapped[str] = policy.words()
    asked_at: Mapped[datetime]
    record: Mapped[str] = policy.code(default="")  # "D-3": what they know of
    state: Mapped[str] = policy.code(default=ASKED)
    draft: Mapped[str] = policy.words(by="person", default="")
    drafted_at: Mapped[datetime | None] = mapped_column(default=None)


def askers(db: Session, question_id: int) -> Sequence[QuestionAsker]:
    """Who still wants to know, first come first."""
    query = select(QuestionAsker).where(QuestionAsker.question_id == question_id, QuestionAsker.withdrawn_at.is_(None))
    return db.scalars(query.order_by(QuestionAsker.id)).all()


def asker(db: Session, question_id: int, person: str) -> QuestionAsker | None:
    query = select(QuestionAsker).filter_by(question_id=question_id, person=person)
    return db.scalar(query.where(QuestionAsker.withdrawn_at.is_(None)))


def ever_asker(db: Session, question_id: int, person: str) -> QuestionAsker | None:
    """The same, also when they have taken their question back."""
    return db.scalar(select(QuestionAsker).filter_by(question_id=question_id, person=person))


def asked(db: Session, question_id: int) -> Sequence[QuestionExpert]:
    return db.scalars(select(QuestionExpert).filter_by(question_id=question_id).order_by(QuestionExpert.id)).all()


def asked_one(db: Session, question_id: int, person: str) -> QuestionExpert | None:
    return db.scalar(select(QuestionExpert).filter_by(question_id=question_id, person=person))


def own_open(db: Session, person: str) -> Sequence[OpenQuestion]:
    """The open questions that somebody waits for, newest first."""
    mine = select(QuestionAsker.question_id).where(QuestionAsker.person == person, QuestionAsker.withdrawn_at.is_(None))
    return db.scalars(
        select(OpenQuestion)
        .where(OpenQuestion.state == OPEN, OpenQuestion.id.in_(mine))
        .order_by(OpenQuestion.id.desc())
    ).all()


def own_worded(db: Session, person: str) -> list[tuple[OpenQuestion, str]]:
    """The same as `own_open`, each as they put it."""
    mine = (
        (QuestionAsker.question_id == OpenQuestion.id)
        & (QuestionAsker.person == person)
        & QuestionAsker.withdrawn_at.is_(None)
    )
    query = select(OpenQuestion, QuestionAsker.wording).join(QuestionAsker, mine).where(OpenQuestion.state == OPEN)
    return [(why, wording) for why, wording in db.execute(query.order_by(OpenQuestion.id.desc()))]


def awaited_from(db: Session, person: str) -> Sequence[OpenQuestion]:
    """The open questions that this person was asked and has not answered or passed on."""
    theirs = select(QuestionExpert.question_id).where(QuestionExpert.person == person, QuestionExpert.state == ASKED)
    return db.scalars(
        select(OpenQuestion).where(OpenQuestion.state == OPEN, OpenQuestion.id.in_(theirs)).order_by(OpenQuestion.id)
    ).all()


def awaited_and_seen(db: Session, person: Member) -> Sequence[OpenQuestion]:
    """The same, where they may still look in."""
    theirs = select(QuestionExpert.question_id).where(
        QuestionExpert.person == person.person, QuestionExpert.state == ASKED
    )
    query = select(OpenQuestion).where(
        OpenQuestion.state == OPEN, OpenQuestion.id.in_(theirs), visibility.of_person(OpenQuestion.place, person)
    )
    return db.scalars(query.order_by(OpenQuestion.id)).all()


@dataclass(frozen=True)
class Open:
    """One open question: who asks, and how many people it waits for."""

    why: OpenQuestion
    askers: Sequence[QuestionAsker]
    waits_for: int


def open_to(db: Session, person: Member, *, limit: int | None = None) -> tuple[list[Open], int]:
    """The open questions whose place somebody may look into, oldest first; and how many there are. One query."""
    seen = (OpenQuestion.state == OPEN, visibility.of_person(OpenQuestion.place, person))
    some = select(OpenQuestion.id).where(*seen).order_by(OpenQuestion.id).limit(limit)
    waits = select(func.count(QuestionExpert.id)).where(
        QuestionExpert.question_id == OpenQuestion.id, QuestionExpert.state == ASKED
    )
    number = select(func.count(OpenQuestion.id)).where(*seen).scalar_subquery()
    asks = (QuestionAsker.question_id == OpenQuestion.id) & QuestionAsker.withdrawn_at.is_(None)
    query = select(OpenQuestion, QuestionAsker, waits.correlate(OpenQuestion).scalar_subquery(), number).outerjoin(
        QuestionAsker, asks
    )
    rows = db.execute(query.where(OpenQuestion.id.in_(some)).order_by(OpenQuestion.id, QuestionAsker.id)).all()
    found = [list(each) for _, each in groupby(rows, key=lambda row: row[0].id)]
    of_each = [Open(each[0][0], [row[1] for row in each if row[1] is not None], each[0][2]) for each in found]
    return of_each, rows[0][3] if rows else 0


def asked_by_partner(db: Session, partner_id: int, reader: Member, *, limit: int) -> Sequence[OpenQuestion]:
    """What people of a partner wanted to know under their own names, newest first, as far as the reader may see."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    named = (QuestionAsker.is_named.is_(True), QuestionAsker.withdrawn_at.is_(None), QuestionAsker.person.in_(people))
    theirs = select(QuestionAsker.question_id).where(*named)
    query = select(OpenQuestion).where(OpenQuestion.id.in_(theirs), visibility.of_person(OpenQuestion.place, reader))
    return db.scalars(query.order_by(OpenQuestion.id.desc()).limit(limit)).all()


def awaited_count(db: Session, people: Iterable[str]) -> dict[str, int]:
    """How many open questions wait for each of these people."""
    open_ones = select(OpenQuestion.id).where(OpenQuestion.state == OPEN)
    query = select(QuestionExpert.person, func.count()).where(
        QuestionExpert.person.in_(list(people)),
        QuestionExpert.state == ASKED,
        QuestionExpert.question_id.in_(open_ones),
    )
    return dict(db.execute(query.group_by(QuestionExpert.person)).all())


def waiting_for(db: Session, ids: Iterable[int]) -> dict[int, int]:
    """How many people each of these questions waits for."""
    query = select(QuestionExpert.question_id, func.count()).where(
        QuestionExpert.question_id.in_(list(ids)), QuestionExpert.state == ASKED
    )
    return dict(db.execute(query.group_by(QuestionExpert.question_id)).all())


def any_drafts_before(moment: datetime) -> ColumnElement[bool]:
    return exists(select(QuestionExpert.id).where(QuestionExpert.drafted_at < moment))


def forget_drafts_before(db: Session, moment: datetime) -> None:
    old = update(QuestionExpert).where(QuestionExpert.drafted_at < moment).values(draft="", drafted_at=None)
    db.execute(old.execution_options(synchronize_session=False))
