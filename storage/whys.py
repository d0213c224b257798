"""Whys: questions that the memory could not answer, who asked, whose knowledge is sought, and what they said."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, Select, UniqueConstraint, exists, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import members, visibility
from storage.channels import Channel, ChannelPerson
from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import FULL, Member
from storage.visibility import EVERYBODY

OPEN, ANSWERED, CLOSED, WITHDRAWN = "open", "answered", "closed", "withdrawn"


class OpenQuestion(Bound, Base):
    """`place` is the channel where it was asked, and bounds whom its words may reach; `channel` whom the answer may."""

    __tablename__ = "open_questions"
    __table_args__ = (UniqueConstraint("partnership_id", "number"), Index(None, "partnership_id", "state"))
    __told__ = policy.Told(240, "Questions that you answered or ended")
    __carried__ = policy.Carried(
        ("asked_at", "question"),
        visible=lambda person: _answered_or_open_to(person),
        of_partner=lambda partner: _explained_by_partner(partner),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    number: Mapped[int]
    question: Mapped[str] = policy.words()
    place: Mapped[str] = policy.place()
    asked_at: Mapped[datetime]
    state: Mapped[str] = policy.code(default=OPEN)
    follows: Mapped[int | None] = mapped_column(default=None)  # the number of one whose answer was not what was meant
    answer: Mapped[str] = policy.words(by="ended_by", default="")
    reason: Mapped[str] = policy.words(by="ended_by", default="")
    source: Mapped[str] = policy.words(
        by="ended_by", default=""
    )  # where it was decided, in their words or as an address
    settled_on: Mapped[date | None] = mapped_column(default=None)  # the day that the answer tells of
    channel: Mapped[str] = policy.place(default=EVERYBODY)
    ended_by: Mapped[str | None] = policy.person(default=None)  # who answered, or closed it
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_because: Mapped[str] = policy.words(by="ended_by", default="")
    told_late_at: Mapped[datetime | None] = mapped_column(default=None)  # that nobody has answered for long

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


def findable(row: OpenQuestion) -> tuple[str, str]:
    """The words by which an answered one is found: title and body."""
    return row.question, "\n".join(filter(None, (row.answer, row.reason)))


def visible_to(person: Member) -> Select[int]:
    """The ids of the answers that a person may see."""
    return select(OpenQuestion.id).where(
        OpenQuestion.state == ANSWERED, visibility.of_person(OpenQuestion.channel, person)
    )


def _answered_or_open_to(person: Member) -> ColumnElement[bool]:
    """Answers that they may see, and open questions from places they may look into. Never who asked."""
    is_open = (OpenQuestion.state == OPEN) & visibility.of_person(OpenQuestion.place, person)
    return or_(OpenQuestion.id.in_(visible_to(person)), is_open)


def _explained_by_partner(partner_id: int) -> ColumnElement[bool]:
    """What its people have explained, where they can still see it."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    here = select(ChannelPerson.channel).where(ChannelPerson.person.in_(people))
    seen = or_(OpenQuestion.channel == EVERYBODY, OpenQuestion.channel.in_(here))
    return (OpenQuestion.state == ANSWERED) & OpenQuestion.id.in_(of_those((), (partner_id,))) & seen


def visible_in(channel: str) -> Select[int]:
    """The ids of the answers that everybody in a channel may see: its own, and those nobody there is shut out of."""
    return select(OpenQuestion.id).where(
        OpenQuestion.state == ANSWERED, visibility.in_channel(OpenQuestion.channel, channel)
    )


def of_those(people: Sequence[str], partners: Sequence[int]) -> Select[int]:
    """The ids of what any of these people has explained, or somebody of these partners."""
    theirs = select(Member.person).where(Member.partner_id.in_(partners))
    return select(OpenQuestion.id).where(or_(OpenQuestion.ended_by.in_(people), OpenQuestion.ended_by.in_(theirs)))


def kept() -> Select[int]:
    """The ids of all answers: for the operator, never for a person in the chat."""
    return select(OpenQuestion.id).where(OpenQuestion.state == ANSWERED)


def of_number(db: Session, number: int, *, for_change: bool = False) -> OpenQuestion | None:
    query = select(OpenQuestion).filter_by(number=number)
    return db.scalar(query.with_for_update() if for_change else query)


def among(db: Session, ids: Sequence[int], allowed: Select[int]) -> list[OpenQuestion]:
    """These, in this order, as far as they are allowed."""
    found = {
        row.id: row
        for row in db.scalars(select(OpenQuestion).where(OpenQuestion.id.in_(ids), OpenQuestion.id.in_(allowed)))
    }
    return [found[id_] for id_ in ids if id_ in found]


def open_to(db: Session, person: Member) -> Sequence[OpenQuestion]:
    """The open questions whose place this person may look into, oldest first."""
    query = select(OpenQuestion).where(OpenQuestion.state == OPEN, visibility.of_person(OpenQuestion.place, person))
    return db.scalars(query.order_by(OpenQuestion.id)).all()


def any_open() -> ColumnElement[bool]:
    return exists(select(OpenQuestion.id).filter_by(state=OPEN))


def every_open(db: Session) -> Sequence[OpenQuestion]:
    """All that are open: for the clock, never for a person."""
    return db.scalars(select(OpenQuestion).filter_by(state=OPEN).order_by(OpenQuestion.id)).all()


def may_look_in(db: Session, channel: str, people: Iterable[Member]) -> dict[str, Member]:
    """Those of these people who may look into a channel."""
    people = list(people)
    if channel == EVERYBODY:
        return {each.person: each for each in people}
    inside = set(db.scalars(select(ChannelPerson.person).filter_by(channel=channel)))
    if db.scalar(select(Channel.id).where(Channel.channel == channel, ~Channel.is_private)) is not None:
        others = members.of_people(db, [each.also for each in people if each.also]).values()
        inside |= {each.person for each in (*people, *others) if each.kind == FULL and each.left_at is None}
    return {each.person: each for each in people if not inside.isdisjoint(each.ids)}
