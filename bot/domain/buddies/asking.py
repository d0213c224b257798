"""Asking somebody to be a newcomer's buddy: one at a time, three at most, and no reason needed to say no."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.buddies import telling
from bot.domain.buddies.fitting import MOST_ASKED, MOST_AT_ONCE, Attentions, answer_by, candidates, has_room
from bot.domain.rhythms import check_convener
from bot.errors import Refusal
from storage import buddies, journal, partnerships
from storage.buddies import ACCEPTED, NEEDLESS, NOT_NOW, SEARCHING, TOGETHER, UNFOUND, BuddyAsk, Buddyship
from storage.members import BOT, Member

QUIET_FOR = timedelta(weeks=4)  # after "not now" nobody asks them for so long


def ask_next(db: Session, row: Buddyship, attentions: Attentions, *, at: datetime) -> BuddyAsk | None:
    """Ask the next who fits; None when nobody is left, or three were asked: then conveners hear of it."""
    since = row.searching_since or at
    asked = [each for each in buddies.asks(db, row.id) if each.asked_at >= since]
    found = candidates(db, row, attentions, at=at) if len(asked) < MOST_ASKED else []
    if not found:
        row.state = UNFOUND
        telling.care(db, row, at=at)
        return None
    return _put(db, row, found[0], attentions, at)


def choose(db: Session, id: int, other: Member, attentions: Attentions, *, by: Member, at: datetime) -> BuddyAsk:
    """A convener names somebody, who is asked first all the same.

    Raises Refusal when `by` is no convener, when nobody is wanted any more, or when this one cannot be asked.
    """
    check_convener(by)
    partnerships.take_turns(db)
    row = buddies.by_id(db, id)
    if row is None or row.state != UNFOUND:
        raise Refusal("They have somebody by now, or I am asking somebody. Nothing to do.")
    if other.kind == BOT or other.left_at is not None or row.newcomer in other.ids:
        raise Refusal("Only another person who is here can be their buddy.", field="people")
    if other.person in {each.person for each in buddies.asks(db, row.id)}:
        raise Refusal("They were asked already. Whoever says no needs no reason.", field="people")
    if not has_room(db, other.person):
        raise Refusal(f"They look after {MOST_AT_ONCE} newcomers already. Choose somebody else.", field="people")
    row.state, row.searching_since = SEARCHING, at
    return _put(db, row, other.person, attentions, at)


def accept(db: Session, ask_id: int, *, by: Member, at: datetime) -> Buddyship:
    """They will be the buddy; both are introduced. Raises Refusal when they are not asked any more."""
    partnerships.take_turns(db)
    ask, row = ask_open(db, ask_id, by=by)
    if len(buddies.of_buddy(db, by.ids)) >= MOST_AT_ONCE:
        raise Refusal(f"You look after {MOST_AT_ONCE} newcomers already, and that is enough. Press _Not me_.")
    ask.said, ask.said_at = ACCEPTED, at
    row.state, row.buddy, row.since = TOGETHER, by.person, at
    journal.note(db, "buddy.found", subject_id=row.id, by=by.person, at=at)
    for person in (row.newcomer, row.buddy):
        telling.news(db, row, telling.INTRODUCED, to=person, at=at)
    return row


def refuse(db: Session, ask_id: int, said: str, *, by: Member, at: datetime) -> Buddyship:
    """Not for this one (REFUSED), or for nobody at the moment (NOT_NOW). Raises Refusal as `accept`."""
    partnerships.take_turns(db)
    ask, row = ask_open(db, ask_id, by=by)
    ask.said, ask.said_at = said, at
    if said == NOT_NOW:
        buddies.wish(db, by.person).quiet_until = at + QUIET_FOR
    return row


def ask_open(db: Session, ask_id: int, *, by: Member) -> tuple[BuddyAsk, Buddyship]:
    """Raises Refusal when it was not asked of them, or does not wait for an answer any more."""
    ask = buddies.ask(db, ask_id)
    if ask is None or ask.person not in by.ids:
        raise Refusal("That was not asked of you. Only whoever is asked can answer.")
    row = buddies.by_id(db, ask.buddyship_id)
    if ask.said or row is None or row.state != SEARCHING:
        raise Refusal("Thank you! In the meantime it was settled otherwise, so there is nothing to do.")
    return ask, row


def _put(db: Session, row: Buddyship, person: str, attentions: Attentions, at: datetime) -> BuddyAsk:
    buddies.close_asks(db, row.id, NEEDLESS, at=at)
    expires = answer_by(attentions(db, [person]).get(person), at)
    ask = BuddyAsk(buddyship_id=row.id, person=person, asked_at=at, expires_at=expires)
    db.add(ask)
    db.flush()
    telling.put(db, ask, at=at)
    return ask
