"""A decision with all that an answer says about it: who took part, for which partner, and what replaced it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import decisions, reopenings, reviews
from storage.decisions import Decision, DecisionPerson
from storage.partnerships import Partner
from storage.reopenings import Reopening
from storage.reviews import Review


@dataclass(frozen=True)
class Participant:
    person: str
    partner: str | None  # its name


@dataclass(frozen=True)
class Record:
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


def of(db: Session, found: Sequence[Decision]) -> list[Record]:
    """The records of these decisions, in their order."""
    people = decisions.people_of(db, [decision.id for decision in found])
    reopened = reopenings.now_open(db, [decision.id for decision in found])
    looked = reviews.of_decisions(db, [decision.id for decision in found])
    names = dict(db.execute(select(Partner.id, Partner.name)).all())
    numbers = {number for each in found for number in (each.superseded_by, each.supersedes) if number}
    related = {row.number: row for row in decisions.of_numbers(db, numbers)} if numbers else {}
    return [
        Record(
            decision=each,
            people=_participants(each, people[each.id], names),
            replacement=related.get(each.superseded_by or 0),
            predecessor=related.get(each.supersedes or 0),
            reopened=reopened.get(each.id),
            reviews=tuple(looked[each.id]),
        )
        for each in found
    ]


def of_one(db: Session, decision: Decision) -> Record:
    return of(db, [decision])[0]


def _participants(
    decision: Decision, people: Sequence[DecisionPerson], names: dict[int, str]
) -> tuple[Participant, ...]:
    first = sorted(people, key=lambda row: row.person != decision.decided_by)
    return tuple(Participant(row.person, names.get(row.partner_id or 0)) for row in first)
