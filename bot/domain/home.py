"""Home: what a person's own page with the bot shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import decisions, partnerships, promises, records, reviews
from storage.commitments import Commitment
from storage.decisions import Decision
from storage.members import Member
from storage.promises import Totals
from storage.records import Record

LATEST = 8  # decisions; more than one screen is a list, and a list is not a home


FEWEST_COUNTED = 5  # promises in the partnership; below this a total could point at a person


@dataclass(frozen=True)
class OfPartner:
    """What whoever speaks for a partner sees of it: what it was promised, and how its own people's promises stand."""

    name: str
    promised: tuple[Commitment, ...]
    totals: Totals | None


@dataclass(frozen=True)
class Home:
    """`totals` is None while there are too few promises to be counted without pointing at somebody."""

    latest: tuple[Record, ...]
    zone: ZoneInfo
    promises: tuple[Commitment, ...] = ()
    promised_to_me: int = 0
    partners: Mapping[int, str] = field(default_factory=dict)
    totals: Totals | None = None
    speaks_for: OfPartner | None = None
    to_review: tuple[Decision, ...] = ()  # decisions that wait for a look of theirs


def of(db: Session, person: Member) -> Home:
    """The latest decisions that this person may see, and their own promises, the nearest day first."""
    latest = decisions.latest(db, decisions.visible_to(person), limit=LATEST)
    mine = promises.own(db, *person.ids)
    return Home(
        tuple(records.of(db, latest)),
        partnerships.own(db).zone,
        promises=tuple(mine),
        promised_to_me=len(promises.to(db, person)),
        partners=promises.partner_names(db, mine),
        totals=_counted(promises.totals(db)),
        speaks_for=_speaks_for(db, person),
        to_review=_to_review(db, person),
    )


def _to_review(db: Session, person: Member) -> tuple[Decision, ...]:
    """What they were asked about and may still see."""
    waiting = [decision.id for _, decision in reviews.waiting_for(db, person.person)]
    return tuple(decisions.among(db, waiting, decisions.visible_to(person))) if waiting else ()


def _speaks_for(db: Session, person: Member) -> OfPartner | None:
    partner = partnerships.partners(db).get(person.partner_id or 0)
    if partner is None or not {partner.representative, partner.deputy} & set(person.ids):
        return None
    totals = promises.totals(db, partner_id=partner.id)
    return OfPartner(partner.name, tuple(promises.to_partner(db, partner.id)), _counted(totals))


def _counted(totals: Totals) -> Totals | None:
    return totals if totals.made >= FEWEST_COUNTED else None
