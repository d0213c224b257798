"""Home: what a person's own page with the bot shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import decisions, partnerships, promises, records
from storage.commitments import Commitment
from storage.members import Member
from storage.promises import Totals
from storage.records import Record

LATEST = 8  # decisions; more than one screen is a list, and a list is not a home


FEWEST_COUNTED = 5  # promises in the partnership; below this a total could point at a person


@dataclass(frozen=True)
class Home:
    """`totals` is None while there are too few promises to be counted without pointing at somebody."""

    latest: tuple[Record, ...]
    zone: ZoneInfo
    promises: tuple[Commitment, ...] = ()
    promised_to_me: int = 0
    partners: Mapping[int, str] = field(default_factory=dict)
    totals: Totals | None = None


def of(db: Session, person: Member) -> Home:
    """The latest decisions that this person may see, and their own promises, the nearest day first."""
    latest = decisions.latest(db, decisions.visible_to(person), limit=LATEST)
    mine, totals = promises.own(db, person.person), promises.totals(db)
    return Home(
        tuple(records.of(db, latest)),
        partnerships.own(db).zone,
        promises=tuple(mine),
        promised_to_me=len(promises.to(db, person)),
        partners=promises.partner_names(db, mine),
        totals=totals if totals.made >= FEWEST_COUNTED else None,
    )
