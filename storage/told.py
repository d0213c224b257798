"""What an answer tells of promises, wordings of the purpose, rounds, spotlights and whys: a row and what goes with it.

What it tells of a decision is in storage/records.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage import members, partnerships, promises, purposes, rounds
from storage.commitments import Commitment
from storage.purposes import Purpose
from storage.rounds import Round
from storage.spotlights import Spotlight
from storage.whys import Why


@dataclass(frozen=True)
class PromiseTold:
    """`partner` is what the partner is called that it was made to, `owners` that of whoever promised; else empty."""

    commitment: Commitment
    partner: str
    owners: str

    @property
    def key(self) -> tuple[str, int]:
        return "commitment", self.commitment.id


@dataclass(frozen=True)
class PurposeTold:
    """`until` is when another wording took its place; None: it holds."""

    purpose: Purpose
    until: datetime | None

    @property
    def key(self) -> tuple[str, int]:
        return "purpose", self.purpose.id


@dataclass(frozen=True)
class RoundTold:
    """How many were asked, and answered anything; what they answered is in the round's results as they may be shown."""

    round: Round
    asked: int
    answered: int

    @property
    def key(self) -> tuple[str, int]:
        return "round", self.round.id


@dataclass(frozen=True)
class SpotlightTold:
    """`partner` is what the partner is called."""

    spotlight: Spotlight
    partner: str

    @property
    def key(self) -> tuple[str, int]:
        return "spotlight", self.spotlight.id


@dataclass(frozen=True)
class WhyTold:
    """A question that somebody has answered."""

    why: Why

    @property
    def key(self) -> tuple[str, int]:
        return "why", self.why.id


def of_promises(db: Session, found: Sequence[Commitment]) -> list[PromiseTold]:
    made_to = promises.partner_names(db, found)
    owners = members.partners_of(db, [each.owner for each in found])
    return [
        PromiseTold(
            each,
            partner=made_to.get(each.to_partner_id or 0, ""),
            owners=owners[each.owner].name if each.owner in owners else "",
        )
        for each in found
    ]


def of_purposes(db: Session, found: Sequence[Purpose]) -> list[PurposeTold]:
    later = {kind: purposes.history(db, kind)[::-1] for kind in {each.kind for each in found}}
    return [
        PurposeTold(each, next((other.written_at for other in later[each.kind] if other.id > each.id), None))
        for each in found
    ]


def of_rounds(db: Session, found: Sequence[Round]) -> list[RoundTold]:
    return [RoundTold(each, rounds.asked(db, each.id), rounds.answered(db, each.id)) for each in found]


def of_spotlights(db: Session, found: Sequence[Spotlight]) -> list[SpotlightTold]:
    names = partnerships.partners(db)
    return [SpotlightTold(each, names[each.partner_id].name) for each in found if each.partner_id in names]


def of_whys(_db: Session, found: Sequence[Why]) -> list[WhyTold]:
    return [WhyTold(each) for each in found]
