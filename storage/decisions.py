"""Decisions as remembered: what, why, what else was on the table, who took part, and every earlier wording."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import visibility
from storage.channels import Channel, ChannelPerson
from storage.db import policy
from storage.db.base import Base, Bound, Key, change_one
from storage.members import BOT, FULL, Member, Viewer
from storage.partnerships import Partner
from storage.visibility import EVERYBODY as EVERYBODY


class Decision(Bound, Base):
    """`channel` decides who may see it; `source` is the message it came from, unique so that it is logged once."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("partnership_id", "number"),
        UniqueConstraint("partnership_id", "source"),
        Index(None, "partnership_id", "channel", "undone_at"),  # who may see what is told without reading the rows
        Index(None, "partnership_id", "review_on"),
    )
    __told__ = policy.Told(130, "Decisions")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    number: Mapped[int]
    text: Mapped[str] = policy.words()
    reason: Mapped[str] = policy.words()
    options: Mapped[str] = policy.words()  # not taken
    channel: Mapped[str] = policy.place()
    decided_by: Mapped[str] = policy.person()
    decided_at: Mapped[datetime]
    logged_by: Mapped[str] = policy.person()
    logged_at: Mapped[datetime]
    review_on: Mapped[date | None] = mapped_column(default=None)
    source: Mapped[str | None] = policy.source(default=None)
    source_link: Mapped[str | None] = policy.link(default=None)
    by_reaction: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    post: Mapped[str | None] = policy.code(default=None)  # the message that shows it in its channel
    post_link: Mapped[str | None] = policy.link(default=None)
    withdrawn_by: Mapped[str | None] = policy.person(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_because: Mapped[str] = policy.words(default="")
    superseded_by: Mapped[int | None] = mapped_column(default=None)  # the number of the decision that replaced it
    supersedes: Mapped[int | None] = mapped_column(default=None)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)  # taken back at once: its words are gone
    imported_from: Mapped[str | None] = policy.words(default=None)  # "decisions.csv, line 12"
    owner: Mapped[str | None] = policy.person(default=None)  # who looks after it; None: whoever decided
    offered_to: Mapped[str | None] = policy.person(default=None)  # who was asked to look after it, until they answer
    expected: Mapped[str] = policy.words(default="")  # of it, when it was made
    last_confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    last_confirmed_by: Mapped[str | None] = policy.person(default=None)

    @property
    def looked_after_by(self) -> str:
        return self.owner or self.decided_by

    @property
    def words(self) -> tuple[str, str, str, str]:
        return self.text, self.reason, self.options, self.withdrawn_because

    @property
    def in_force(self) -> bool:
        return self.withdrawn_at is None and self.superseded_by is None and self.undone_at is None


class DecisionPerson(Bound, Base):
    """Somebody who took part, with the partner they were of at that time."""

    __tablename__ = "decision_people"
    __table_args__ = (UniqueConstraint("decision_id", "person"),)
    __told__ = policy.Told(140, "Decisions that you took part in")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    person: Mapped[str] = policy.person()
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)


class DecisionVersion(Bound, Base):
    """An earlier wording, kept when it was amended."""

    __tablename__ = "decision_versions"
    __table_args__ = (UniqueConstraint("decision_id", "version"),)
    __told__ = policy.Told(150, "Wordings that you replaced")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    version: Mapped[int]
    text: Mapped[str] = policy.words()
    reason: Mapped[str] = policy.words()
    options: Mapped[str] = policy.words()
    replaced_by: Mapped[str] = policy.person()  # the person who amended it
    replaced_at: Mapped[datetime]
    review_on: Mapped[date | None] = mapped_column(default=None)
    expected: Mapped[str] = policy.words(default="")


def findable(
    text: str, reason: str, options: str, withdrawn_because: str = "", *, learned: Iterable[str] = ()
) -> tuple[str, str]:
    """The words by which a decision is found: title and body. `learned`: what was expected, and what came of it."""
    return text, "\n".join(filter(None, (reason, options, withdrawn_because, *learned)))


def kept() -> Select[int]:
    """The ids of all decisions: for the operator, never for a person in the chat."""
    return select(Decision.id).where(Decision.undone_at.is_(None))


def visible_to(person: Member) -> Select[int]:
    """The ids of the decisions a person may see: those whose channel they may look into."""
    return _visible_to(Viewer(person.person, person.kind, person.also))


@lru_cache(maxsize=256)
def _visible_to(person: Viewer) -> Select[int]:
    return kept().where(visibility.of_person(Decision.channel, person))


def of_partner(partner_id: int) -> Select[int]:
    """The ids of the decisions that a partner took part in, and that somebody of it may see today."""
    here = select(Member).where(Member.partner_id == partner_id, Member.left_at.is_(None), Member.kind != BOT)
    theirs = select(ChannelPerson.channel).where(ChannelPerson.person.in_(here.with_only_columns(Member.person)))
    is_full = here.with_only_columns(Member.id).where(Member.kind == FULL).exists()
    public = Decision.channel.in_(select(Channel.channel).where(~Channel.is_private)) & is_full
    people = select(Member.person).where(Member.partner_id == partner_id)
    of_it = (DecisionPerson.partner_id == partner_id) | (
        DecisionPerson.partner_id.is_(None) & DecisionPerson.person.in_(people)
    )
    took_part = Decision.id.in_(select(DecisionPerson.decision_id).where(of_it))
    may_see = or_(Decision.channel == EVERYBODY, Decision.channel.in_(theirs), public)
    return select(Decision.id).where(Decision.undone_at.is_(None), took_part, may_see)


