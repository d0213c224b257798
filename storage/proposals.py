"""Proposals: what an import found in people's talk, which is no record until somebody accepts it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage import visibility
from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import Member

PENDING, ACCEPTED, DECLINED = "pending", "accepted", "declined"


class Proposal(Bound, Base):
    """A decision or a commitment that somebody seems to have made. No search finds it; `channel`: who sees it."""

    __tablename__ = "import_candidates"
    __table_args__ = (UniqueConstraint("partnership_id", "source"), Index(None, "partnership_id", "state", "channel"))
    __told__ = policy.Told(300, "What an import found")
    __carried__ = policy.IN_ITS_OWN_FORM

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    kind: Mapped[str] = policy.code()  # "decision" or "commitment"
    text: Mapped[str] = policy.words()
    reason: Mapped[str] = policy.words()
    options: Mapped[str] = policy.words()
    context: Mapped[str] = policy.words(untold=True)  # what was said just before
    people: Mapped[str] = policy.people(untold=True)  # chat ids and said names, one a line; the first said it
    said_at: Mapped[datetime]
    channel: Mapped[str] = policy.place()
    source: Mapped[str] = policy.source()  # the message or the line it comes from
    imported_from: Mapped[str] = policy.words()
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("imports.id", ondelete="SET NULL"), index=True, default=None
    )
    due_on: Mapped[date | None] = mapped_column(default=None)
    source_link: Mapped[str | None] = policy.link(default=None)
    state: Mapped[str] = policy.code(default=PENDING)
    settled_by: Mapped[str | None] = policy.person(default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    decision_id: Mapped[int | None] = mapped_column(
        ForeignKey("decisions.id", ondelete="SET NULL"), index=True, default=None
    )
    commitment_id: Mapped[int | None] = mapped_column(
        ForeignKey("commitments.id", ondelete="SET NULL"), index=True, default=None
    )


def waiting(db: Session, person: Member, *, kind: str | None = None, after: int = 0, limit: int = 10) -> list[Proposal]:
    """What this person may see and nobody has settled, oldest find first; `after` is the last id of the page before."""
    query = select(Proposal).where(Proposal.state == PENDING, Proposal.id > after, _visible_to(person))
    if kind is not None:
        query = query.where(Proposal.kind == kind)
    return list(db.scalars(query.order_by(Proposal.id).limit(limit)))


def to_settle(db: Session, ids: Iterable[int], person: Member) -> list[Proposal]:
    """Those of these that still wait and that this person may see, locked until the transaction ends."""
    query = select(Proposal).where(Proposal.id.in_(list(ids)), Proposal.state == PENDING, _visible_to(person))
    return list(db.scalars(query.order_by(Proposal.id).with_for_update()))


def waiting_counts(db: Session, person: Member, *, import_id: int | None = None) -> dict[str, int]:
    """How many of each kind wait that this person may see; of one import, or of all."""
    query = select(Proposal.kind, func.count()).where(Proposal.state == PENDING, _visible_to(person))
    if import_id is not None:
        query = query.where(Proposal.import_id == import_id)
    return dict(db.execute(query.group_by(Proposal.kind)).all())


def counts(db: Session, import_id: int) -> dict[str, int]:
    """How many of an import's proposals are in each state."""
    query = select(Proposal.state, func.count()).filter_by(import_id=import_id).group_by(Proposal.state)
    return dict(db.execute(query).all())


def ids_by_source(db: Session, sources: Sequence[str]) -> dict[str, int]:
    return dict(db.execute(select(Proposal.source, Proposal.id).where(Proposal.source.in_(sources))).all())


def known(db: Session, sources: Sequence[str]) -> set[str]:
    return set(db.scalars(select(Proposal.source).where(Proposal.source.in_(sources))))


def forget_unaccepted(db: Session, ids: Sequence[int]) -> Sequence[int]:
    """Remove those that nobody accepted, and those whose decision or promise is gone; their ids."""
    is_gone = Proposal.decision_id.is_(None) & Proposal.commitment_id.is_(None)
    which = Proposal.id.in_(ids), (Proposal.state != ACCEPTED) | is_gone
    gone = db.scalars(select(Proposal.id).where(*which)).all()
    db.execute(delete(Proposal).where(*which).execution_options(synchronize_session=False))
    return gone


def _visible_to(person: Member) -> ColumnElement[bool]:
    return visibility.of_person(Proposal.channel, person)
