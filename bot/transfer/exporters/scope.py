"""What an export holds: everything, for whoever runs the database; or what one partner took part in and may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.transfer.importers.found import batches
from storage import decisions, partnerships
from storage.decisions import Decision
from storage.members import Member
from storage.partnerships import Partner, Partnership

AT_ONCE = 500  # decisions in memory at a time


@dataclass(frozen=True)
class ExportScope:
    """Everything; or one partner's part; or, with `person`, as far as they may see it, of one channel or of all."""

    own: Partnership
    partner: Partner | None = None
    person: Member | None = None
    channel: str | None = None

    @property
    def is_everything(self) -> bool:
        return self.partner is None and self.person is None

    @property
    def decisions(self) -> Select[int]:
        theirs = decisions.kept() if self.partner is None else decisions.of_partner(self.partner.id)
        if self.person is not None:
            theirs = theirs.where(Decision.id.in_(decisions.visible_to(self.person)))
        return theirs if self.channel is None else theirs.where(Decision.channel == self.channel)

    @property
    def scope(self) -> str:
        """In a word or two, for the head of the file."""
        whose = self.partner.name if self.partner else "everything"
        whose = f"channel {self.channel}" if self.channel else whose
        return f"{whose}, as far as {self.person.name} may see it" if self.person else whose


def chosen(db: Session, partner: str | None) -> ExportScope:
    """Raises Refusal when there is no partner of this name, or more than one."""
    own = partnerships.own(db)
    if partner is None:
        return ExportScope(own)
    every = db.scalars(select(Partner).order_by(Partner.name, Partner.known_by)).all()
    called_so = [each for each in every if partner.casefold() in (each.name.casefold(), each.known_by.casefold())]
    if len(called_so) != 1:
        names = ", ".join(f"“{each.name}” ({each.known_by})" for each in every) or "none yet"
        raise Refusal(f"Which partner? I know {names}. What stands in brackets is never mistaken.")
    return ExportScope(own, called_so[0])


def asked(db: Session, scope: str, person: Member) -> ExportScope:
    """What somebody asked for in the chat, as far as they may see it: "whole", "partner:3", "channel:C0TIDES"."""
    own, (kind, _, which) = partnerships.own(db), scope.partition(":")
    if kind in ("partner", "farewell"):
        return ExportScope(own, partnerships.partners(db)[int(which)], person)
    return ExportScope(own, person=person, channel=which or None)


def count(db: Session, contents: ExportScope) -> int:
    """How many decisions it holds."""
    which = select(func.count(Decision.id)).where(Decision.id.in_(contents.decisions).is_(True))
    return db.scalar(which) or 0


def pages(db: Session, contents: ExportScope) -> Iterator[list[Decision]]:
    """The decisions in the order of their numbers, some at a time; those before are forgotten by the session."""
    numbers = db.scalars(select(Decision.number).where(Decision.id.in_(contents.decisions).is_(True))).all()
    for page in batches(sorted(numbers), AT_ONCE):
        yield sorted(decisions.of_numbers(db, page), key=lambda row: row.number)
        db.expunge_all()


def names(db: Session) -> dict[str, str]:
    """What every member is called, by chat id."""
    return dict(db.execute(select(Member.person, Member.name).order_by(Member.id)).all())