def visible_in(channel: str) -> Select[int]:
    """The ids of the decisions that everybody in a channel may see."""
    return kept().where(visibility.in_channel(Decision.channel, channel))


def of_those(people: Sequence[str], partners: Sequence[int]) -> Select[int]:
    """The ids of the decisions in which any of these people or partners took part."""
    took_part = DecisionPerson.person.in_(people) | DecisionPerson.partner_id.in_(partners)
    return select(DecisionPerson.decision_id).where(took_part)


def of_number(db: Session, number: int) -> Decision | None:
    return db.scalar(select(Decision).filter_by(number=number))


def ids_by_number(db: Session, numbers: Iterable[int]) -> dict[int, int]:
    return dict(db.execute(select(Decision.number, Decision.id).where(Decision.number.in_(list(numbers)))).all())


def of_numbers(db: Session, numbers: Iterable[int]) -> Sequence[Decision]:
    return db.scalars(select(Decision).where(Decision.number.in_(list(numbers)))).all()


def by_ids(db: Session, ids: Iterable[int]) -> dict[int, Decision]:
    return {row.id: row for row in db.scalars(select(Decision).where(Decision.id.in_(list(ids))))}


def of_source(db: Session, source: str) -> Decision | None:
    return db.scalar(select(Decision).filter_by(source=source))


def among(db: Session, ids: Sequence[int], allowed: Select[int]) -> list[Decision]:
    """These decisions, in this order, as far as they are allowed."""
    query = allowed.with_only_columns(Decision).where(Decision.id.in_(ids))
    found = {decision.id: decision for decision in db.scalars(query)}
    return [found[id_] for id_ in ids if id_ in found]


def latest(db: Session, allowed: Select[int], *, limit: int) -> Sequence[Decision]:
    query = select(Decision).where(Decision.id.in_(allowed))
    return db.scalars(query.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(limit)).all()


def latest_with_partners(db: Session, allowed: Select[int], *, limit: int) -> list[tuple[Decision, tuple[str, ...]]]:
    """The latest, each with the names of the partners that took part, whoever decided first. One query."""
    some = allowed.order_by(Decision.decided_at.desc(), Decision.id.desc()).limit(limit)
    query = select(Decision, Partner.name).outerjoin(DecisionPerson, DecisionPerson.decision_id == Decision.id)
    query = query.outerjoin(Partner, Partner.id == DecisionPerson.partner_id).where(Decision.id.in_(some))
    who_first = (DecisionPerson.person != Decision.decided_by, DecisionPerson.id)
    found: dict[int, tuple[Decision, dict[str, None]]] = {}
    for row, name in db.execute(query.order_by(Decision.decided_at.desc(), Decision.id.desc(), *who_first)):
        found.setdefault(row.id, (row, {}))[1].update({name: None} if name else {})
    return [(row, tuple(names)) for row, names in found.values()]


def people_of(db: Session, decision_ids: Iterable[int]) -> dict[int, list[DecisionPerson]]:
    """Who took part, by decision."""
    people: dict[int, list[DecisionPerson]] = {id_: [] for id_ in decision_ids}
    query = select(DecisionPerson).where(DecisionPerson.decision_id.in_(list(people)))
    for row in db.scalars(query.order_by(DecisionPerson.id)):
        people[row.decision_id].append(row)
    return people


def partners_by_person(db: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, int | None]]]:
    """Who took part with the partner they were of, by decision; without making a row of each, for there are many."""
    found: dict[int, list[tuple[str, int | None]]] = {id_: [] for id_ in ids}
    query = select(DecisionPerson.decision_id, DecisionPerson.person, DecisionPerson.partner_id)
    for id_, who, partner in db.execute(query.where(DecisionPerson.decision_id.in_(ids)).order_by(DecisionPerson.id)):
        found[id_].append((who, partner))
    return found


def versions_of(db: Session, decision_id: int) -> Sequence[DecisionVersion]:
    return db.scalars(
        select(DecisionVersion).filter_by(decision_id=decision_id).order_by(DecisionVersion.version)
    ).all()


def versions_of_all(db: Session, ids: Sequence[int]) -> dict[int, list[DecisionVersion]]:
    """Every earlier wording, by decision."""
    found: dict[int, list[DecisionVersion]] = {id_: [] for id_ in ids}
    query = select(DecisionVersion).where(DecisionVersion.decision_id.in_(ids)).order_by(DecisionVersion.version)
    for row in db.scalars(query):
        found[row.decision_id].append(row)
    return found


def kept_sources(db: Session, sources: Sequence[str]) -> set[str]:
    """Those of these messages that are in the memory already."""
    return set(db.scalars(select(Decision.source).where(Decision.source.in_(sources))))


def remove(db: Session, ids: Sequence[int]) -> None:
    """As if they had never been here, with their people and versions; what they replaced applies again."""
    gone = db.scalars(select(Decision.number).where(Decision.id.in_(ids))).all()
    for column in (Decision.superseded_by, Decision.supersedes):
        db.execute(update(Decision).where(column.in_(gone)).values({column: None}))
    db.execute(delete(Decision).where(Decision.id.in_(ids)).execution_options(synchronize_session=False))


def note_post(db: Session, decision_id: int, *, post: str, link: str) -> None:
    change_one(db, Decision, {"id": decision_id}, post=post, post_link=link)
