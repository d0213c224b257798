"""Asking somebody to be a newcomer's buddy: one at a time, three at most, and no reason needed to say no."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.buddies import recipients
from bot.features.buddies.matching import MOST_ASKED, MOST_AT_ONCE, Attentions, answer_by, candidates, has_room
from bot.features.catalogue import check_convener
from storage import buddies, events, partnerships
from storage.buddies import (
    ACCEPTED,
    DECLINED,
    ENDED,
    NEEDLESS,
    NOT_NOW,
    OFFERED,
    SEARCHING,
    TOGETHER,
    UNFOUND,
    BuddyAsk,
    Buddyship,
)
from storage.members import BOT, Member

QUIET_FOR = timedelta(weeks=4)  # after "not now" nobody asks them for so long


def ask_next(db: Session, row: Buddyship, attentions: Attentions, *, at: datetime) -> BuddyAsk | None:
    """Ask the next who fits; None when nobody is left, or three were asked: then conveners hear of it."""
    since = row.searching_since or at
    asked = [each for each in buddies.asks(db, row.id) if each.asked_at >= since]
    found = candidates(db, row, attentions, at=at) if len(asked) < MOST_ASKED else []
    if not found:
        row.state = UNFOUND
        recipients.care(db, row, at=at)
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
    events.note(db, "buddy.found", subject_id=row.id, by=by.person, at=at)
    for person in (row.newcomer, row.buddy):
        recipients.news(db, row, recipients.INTRODUCED, to=person, at=at)
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
    recipients.put(db, ask, at=at)
    return ask


def offer(db: Session, newcomer: Member, *, at: datetime, by_digest: bool = True) -> Buddyship:
    """Offer a newcomer a buddy, once; nobody is asked before they say yes. Without a letter the caller shows it."""
    partnerships.take_turns(db)
    there = buddies.latest_of(db, newcomer.ids)
    if there is not None:
        return there
    row = _begin(db, newcomer, OFFERED, at)
    events.note(db, "buddy.offered", subject_id=row.id, by="", at=at)
    if by_digest:
        recipients.offer(db, row, at=at)
    return row


def want(db: Session, *, by: Member, of_own: bool, at: datetime) -> Buddyship:
    """They would like one: from now on somebody is looked for. `of_own`: of their own partner.

    Said twice, it holds once. Raises Refusal when they want one of their own partner and are of none.
    """
    if by.kind == BOT or (of_own and by.partner_id is None):
        raise Refusal("I do not know yet of which partner you are. Say `partner` to me, or take one of any partner.")
    partnerships.take_turns(db)
    row = buddies.latest_of(db, by.ids)
    if row is None or row.state == ENDED:
        row = _begin(db, by, OFFERED, at)
    if row.state in (OFFERED, DECLINED):
        row.state, row.from_own, row.searching_since = SEARCHING, of_own, at
        events.note(db, "buddy.wanted", subject_id=row.id, by=by.person, at=at)
    return row


def decline(db: Session, *, by: Member, at: datetime) -> Buddyship | None:
    """They would rather not, or not any more; whoever is being asked need not answer. None: there was nothing."""
    partnerships.take_turns(db)
    row = buddies.latest_of(db, by.ids)
    if row is None or row.state not in (OFFERED, SEARCHING, UNFOUND):
        return row
    row.state, row.ended_at = DECLINED, at
    buddies.close_asks(db, row.id, NEEDLESS, at=at)
    events.note(db, "buddy.declined", subject_id=row.id, by=by.person, at=at)
    return row


def end(db: Session, id: int, *, by: Member, at: datetime) -> Buddyship:
    """Either of the two ends it, without a reason; the other is told. Raises Refusal when they are none of the two."""
    partnerships.take_turns(db)
    row = buddies.by_id(db, id)
    if row is None or not {*by.ids} & {row.newcomer, row.buddy}:
        raise Refusal("Only the two of them can end it.")
    if row.state != TOGETHER:
        return row
    row.state, row.ended_at = ENDED, at
    events.note(db, "buddy.ended", subject_id=row.id, by=by.person, at=at)
    other = row.newcomer if row.buddy in by.ids else row.buddy
    recipients.news(db, row, recipients.STOPPED, to=other, at=at)
    return row


def _begin(db: Session, newcomer: Member, state: str, at: datetime) -> Buddyship:
    row = Buddyship(newcomer=newcomer.person, offered_at=at, state=state)
    db.add(row)
    db.flush()
    return row
