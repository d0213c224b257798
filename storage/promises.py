"""Lists of commitments: mine, those made to me, what is open between people, and the partnership's totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from storage.commitments import (
    KEPT,
    LET_GO,
    OPEN,
    REWORDED,
    UNDONE,
    Commitment,
    CommitmentVersion,
    made_to,
    visible_to,
)
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
    near = or_(Commitment.due_on.is_(None), Commitment.due_on.between(since, until))
    found: dict[str, list[Commitment]] = {}
    for row in db.scalars(select(Commitment).where(Commitment.state == OPEN, near).order_by(Commitment.number)):
        found.setdefault(row.owner, []).append(row)
    return found


def offered_to(db: Session, person: str) -> Sequence[Commitment]:
    return _listed(db, Commitment.offered_to == person)


def to_partner(db: Session, partner_id: int) -> Sequence[Commitment]:
    """What has been promised to a partner as such."""
    return _listed(db, Commitment.to_partner_id == partner_id)


def totals(db: Session, *, partner_id: int | None = None) -> Totals:
    """Of everybody, or of the people of one partner."""
    theirs = select(Member.person).where(Member.partner_id == partner_id)
    whose = Commitment.owner.in_(theirs) if partner_id is not None else true()
    counted = select(Commitment.state, func.count()).where(Commitment.state != UNDONE, whose)
    by_state: dict[str, int] = dict(db.execute(counted.group_by(Commitment.state)).all())
    moved = select(func.count(CommitmentVersion.commitment_id.distinct())).where(CommitmentVersion.what == REWORDED)
    moved = moved.where(CommitmentVersion.commitment_id.in_(select(Commitment.id).where(whose)))
    return Totals(
        made=sum(by_state.values()),
        kept=by_state.get(KEPT, 0),
        let_go=by_state.get(LET_GO, 0),
        renegotiated=db.scalar(moved) or 0,
    )


def partner_names(db: Session, found: Iterable[Commitment]) -> dict[int, str]:
    """What the partners are called to whom these were made, by their row."""
    wanted = {row.to_partner_id for row in found if row.to_partner_id is not None}
    if not wanted:
        return {}
    return dict(db.execute(select(Partner.id, Partner.name).where(Partner.id.in_(wanted))).all())


def _listed(db: Session, *where: ColumnElement[bool]) -> Sequence[Commitment]:
    query = select(Commitment).where(Commitment.state == OPEN, *where)
    order = (Commitment.due_on.is_(None), Commitment.due_on, Commitment.number)
    return db.scalars(query.order_by(*order).limit(MOST)).all()
