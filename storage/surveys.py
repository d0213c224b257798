"""Rounds: questions put to many people. Who took part and what was answered live in two tables.

While a round is open, an answer is found again by a token that only its secret can make from a person. When it closes
the secret is erased, the tokens are replaced and the rows shuffled: nothing leads from an anonymous answer to anybody.
"""

import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import visibility
from storage.channels import Channel, ChannelPerson
from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_once
from storage.members import FULL, Member

NAMED, CONFIDENTIAL, ANONYMOUS = "named", "confidential", "anonymous"
"""Everybody sees who said what; conveners can; nobody ever can."""

ASKED, ANSWERED, SKIPPED = "asked", "answered", "skipped"


class Survey(Bound, Base):
    """One round, frozen from the day it opens. `questions` and `results` are JSON."""

    __tablename__ = "surveys"
    __table_args__ = (UniqueConstraint("partnership_id", "key"), Index(None, "partnership_id", "closed_at"))
    __told__ = policy.Told(340, "Rounds that you opened or followed up")
    __carried__ = policy.Carried(("key",), leave=("secret",), visible=lambda person: _results_seen_by(person))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    key: Mapped[str] = policy.code()  # "pulse:2026-03-02": an occurrence is opened once
    title: Mapped[str] = policy.words()
    set_key: Mapped[str] = policy.code()
    questions: Mapped[str] = policy.words()
    privacy: Mapped[str] = policy.code()
    fewest: Mapped[int]
    audience: Mapped[str] = policy.place()  # "all", "partner:3", "channel:C0TIDES", "conveners", "representatives"
    channel: Mapped[str] = policy.place()  # which sees the results
    opens_on: Mapped[date]
    hour: Mapped[time]  # of the day on which each person is asked
    closes_on: Mapped[date]  # the last day on which answers count, wherever people are
    opened_by: Mapped[str] = policy.person()
    made_at: Mapped[datetime]
    secret: Mapped[str] = policy.code(untold=True, default="")
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    closes_at: Mapped[datetime | None] = mapped_column(default=None)  # the end of that day for whoever's ends last
    reminded: Mapped[int] = mapped_column(default=0)  # how often those who are silent were asked again
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    results: Mapped[str] = policy.words(untold=True, default="")
    post: Mapped[str] = policy.code(default="")
    counted: Mapped[int] = mapped_column(default=0)  # answers that the post shows
    follow_up: Mapped[str] = policy.words(default="")  # what will be done about it
    follow_up_by: Mapped[str] = policy.person(default="")

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None and self.cancelled_at is None


class Invitation(Bound, Base):
    """Somebody was asked. Whether they answered is known, never when."""

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("partnership_id", "survey_id", "person"),)
    __told__ = policy.Told(350, "Rounds that you were asked in")
    __carried__ = policy.Carried(
        ("survey_id", "person"),
        refs={"partner_id": "partners"},
        where=lambda: Invitation.survey_id.in_(_closed()),
        order=("survey_id", "person"),  # the order in which they were written says nothing, and shall not
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id", ondelete="CASCADE"))
    person: Mapped[str] = policy.person()
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)
    state: Mapped[str] = policy.code(default=ASKED)


class SurveyAnswer(Bound, Base):
    """What somebody answered to one question. `person` is empty in an anonymous round."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("partnership_id", "survey_id", "token", "question"),)
    __told__ = policy.Told(360, "What you answered with your name")
    __carried__ = policy.Carried(
        ("survey_id", "token", "question"),
        refs={"partner_id": "partners"},
        where=lambda: SurveyAnswer.survey_id.in_(_closed()),
        order=("survey_id", "token", "question"),  # tokens are drawn by lot when a round closes
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    survey_id: Mapped[int] = mapped_column(ForeignKey("surveys.id", ondelete="CASCADE"))
    token: Mapped[str] = policy.code(untold=True)
    question: Mapped[str] = policy.code()
    reply: Mapped[str] = policy.words()
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)
    person: Mapped[str] = policy.person(withdraws=True, default="")


def findable(row: Survey) -> tuple[str, str]:
    """The words by which a round is found: what was asked, and what will be done about it; never what was answered."""
    questions = json.loads(row.questions)
    asked = [line for each in questions for line in (each["text"], *each.get("choices", ()))]
    return row.title, "\n".join(filter(None, (*asked, row.follow_up, "Results of a round.")))


def kept() -> Select[int]:
    """The ids of the rounds that have results: for the operator, never for a person in the chat."""
    return select(Survey.id).where(Survey.closed_at.is_not(None), Survey.cancelled_at.is_(None))


def visible_to(person: Member) -> Select[int]:
    """The ids of the rounds whose results a person may see: those of the channels they may look into."""
    return kept().where(visibility.of_person(Survey.channel, person))


def _results_seen_by(person: Member) -> ColumnElement[bool]:
    """Closed, its results shown in a channel of theirs. The answers themselves are in nobody's file."""
    theirs = Survey.channel.in_(select(ChannelPerson.channel).filter_by(person=person.person))
    public = Survey.channel.in_(select(Channel.channel).where(~Channel.is_private))
    return Survey.closed_at.is_not(None) & (or_(theirs, public) if person.kind == FULL else theirs)


