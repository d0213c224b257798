"""Memberships: who was of which partner, and who spoke for it, from when to when, and how that came to be."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key, insert_all

MEMBER, REPRESENTATIVE, DEPUTY = "member", "representative", "deputy"

SAID = "said"
"""Somebody said so; that wins over whatever could be deduced. Else `because` names the mark: "domain:salt.example"."""


class Membership(Bound, Base):
    """Somebody in a role at a partner. `until` is None while it lasts; `by` is empty where nobody said so."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "partnership_id", "person"), Index(None, "partner_id", "role"))
    __told__ = policy.Told(60, "Of which partner you were")
    __carried__ = policy.Carried(("person", "partner_id", "role", "since"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    person: Mapped[str] = policy.person()
    partner_id: Mapped[int] = mapped_column(ForeignKey("partners.id"))
    role: Mapped[str] = policy.code()
    since: Mapped[datetime]
    because: Mapped[str] = policy.code()
    by: Mapped[str] = policy.person(default="")
    until: Mapped[datetime | None] = mapped_column(default=None)


def change(
    db: Session, changed: Mapping[str, int | None], reasons: Mapping[str, str], *, by: str = "", at: datetime
) -> None:
    """From now on these people are of these partners (None: of none), by person; what was before ends."""
    people = list(changed)
    ending = (Membership.role == MEMBER) & Membership.until.is_(None) & Membership.person.in_(people)
    db.execute(update(Membership).where(ending).values(until=at).execution_options(synchronize_session=False))
    begun = [
        {"person": who, "partner_id": partner, "because": reasons[who]} for who, partner in changed.items() if partner
    ]
    insert_all(db, Membership, begun, role=MEMBER, since=at, by=by, until=None)


def speak(db: Session, partner_id: int, role: str, person: str | None, *, by: str, at: datetime) -> bool:
    """From now on this person has the role, or nobody; False when it was so already."""
    holds = (Membership.partner_id == partner_id) & (Membership.role == role) & Membership.until.is_(None)
    held = db.scalars(select(Membership.person).where(holds)).all()
    if list(held) == ([person] if person else []):
        return False
    db.execute(update(Membership).where(holds).values(until=at).execution_options(synchronize_session=False))
    if person:
        fresh = {"person": person, "partner_id": partner_id, "role": role, "since": at, "because": SAID, "by": by}
        insert_all(db, Membership, [{**fresh, "until": None}])
    return True


def of_person(db: Session, person: str) -> Sequence[Membership]:
    """Everything they were, oldest first."""
    return db.scalars(select(Membership).filter_by(person=person).order_by(Membership.since, Membership.id)).all()


def of_partner(db: Session, partner_id: int) -> Sequence[Membership]:
    query = select(Membership).filter_by(partner_id=partner_id)
    return db.scalars(query.order_by(Membership.since, Membership.id)).all()
