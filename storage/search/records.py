"""What an answer tells of promises, wordings of the purpose, rounds, spotlights and whys: a row and what goes with it.

What it tells of a decision is in storage/records.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import commitment_lists, decisions, members, partnerships, purpose, reopenings, reviews, surveys
from storage.commitments import Commitment
from storage.decisions import Decision, DecisionPerson
from storage.partnerships import Partner
from storage.purpose import Purpose
from storage.reopenings import Reopening
from storage.reviews import Review
from storage.spotlights import Spotlight
from storage.surveys import Survey
from storage.whys import OpenQuestion


@dataclass(frozen=True)
class FoundCommitment:
    """`partner` is what the partner is called that it was made to, `owners` that of whoever promised; else empty."""

    commitment: Commitment
    partner: str
    owners: str

    @property
    def key(self) -> tuple[str, int]:
        return "commitment", self.commitment.id


@dataclass(frozen=True)
class FoundPurpose:
    """`until` is when another wording took its place; None: it holds."""

    purpose: Purpose
    until: datetime | None

    @property
    def key(self) -> tuple[str, int]:
        return "purpose", self.purpose.id


@dataclass(frozen=True)
class FoundSurvey:
    """How many were asked, and answered anything; what they answered is in the round's results as they may be shown."""

    round: Survey
    asked: int
    answered: int

    @property
    def key(self) -> tuple[str, int]:
        return "round", self.round.id


@dataclass(frozen=True)
class FoundSpotlight:
    """`partner` is what the partner is called."""

    spotlight: Spotlight
    partner: str

    @property
    def key(self) -> tuple[str, int]:
        return "spotlight", self.spotlight.id


@dataclass(frozen=True)
class FoundExplanation:
    """A question that somebody has answered."""

    why: OpenQuestion

    @property
    def key(self) -> tuple[str, int]:
        return "why", self.why.id


def of_commitments(db: Session, found: Sequence[Commitment]) -> list[FoundCommitment]:
    made_to = commitment_lists.partner_names(db, found)
    owners = members.partners_of(db, [each.owner for each in found])
    return [
        FoundCommitment(
            each,
            partner=made_to.get(each.to_partner_id or 0, ""),
            owners=owners[each.owner].name if each.owner in owners else "",
        )
        for each in found
    ]


def of_purposes(db: Session, found: Sequence[Purpose]) -> list[FoundPurpose]:
    later = {kind: purpose.history(db, kind)[::-1] for kind in {each.kind for each in found}}
    return [
        FoundPurpose(each, next((other.written_at for other in later[each.kind] if other.id > each.id), None))
        for each in found
    ]


def of_surveys(db: Session, found: Sequence[Survey]) -> list[FoundSurvey]:
    return [FoundSurvey(each, surveys.asked(db, each.id), surveys.answered(db, each.id)) for each in found]


def of_spotlights(db: Session, found: Sequence[Spotlight]) -> list[FoundSpotlight]:
    names = partnerships.partners(db)
    return [FoundSpotlight(each, names[each.partner_id].name) for each in found if each.partner_id in names]


def of_open_questions(_db: Session, found: Sequence[OpenQuestion]) -> list[FoundExplanation]:
    return [FoundExplanation(each) for each in found]


@dataclass(frozen=True)
class Participant:
    person: str
    partner: str | None  # its name


@dataclass(frozen=True)
class DecisionRecord:
    """`people` begins with whoever decided; `replacement` and `predecessor` live in the same channel.

    `reopened` says why it is being looked at again, as long as it is.
    """

    decision: Decision
    people: tuple[Participant, ...]
    replacement: Decision | None = None
    predecessor: Decision | None = None
    reopened: Reopening | None = None
    reviews: tuple[Review, ...] = ()  # each time it was looked at again, in order

    @property
    def key(self) -> tuple[str, int]:
        return "decision", self.decision.id

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners that took part, each once, in the order of their people."""
        return tuple(dict.fromkeys(each.partner for each in self.people if each.partner))


def of(db: Session, found: Sequence[Decision]) -> list[DecisionRecord]:
    """The records of these decisions, in their order."""
    people = decisions.people_of(db, [decision.id for decision in found])
    reopened = reopenings.now_open(db, [decision.id for decision in found])
    looked = reviews.of_decisions(db, [decision.id for decision in found])
    names = dict(db.execute(select(Partner.id, Partner.name)).all())
    numbers = {number for each in found for number in (each.superseded_by, each.supersedes) if number}
    related = {row.number: row for row in decisions.of_numbers(db, numbers)} if numbers else {}
    return [
        DecisionRecord(
            decision=each,
            people=_participants(each, people[each.id], names),
            replacement=related.get(each.superseded_by or 0),
            predecessor=related.get(each.supersedes or 0),
            reopened=reopened.get(each.id),
            reviews=tuple(looked[each.id]),
        )
        for each in found
    ]


def of_one(db: Session, decision: Decision) -> DecisionRecord:
    return of(db, [decision])[0]


def _participants(
    decision: Decision, people: Sequence[DecisionPerson], names: dict[int, str]
) -> tuple[Participant, ...]:
    first = sorted(people, key=lambda row: row.person != decision.decided_by)
    return tuple(Participant(row.person, names.get(row.partner_id or 0)) for row in first)
