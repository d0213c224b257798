"""Offers to remember something that was noticed: when, to whom, and what they answered. Never what was said."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Index, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import Member


class Suggestion(Bound, Base):
    """`was_right` is None until the person has answered."""

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "partnership_id", "person", "at"), Index(None, "partnership_id", "channel", "kind"))
    __told__ = policy.Told(290, "What I offered to keep for you")
    __carried__ = policy.Carried(("channel", "person", "kind", "at"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    channel: Mapped[str] = policy.place()
    person: Mapped[str] = policy.person(goes=True)
    kind: Mapped[str] = policy.code()  # what it was taken for: "commitment" or "decision"
    at: Mapped[datetime]
    rules: Mapped[str] = policy.code()  # the names of the rules that spoke, a line each
    was_right: Mapped[bool | None] = mapped_column(default=None)


def moments(db: Session, person: str, *, since: datetime) -> Sequence[datetime]:
    """When this person was offered something, oldest first. Two at once wait for one another."""
    db.execute(select(Member.id).where(Member.person == person).with_for_update())
    return db.scalars(
        select(Suggestion.at).where(Suggestion.person == person, Suggestion.at >= since).order_by(Suggestion.at)
    ).all()


def add(db: Session, channel: str, person: str, kind: str, rules: Iterable[str], *, at: datetime) -> int:
    """Note that something is offered; gives its number, for the answer."""
    offer = Suggestion(channel=channel, person=person, kind=kind, rules="\n".join(rules), at=at)
    db.add(offer)
    db.flush()
    return offer.id


def answered(db: Session, channel: str, kind: str) -> Sequence[tuple[tuple[str, ...], bool]]:
    """What people of a channel have answered so far: the rules that had spoken, and whether they were right."""
    query = select(Suggestion.rules, Suggestion.was_right).where(Suggestion.channel == channel, Suggestion.kind == kind)
    found = db.execute(query.where(Suggestion.was_right.is_not(None)).order_by(Suggestion.id))
    return [(tuple(rules.split("\n")), bool(right)) for rules, right in found]


def answer(db: Session, offer_id: int, *, person: str, was_right: bool) -> None:
    """Keep what the person who was asked has answered."""
    theirs = update(Suggestion).where(Suggestion.id == offer_id, Suggestion.person == person)
    db.execute(theirs.values(was_right=was_right).execution_options(synchronize_session=False))
