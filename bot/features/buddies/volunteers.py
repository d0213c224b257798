"""Saying that one would be a buddy, by oneself or because a convener asks."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.buddies import recipients
from bot.features.catalogue import check_convener
from storage import buddies, events, partnerships
from storage.buddies import SEARCHING, UNFOUND, BuddyWish
from storage.members import BOT, Member

LONGEST = 60  # characters of what is said about buddies; more is talk
MOST_CALLED = 20  # people whom a convener asks at once
ASKED = re.compile(r"(?:(?:who is |show )?(?:my |me )?)?budd(?:y|ies)", re.IGNORECASE)
OFFERS = re.compile(r"(?:yes,? )?i(?:'d| would)? (?:like to |love to |can )?be a buddy", re.IGNORECASE)
WANTS = re.compile(r"(?:i(?:'d| would)? (?:like|love|want|need)|can i have|give me|find me) a buddy", re.IGNORECASE)


def is_asked(text: str) -> bool:
    """Whether somebody asks about buddies: "buddy", "my buddy?"."""
    return _is(ASKED, text)


def would_be_one(text: str) -> bool:
    """Whether somebody says that they would be one: "I'd be a buddy"."""
    return _is(OFFERS, text)


def wants_one(text: str) -> bool:
    """Whether somebody says that they would like one: "I'd like a buddy"."""
    return _is(WANTS, text)


def volunteer(db: Session, is_willing: bool, *, by: Member, at: datetime) -> BuddyWish:
    """Would they be a buddy, or not any more; those whom they help now stay theirs. Who waits in vain gets a chance."""
    partnerships.take_turns(db)
    wish = buddies.wish(db, by.person)
    wish.is_willing, wish.said_at, wish.quiet_until = is_willing, at, None
    events.note(db, "buddy_wish.said", subject_id=wish.id, by=by.person, at=at)
    for row in buddies.in_state(db, UNFOUND) if is_willing else ():
        row.state, row.searching_since = SEARCHING, at
    return wish


def call(db: Session, people: Sequence[Member], *, by: Member, at: datetime) -> list[Member]:
    """Ask these people whether they would be buddies; gives those who are asked: not who is one already.

    Raises Refusal when `by` is no convener, for nobody, or for more than twenty.
    """
    check_convener(by)
    able = [each for each in people if each.kind != BOT and each.left_at is None]
    if not able or len(people) > MOST_CALLED:
        raise Refusal(f"Choose one to {MOST_CALLED} people who are here.", field="people")
    asked = []
    for each in able:
        wish = buddies.wish(db, each.person)
        if not wish.is_willing:
            wish.is_willing, wish.asked_by = None, by.person
            recipients.call(db, wish, at=at)
            asked.append(each)
    return asked


def _is(said: re.Pattern[str], text: str) -> bool:
    words = " ".join(text[:LONGEST].replace("\u2019", "'").split()).rstrip(" ?!.")
    return len(text) <= LONGEST and said.fullmatch(words) is not None
