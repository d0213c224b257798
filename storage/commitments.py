"""Commitments as remembered: who promised what, to whom, until when, and every earlier wording, day and owner."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, and_, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import visibility
from storage.channels import ChannelPerson
from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import Member

OPEN, KEPT, LET_GO, UNDONE = "open", "kept", "let go", "undone"
"""Undone: taken back at once, as if it had never been; its words are gone."""

NOBODY, PERSON, PARTNER, ALL = "nobody", "person", "partner", "all"
"""To whom it was made. Nobody: said to nobody in particular, and so its owner's alone."""

REWORDED, HANDED_OVER = "renegotiated", "handed over"


class Commitment(Bound, Base):
    """`channel` is where it was said, None in private; `source` the message it was, unique so that it is kept once."""

    __tablename__ = "commitments"
    __table_args__ = (
        UniqueConstraint("partnership_id", "number"),
        UniqueConstraint("partnership_id", "source"),
        Index(None, "partnership_id", "owner", "state"),
        Index(None, "partnership_id", "to_person", "state"),
    )
    __told__ = policy.Told(220, "Promises")
    __carried__ = policy.Carried(
        ("made_at", "recorded_at", "source"),  # which no later change touches
        visible=lambda person: Commitment.id.in_(visible_to(person)),
        of_partner=lambda partner: _shown_to_partner(partner),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    number: Mapped[int]
    text: Mapped[str] = policy.words(by="owner")
    owner: Mapped[str] = policy.person()
    made_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when it was recorded, or last got a new day, new words, a new owner
    changed_by: Mapped[str] = policy.person()
    made_to: Mapped[str] = policy.code(default=NOBODY)
    to_person: Mapped[str | None] = policy.person(default=None)
    to_partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"), default=None)
    due_on: Mapped[date | None] = mapped_column(default=None)
    channel: Mapped[str | None] = policy.place(default=None)
    source: Mapped[str | None] = policy.source(default=None)
    source_link: Mapped[str | None] = policy.link(default=None)
    decision: Mapped[int | None] = mapped_column(default=None)  # the number of the decision it follows from
    by_reaction: Mapped[bool] = mapped_column(default=False)
    is_shown: Mapped[bool] = mapped_column(default=False)  # its owner lets its channel see it
    post: Mapped[str | None] = policy.code(default=None)  # the message that shows it there
    post_link: Mapped[str | None] = policy.link(default=None)
    state: Mapped[str] = policy.code(default=OPEN)
    version: Mapped[int] = mapped_column(default=1)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_because: Mapped[str] = policy.words(by="owner", default="")
    offered_to: Mapped[str | None] = policy.person(default=None)  # may take it over; until then the owner stays
    offered_at: Mapped[datetime | None] = mapped_column(default=None)
    asked_by: Mapped[str | None] = policy.person(default=None)  # who asked last how it stands
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    nudged_on: Mapped[date | None] = mapped_column(default=None)  # the owner's day on which we last spoke of it

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


class CommitmentVersion(Bound, Base):
    """What it was before a change: its words, its day, its owner."""

    __tablename__ = "commitment_versions"
    __table_args__ = (UniqueConstraint("commitment_id", "version"),)
    __told__ = policy.Told(230, "Earlier wordings of promises")
    __carried__ = policy.Carried(
        ("commitment_id", "version"),
        visible=lambda person: CommitmentVersion.commitment_id.in_(visible_to(person)),
        of_partner=lambda partner: CommitmentVersion.commitment_id.in_(
            select(Commitment.id).where(_shown_to_partner(partner))
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id", ondelete="CASCADE"))
    version: Mapped[int]
    what: Mapped[str] = policy.code()  # REWORDED or HANDED_OVER
    text: Mapped[str] = policy.words(by="owner")
    owner: Mapped[str] = policy.person()
    replaced_by: Mapped[str] = policy.person()  # the person who changed it
    replaced_at: Mapped[datetime]
    due_on: Mapped[date | None] = mapped_column(default=None)


def findable(row: Commitment) -> tuple[str, str]:
    """The words by which a promise is found: title and body."""
    return row.text, "\n".join(filter(None, (row.ended_because, "Promised.")))


def kept() -> Select[int]:
    """The ids of all promises: for the operator, never for a person in the chat."""
    return select(Commitment.id).where(Commitment.state != UNDONE)


def visible_to(person: Member) -> Select[int]:
    """The ids of the promises a person may see: their own, those made to them, and those shown where they are."""
    theirs = Commitment.channel.in_(visibility.channels_of(person))
    reachable = [
        *made_to(person),
        Commitment.owner.in_(person.ids),
        Commitment.offered_to.in_(person.ids),
        Commitment.is_shown & visibility.of_person(Commitment.channel, person),
        and_(Commitment.made_to == ALL, or_(Commitment.channel.is_(None), theirs)),
    ]
    return kept().where(or_(*reachable))


def _shown_to_partner(partner_id: int) -> ColumnElement[bool]:
    """What was promised to it, and what its people let be seen. What somebody keeps for themselves stays theirs."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    open_to_all = Commitment.is_shown | (Commitment.made_to == ALL)
    here = select(ChannelPerson.channel).where(ChannelPerson.person.in_(people))
    seen = or_(Commitment.channel.is_(None), Commitment.channel.in_(here))
    return or_(Commitment.to_partner_id == partner_id, Commitment.owner.in_(people) & open_to_all & seen)


def visible_in(channel: str) -> Select[int]:
    """The ids of the promises that everybody in a channel may see: those shown there, and those made to them all."""
    of_all = or_(Commitment.channel.is_(None), visibility.within(Commitment.channel, channel))
    is_shown = Commitment.is_shown & visibility.in_channel(Commitment.channel, channel)
    return kept().where(or_(is_shown, and_(Commitment.made_to == ALL, of_all)))


def of_those(people: Sequence[str], partners: Sequence[int]) -> Select[int]:
    """The ids of what any of these people, or people of these partners, promised or were promised."""
    theirs = select(Member.person).where(Member.partner_id.in_(partners))
    named = [Commitment.owner.in_(people), Commitment.to_person.in_(people)]
    return select(Commitment.id).where(
        or_(*named, Commitment.to_partner_id.in_(partners), Commitment.owner.in_(theirs))
    )


def made_to(person: Member) -> list[ColumnElement[bool]]:
    """What makes a promise one made to this person: by name, or to their partner."""
    by_name = Commitment.to_person.in_(person.ids)
    return [by_name] if person.partner_id is None else [by_name, Commitment.to_partner_id == person.partner_id]


def of_number(db: Session, number: int, *, for_change: bool = False) -> Commitment | None:
    query = select(Commitment).filter_by(number=number)
    return db.scalar(query.with_for_update() if for_change else query)


def of_source(db: Session, source: str) -> Commitment | None:
    return db.scalar(select(Commitment).filter_by(source=source))


def kept_sources(db: Session, sources: Sequence[str]) -> set[str]:
    """Those of these messages that are promises already."""
    found = db.scalars(select(Commitment.source).where(Commitment.source.in_(sources)))
    return {source for source in found if source is not None}


def among(db: Session, ids: Iterable[int], allowed: Select[int]) -> Sequence[Commitment]:
    """These promises as far as they are allowed."""
    return db.scalars(select(Commitment).where(Commitment.id.in_(list(ids)), Commitment.id.in_(allowed))).all()


def versions_of(db: Session, commitment_id: int) -> Sequence[CommitmentVersion]:
    """What it was before, oldest first."""
    query = select(CommitmentVersion).filter_by(commitment_id=commitment_id)
    return db.scalars(query.order_by(CommitmentVersion.version)).all()


def note_post(db: Session, commitment_id: int, *, post: str | None, link: str | None) -> None:
    where = update(Commitment).where(Commitment.id == commitment_id).execution_options(synchronize_session=False)
    db.execute(where.values(post=post, post_link=link))