def _closed() -> Select[int]:
    """While a round is open, two exports one after the other could tell who said what."""
    return select(Survey.id).where(Survey.closed_at.is_not(None))


def visible_in(channel: str) -> Select[int]:
    return kept().where(visibility.in_channel(Survey.channel, channel))


def of_those(people: Sequence[str], partners: Sequence[int]) -> Select[int]:
    """None: a round is of all who were asked, and tells of none of them."""
    return select(Survey.id).where(false())


def add(db: Session, survey: Survey) -> Survey | None:
    """Remember a round; None when this occurrence is known."""
    names = [column.key for column in Survey.__table__.columns if column.key not in ("id", "partnership_id")]
    id = insert_once(db, Survey, **{name: getattr(survey, name) for name in names})
    return db.get_one(Survey, id) if id is not None else None


def by_id(db: Session, id: int) -> Survey | None:
    return db.get(Survey, id)


def to_open(db: Session, *, until: date) -> Sequence[Survey]:
    """Rounds that are to open on or before that day and have not."""
    waiting = Survey.opened_at.is_(None) & Survey.cancelled_at.is_(None)
    return db.scalars(select(Survey).where(waiting, Survey.opens_on <= until).order_by(Survey.id)).all()


def any_going_on() -> ColumnElement[bool]:
    """Whether a round is open, or waits for its day."""
    return exists(select(Survey.id).where(Survey.closed_at.is_(None), Survey.cancelled_at.is_(None)))


def open_ones(db: Session) -> Sequence[Survey]:
    is_open = Survey.opened_at.is_not(None) & Survey.closed_at.is_(None) & Survey.cancelled_at.is_(None)
    return db.scalars(select(Survey).where(is_open).order_by(Survey.id)).all()


def latest(db: Session, *, limit: int) -> Sequence[Survey]:
    return db.scalars(select(Survey).order_by(Survey.opens_on.desc(), Survey.id.desc()).limit(limit)).all()


@dataclass(frozen=True)
class Running:
    """A round that is not over, with how many were asked and how many have answered."""

    round: Survey
    answered: int
    asked: int


def running(db: Session, *, limit: int) -> tuple[list[Running], int]:
    """Rounds that are on the calendar or open, the latest first; and how many there are."""
    counts = (func.count(case((Invitation.state == ANSWERED, 1))), func.count(Invitation.id))
    query = select(Survey, *counts, func.count().over()).outerjoin(Invitation, Invitation.survey_id == Survey.id)
    query = query.where(Survey.closed_at.is_(None), Survey.cancelled_at.is_(None)).group_by(Survey.id)
    found = db.execute(query.order_by(Survey.opens_on.desc(), Survey.id.desc()).limit(limit)).all()
    return [Running(*row[:3]) for row in found], found[0][3] if found else 0


def concerning(db: Session, person: str, audiences: Sequence[str], *, until: date) -> tuple[list[Survey], list[Survey]]:
    """Open rounds in which somebody was asked and has neither answered nor passed, the first to close first; and those
    that will open up to that day for one of these audiences, or in a channel that they are in. One query."""
    mine = (Invitation.survey_id == Survey.id) & (Invitation.person == person) & (Invitation.state == ASKED)
    rooms = select(literal("channel:") + ChannelPerson.channel).where(ChannelPerson.person == person)
    is_coming = Survey.opened_at.is_(None) & (Survey.opens_on <= until)
    for_them = is_coming & or_(Survey.audience.in_(audiences), Survey.audience.in_(rooms))
    lives = Survey.closed_at.is_(None) & Survey.cancelled_at.is_(None)
    is_asking = Survey.opened_at.is_not(None) & Invitation.id.is_not(None)
    query = select(Survey).outerjoin(Invitation, mine).where(lives, or_(is_asking, for_them))
    found = db.scalars(query.order_by(Survey.closes_on, Survey.id)).all()
    return [row for row in found if row.opened_at], [row for row in found if not row.opened_at]


