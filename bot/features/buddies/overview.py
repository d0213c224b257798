"""What somebody sees of buddies: the one they are offered or have, those whom they help, and who waits for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.buddies.matching import LASTS
from storage import buddies
from storage.buddies import TOGETHER, BuddyAsk, Buddyship
from storage.members import Member


@dataclass(frozen=True)
class BuddyOverview:
    """What somebody sees: the buddy they are offered or have, those whom they help, and who waits for their answer."""

    own: Buddyship | None
    helping: Sequence[Buddyship]
    asked: Sequence[BuddyAsk]
    is_willing: bool


def of(db: Session, person: str) -> str | None:
    """The buddy that a newcomer has now."""
    return buddies.buddy_of(db, [person])


def mine(db: Session, me: Member) -> BuddyOverview:
    wish = buddies.wish_of(db, me.person)
    return BuddyOverview(
        buddies.latest_of(db, me.ids),
        buddies.of_buddy(db, me.ids),
        buddies.open_asks(db, me.ids),
        bool(wish and wish.is_willing),
    )


def going_on(db: Session, me: Member) -> tuple[BuddyOverview, dict[int, str]]:
    """What somebody sees on their own page, and for each buddyship that waits for their answer, who it is for."""
    found = buddies.going_on(db, me.ids)
    rows = list({row.id: row for row, _ in found}.values())
    own = next((row for row in reversed(rows) if row.newcomer in me.ids), None)
    helping = [row for row in rows if row.buddy in me.ids and row.state == TOGETHER]
    asked = [(row, ask) for row, ask in found if ask is not None]
    mine = BuddyOverview(own, helping, [ask for _, ask in asked], is_willing=False)
    return mine, {row.id: row.newcomer for row, _ in asked}


def over_on(row: Buddyship) -> datetime | None:
    """When it ends by itself."""
    return row.since + LASTS if row.since else None
