"""Lists of commitments: mine, those made to me, what is open between people, and the partnership's totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select, true
from sqlalchemy.orm import Session

from storage.commitments import KEPT, LET_GO, OPEN, REWORDED, UNDONE, Commitment, CommitmentVersion, made_to, visible_to
from storage.members import Member, partners_of
from storage.partnerships import Partner

MOST = 200  # promises in one list; whoever has more does not read them


@dataclass(frozen=True)
class Totals:
    """Of the whole partnership, or of one partner, without names."""

    made: int
    kept: int
    let_go: int
    renegotiated: int


def own(db: Session, *ids: str) -> Sequence[Commitment]:
    """What a person with these ids has promised and not yet ended, the nearest day first, those without a day last."""
    return _listed(db, Commitment.owner.in_(ids))


def to(db: Session, person: Member) -> Sequence[Commitment]:
    """What others have promised this person, or their partner."""
    return _listed(db, or_(*made_to(person)), Commitment.owner.not_in(person.ids))


@dataclass(frozen=True)
class NearestCommitments:
    """The nearest few of somebody's open promises, and of those made to them, each with how many there are."""

    own: list[tuple[Commitment, str]]  # each with the name of the partner it was made to
    own_count: int
    theirs: list[Commitment]
    theirs_count: int


def nearest(db: Session, person: Member, *, limit: int) -> NearestCommitments:
    """What a page shows of a person's own promises and of those made to them, in one query."""
    is_own = Commitment.owner.in_(person.ids)
    order = (Commitment.due_on.is_(None), Commitment.due_on, Commitment.number)
    rank = func.row_number().over(partition_by=is_own, order_by=order)
    number = func.count().over(partition_by=is_own)
    concerns = (Commitment.state == OPEN, or_(is_own, *made_to(person)))
    ranked = select(Commitment.id, rank.label("rank"), number.label("number")).where(*concerns).subquery()
    query = select(Commitment, Partner.name, ranked.c.number).join(ranked, ranked.c.id == Commitment.id)
    query = query.outerjoin(Partner, Partner.id == Commitment.to_partner_id).where(ranked.c.rank <= limit)
    rows: list[Any] = list(db.execute(query.order_by(*order)).all())
    own = [row for row in rows if row[0].owner in person.ids]
    theirs = [row for row in rows if row[0].owner not in person.ids]
    counts = (own[0][2] if own else 0, theirs[0][2] if theirs else 0)
    return NearestCommitments([(row[0], row[1] or "") for row in own], counts[0], [row[0] for row in theirs], counts[1])


def between(db: Session, people: Sequence[str], *, asked_by: Member) -> Sequence[Commitment]:
    """What is open among these people, as far as the asker may see it."""
    partners = [partner.id for partner in partners_of(db, people).values()]
    among = or_(Commitment.to_person.in_(people), Commitment.to_partner_id.in_(partners))
    return _listed(db, Commitment.owner.in_(people), among, Commitment.id.in_(visible_to(asked_by)))


def nudged(db: Session, person: str, *, on: date | None) -> Sequence[Commitment]:
    """What of theirs was spoken of on that day, ended or not."""
    query = select(Commitment).where(Commitment.owner == person, Commitment.nudged_on == on, Commitment.state != UNDONE)
    order = (Commitment.due_on.is_(None), Commitment.due_on, Commitment.number)
    return db.scalars(query.order_by(*order).limit(MOST)).all()


def by_owner(db: Session, *, since: date, until: date) -> dict[str, list[Commitment]]:
    """Everybody's open promises that are due in these days, or on none."""
    found: dict[str, list[Commitment]] = {}
    for row in db.scalars(select(Commitment).where(*_near(since, until)).order_by(Commitment.number)):
        found.setdefault(row.owner, []).append(row)
    return found


def any_near(since: date, until: date) -> ColumnElement[bool]:
    return exists(select(Commitment.id).where(*_near(since, until)))


def _near(since: date, until: date) -> tuple[ColumnElement[bool], ...]:
    return (Commitment.state == OPEN, or_(Commitment.due_on.is_(None), Commitment.due_on.between(since, until)))


def offered_to(db: Session, person: str) -> Sequence[Commitment]:
    return _listed(db, Commitment.offered_to == person)


def to_partner(db: Session, partner_id: int) -> Sequence[Commitment]:
    """What has been promised to a partner as such."""
    return _listed(db, Commitment.to_partner_id == partner_id)


def first_to_partner(db: Session, partner_id: int, *, limit: int) -> tuple[list[Commitment], int]:
    """The nearest few of these, and how many there are."""
    query = select(Commitment, func.count().over()).where(Commitment.state == OPEN)
    found = db.execute(_in_order(query.where(Commitment.to_partner_id == partner_id)).limit(limit)).all()
    return [row for row, _ in found], found[0][1] if found else 0


def totals(db: Session, *, partner_id: int | None = None) -> Totals:
    """Of everybody, or of the people of one partner."""
    theirs = select(Member.person).where(Member.partner_id == partner_id)
    return _totals(db, Commitment.owner.in_(theirs) if partner_id is not None else true())


def totals_to(db: Session, partner_id: int) -> Totals:
    """Of what was promised to a partner as such."""
    return _totals(db, Commitment.to_partner_id == partner_id)


def _totals(db: Session, which: ColumnElement[bool]) -> Totals:
    moved = select(func.count(CommitmentVersion.commitment_id.distinct())).where(CommitmentVersion.what == REWORDED)
    moved = moved.where(CommitmentVersion.commitment_id.in_(select(Commitment.id).where(which)))
    ended = [func.count(case((Commitment.state == state, 1))) for state in (KEPT, LET_GO)]
    counted = select(func.count(Commitment.id), *ended, moved.scalar_subquery()).where(
        Commitment.state != UNDONE, which
    )
    found: Any = db.execute(counted).one()
    return Totals(made=found[0], kept=found[1], let_go=found[2], renegotiated=found[3])


def partner_names(db: Session, found: Iterable[Commitment]) -> dict[int, str]:
    """What the partners are called to whom these were made, by their row."""
    wanted = {row.to_partner_id for row in found if row.to_partner_id is not None}
    if not wanted:
        return {}
    return dict(db.execute(select(Partner.id, Partner.name).where(Partner.id.in_(wanted))).all())


def _listed(db: Session, *where: ColumnElement[bool]) -> Sequence[Commitment]:
    return db.scalars(_in_order(select(Commitment).where(Commitment.state == OPEN, *where))).all()


def _in_order(query: Any) -> Any:
    """The nearest day first, those without a day last."""
    return query.order_by(Commitment.due_on.is_(None), Commitment.due_on, Commitment.number).limit(MOST)
