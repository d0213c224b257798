"""Home: what a person's own page with the bot shows."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage import decisions, partnerships, records
from storage.members import Member
from storage.records import Record

LATEST = 8  # decisions; more than one screen is a list, and a list is not a home


@dataclass(frozen=True)
class Home:
    latest: tuple[Record, ...]
    zone: ZoneInfo


def of(db: Session, person: Member) -> Home:
    """The latest decisions that this person may see."""
    latest = decisions.latest(db, decisions.visible_to(person), limit=LATEST)
    return Home(tuple(records.of(db, latest)), partnerships.own(db).zone)
