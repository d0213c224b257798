"""What an export holds: everything, for whoever runs the database; or what one partner took part in and may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.carriage.found import batches
from bot.errors import Refusal
from storage import decisions, partnerships
from storage.decisions import Decision
from storage.members import Member
from storage.partnerships import Partner, Partnership

AT_ONCE = 500  # decisions in memory at a time


@dataclass(frozen=True)
class Contents:
    """`partner` is None when it is everything."""

    own: Partnership
    partner: Partner | None = None

    @property
    def decisions(self) -> Select[int]:
        return decisions.kept() if self.partner is None else decisions.of_partner(self.partner.id)


def chosen(db: Session, partner: str | None) -> Contents:
    """Raises Refusal when there is no partner of this name, or more than one."""
    own = partnerships.own(db)
    if partner is None:
        return Contents(own)
    every = db.scalars(select(Partner).order_by(Partner.name, Partner.known_by)).all()
    called_so = [each for each in every if partner.casefold() in (each.name.casefold(), each.known_by.casefold())]
    if len(called_so) != 1:
        names = ", ".join(f"“{each.name}” ({each.known_by})" for each in every) or "none yet"
        raise Refusal(f"Which partner? I know {names}. What stands in brackets is never mistaken.")
    return Contents(own, called_so[0])


def pages(db: Session, contents: Contents) -> Iterator[list[Decision]]:
    """The decisions in the order of their numbers, some at a time; those before are forgotten by the session."""
    numbers = db.scalars(select(Decision.number).where(Decision.id.in_(contents.decisions).is_(True))).all()
    for page in batches(sorted(numbers), AT_ONCE):
        yield sorted(decisions.of_numbers(db, page), key=lambda row: row.number)
        db.expunge_all()


def names(db: Session) -> dict[str, str]:
    """What every member is called, by chat id."""
    return dict(db.execute(select(Member.person, Member.name).order_by(Member.id)).all())