def earlier(db: Session, survey: Survey, *, limit: int = 12) -> Sequence[Survey]:
    """Closed rounds of the same questions and the same people before this one, oldest first."""
    same = (Survey.set_key == survey.set_key) & (Survey.audience == survey.audience) & Survey.closed_at.is_not(None)
    query = select(Survey).where(same, Survey.id != survey.id, Survey.opens_on <= survey.opens_on)
    return db.scalars(query.order_by(Survey.opens_on.desc(), Survey.id.desc()).limit(limit)).all()[::-1]


def invite(db: Session, survey_id: int, people: Iterable[tuple[str, int | None]]) -> None:
    db.add_all(Invitation(survey_id=survey_id, person=person, partner_id=partner) for person, partner in people)
    db.flush()


def invitation(db: Session, survey_id: int, person: str) -> Invitation | None:
    return db.scalar(select(Invitation).filter_by(survey_id=survey_id, person=person))


def silent(db: Session, survey_id: int) -> Sequence[str]:
    """Who has neither answered nor said that they will not."""
    return db.scalars(select(Invitation.person).filter_by(survey_id=survey_id, state=ASKED)).all()


def asked(db: Session, survey_id: int) -> int:
    return db.scalar(select(func.count(Invitation.id)).filter_by(survey_id=survey_id)) or 0


def answered(db: Session, survey_id: int) -> int:
    return db.scalar(select(func.count(Invitation.id)).filter_by(survey_id=survey_id, state=ANSWERED)) or 0


def participants(db: Session, survey_id: int) -> dict[int | None, int]:
    """How many of each partner answered something."""
    query = select(Invitation.partner_id, func.count()).filter_by(survey_id=survey_id, state=ANSWERED)
    return dict(db.execute(query.group_by(Invitation.partner_id)).all())


def answers(db: Session, survey_id: int) -> Sequence[SurveyAnswer]:
    return db.scalars(select(SurveyAnswer).filter_by(survey_id=survey_id).order_by(SurveyAnswer.id)).all()


def answers_of(db: Session, survey_id: int, token: str) -> Sequence[SurveyAnswer]:
    return db.scalars(select(SurveyAnswer).filter_by(survey_id=survey_id, token=token).order_by(SurveyAnswer.id)).all()


def put(db: Session, answer: SurveyAnswer) -> None:
    """Keep an answer; a second one to the same question takes the place of the first."""
    mine = (
        (SurveyAnswer.survey_id == answer.survey_id)
        & (SurveyAnswer.token == answer.token)
        & (SurveyAnswer.question == answer.question)
    )
    change = update(SurveyAnswer).where(mine).values(reply=answer.reply).execution_options(synchronize_session=False)
    if not db.execute(change).rowcount:  # type: ignore[attr-defined]
        db.add(answer)
        db.flush()


def replace_all(db: Session, survey_id: int, rows: Iterable[SurveyAnswer]) -> None:
    """Write the answers of a round anew, in this order: their numbers tell nothing of who came first."""
    db.execute(delete(SurveyAnswer).where(SurveyAnswer.survey_id == survey_id))
    names = ("survey_id", "token", "question", "reply", "partner_id", "person")
    anew = [{name: getattr(row, name) for name in names} for row in rows]
    if anew:
        db.execute(insert(SurveyAnswer), anew)


def token(survey: Survey, person: str) -> str:
    """What an answer is found by while the round is open. Without the secret nobody can make it from a person."""
    return hmac.new(survey.secret.encode(), person.encode(), sha256).hexdigest()


def take_back(db: Session, survey_id: int, token: str) -> None:
    db.execute(delete(SurveyAnswer).where(SurveyAnswer.survey_id == survey_id, SurveyAnswer.token == token))


def uninvite(db: Session, survey_id: int, person: str) -> None:
    db.execute(delete(Invitation).where(Invitation.survey_id == survey_id, Invitation.person == person))


def show_count(db: Session, id: int, answered: int) -> None:
    db.execute(update(Survey).where(Survey.id == id).values(counted=answered))


def posted(db: Session, id: int, *, post: str, counted: int) -> None:
    db.execute(update(Survey).where(Survey.id == id).values(post=post, counted=counted))


def closed_before(moment: datetime) -> Select[int]:
    return select(Survey.id).where(Survey.closed_at < moment)
