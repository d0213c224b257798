"""Decisions as remembered: what, why, what else was on the table, who took part, and every earlier wording."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.base import Base, Bound, Key
from storage.channels import Channel, ChannelPerson
from storage.members import FULL, Member


class Decision(Bound, Base):
    """`channel` decides who may see it; `source` is the message it came from, unique so that it is logged once."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("partnership_id", "number"),
        UniqueConstraint("partnership_id", "source"),
        Index(None, "partnership_id", "channel"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    number: Mapped[int]
    text: Mapped[str]
    reason: Mapped[str]
    options: Mapped[str]  # not taken
    channel: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    logged_by: Mapped[str]
    logged_at: Mapped[datetime]
    review_on: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str | None] = mapped_column(default=None)
    source_link: Mapped[str | None] = mapped_column(default=None)
    by_reaction: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    post: Mapped[str | None] = mapped_column(default=None)  # the message that shows it in its channel
    post_link: Mapped[str | None] = mapped_column(default=None)
    withdrawn_by: Mapped[str | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_because: Mapped[str] = mapped_column(default="")
    superseded_by: Mapped[int | None] = mapped_column(default=None)  # the number of the decision that replaced it
    supersedes: Mapped[int | None] = mapped_column(default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)  # taken back at once: its words are gone

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None and self.superseded_by is None and self.undone_at is None


class DecisionPerson(Bound, Base):
    """Somebody who took part, with the partner they were of at that time."""

    __tablename__ = "decision_people"
    __table_args__ = (UniqueConstraint("decision_id", "person"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    person: Mapped[str]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)


class DecisionVersion(Bound, Base):
    """An earlier wording, kept when it was amended."""

    __tablename__ = "decision_versions"
    __table_args__ = (UniqueConstraint("decision_id", "version"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    version: Mapped[int]
    text: Mapped[str]
    reason: Mapped[str]
    options: Mapped[str]
    replaced_by: Mapped[str]  # the person who amended it
    replaced_at: Mapped[datetime]
    review_on: Mapped[date | None] = mapped_column(default=None)


def kept() -> Select[int]:
    """The ids of all decisions: for the operator, never for a person in the chat."""
    return select(Decision.id).where(Decision.undone_at.is_(None))


def visible_to(person: Member) -> Select[int]:
    """The ids of the decisions a person may see: of their own channels, and of public ones for full members.

    Guests and external members cannot open a public channel that they are not in, so they see what is in theirs.
    """
    theirs = select(ChannelPerson.channel).where(ChannelPerson.person == person.person)
    reachable = [Decision.channel.in_(theirs)]
    if person.kind == FULL:
        reachable.append(Decision.channel.in_(select(Channel.channel).where(~Channel.is_private)))
    return select(Decision.id).where(Decision.undone_at.is_(None), or_(*reachable))


def visible_in(channel: str) -> Select[int]:
    """The ids of the decisions that everybody in a channel may see: its own, and those nobody there is shut out of."""
    there, within = aliased(ChannelPerson), aliased(ChannelPerson)  # named apart, or SQL takes one for the other
    full = select(Member.person).where(Member.kind == FULL)
    public = select(Channel.channel).where(~Channel.is_private)
    is_within = select(within.id).where(within.channel == Decision.channel, within.person == there.person)
    may_look_in = there.person.in_(full) & Decision.channel.in_(public)
    known = select(there.id).where(there.channel == channel)
    shut_out = known.where(~is_within.correlate(Decision, there).exists(), ~may_look_in)
    open_to_all = known.exists() & ~shut_out.correlate(Decision).exists()
    return select(Decision.id).where(Decision.undone_at.is_(None), or_(Decision.channel == channel, open_to_all))


def of_number(db: Session, number: int) -> Decision | None:
    return db.scalar(select(Decision).filter_by(number=number))


def of_numbers(db: Session, numbers: Iterable[int]) -> Sequence[Decision]:
    return db.scalars(select(Decision).where(Decision.number.in_(list(numbers)))).all()


def of_source(db: Session, source: str) -> Decision | None:
    return db.scalar(select(Decision).filter_by(source=source))


def among(db: Session, ids: Sequence[int], allowed: Select[int]) -> list[Decision]:
    """These decisions, in this order, as far as they are allowed."""
    query = select(Decision).where(Decision.id.in_(ids), Decision.id.in_(allowed))
    found = {decision.id: decision for decision in db.scalars(query)}
    return [found[id_] for id_ in ids if id_ in found]


def latest(db: Session, allowed: Select[int], *, limit: int) -> Sequence[Decision]:
    query = select(Decision).where(Decision.id.in_(allowed))
    return db.scalars(query.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(limit)).all()


def people_of(db: Session, decision_ids: Iterable[int]) -> dict[int, list[DecisionPerson]]:
    """Who took part, by decision."""
    people: dict[int, list[DecisionPerson]] = {id_: [] for id_ in decision_ids}
    query = select(DecisionPerson).where(DecisionPerson.decision_id.in_(list(people)))
    for row in db.scalars(query.order_by(DecisionPerson.id)):
        people[row.decision_id].append(row)
    return people


def versions_of(db: Session, decision_id: int) -> Sequence[DecisionVersion]:
    return db.scalars(
        select(DecisionVersion).filter_by(decision_id=decision_id).order_by(DecisionVersion.version)
    ).all()


def follow_channel(db: Session, old: str, new: str) -> None:
    """A channel's id changed: its decisions stay its own."""
    db.execute(update(Decision).where(Decision.channel == old).values(channel=new))


def note_post(db: Session, decision_id: int, *, post: str, link: str) -> None:
    where = update(Decision).where(Decision.id == decision_id).execution_options(synchronize_session=False)
    db.execute(where.values(post=post, post_link=link))
