"""Letters about buddies: the offer, the question to somebody who would be one, what came of it, who still has none."""

from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from storage import digests, members
from storage.buddies import BuddyAsk, Buddyship, BuddyWish

OFFER, ASK, CALL, NEWS, CARE = "buddy_offer", "buddy_ask", "buddy_call", "buddy_news", "buddy_care"
INTRODUCED, THANKS, STOPPED, LEFT, MOVED = "introduced", "thanks", "stopped", "left", "moved"
"""They know each other now; the time is over; the other one ended it; the newcomer has left; their buddy has left."""

WHENEVER = time(0)  # of the day: whenever their hours begin
BEHIND = timedelta(hours=12)  # so far behind UTC lies the last place on earth: its day has begun everywhere


def offer(db: Session, row: Buddyship, *, at: datetime) -> None:
    _write(db, OFFER, row.newcomer, row.id, f"{OFFER}:{row.id}", at)


def put(db: Session, ask: BuddyAsk, *, at: datetime) -> None:
    _write(db, ASK, ask.person, ask.id, f"{ASK}:{ask.id}", at)


def call(db: Session, wish: BuddyWish, *, at: datetime) -> None:
    _write(db, CALL, wish.person, wish.id, f"{CALL}:{wish.id}:{at.date()}", at)


def news(db: Session, row: Buddyship, what: str, *, to: str | None, at: datetime) -> None:
    if to is not None:
        _write(db, NEWS, to, row.id, f"{NEWS}:{row.id}:{what}:{to}", at)


def care(db: Session, row: Buddyship, *, at: datetime) -> None:
    """To everybody who convenes: for this newcomer nobody was found."""
    for each in members.conveners(db):
        _write(db, CARE, each.person, row.id, f"{CARE}:{row.id}:{row.searching_since:%Y%m%d%H%M}:{each.person}", at)


def _write(db: Session, kind: str, person: str, about: int, key: str, at: datetime) -> None:
    digests.write_to(db, kind, person, about_id=about, key=key, at=at, on=(at - BEHIND).date(), hour=WHENEVER)
