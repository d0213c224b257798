"""What a newcomer is offered and wants, and how it ends when either of the two would rather stop."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.buddies import telling
from bot.errors import Refusal
from storage import buddies, journal, partnerships
from storage.buddies import DECLINED, ENDED, NEEDLESS, OFFERED, SEARCHING, TOGETHER, UNFOUND, Buddyship
from storage.members import BOT, Member


def offer(db: Session, newcomer: Member, *, at: datetime, by_letter: bool = True) -> Buddyship:
    """Offer a newcomer a buddy, once; nobody is asked before they say yes. Without a letter the caller shows it."""
    partnerships.take_turns(db)
    there = buddies.latest_of(db, newcomer.ids)
    if there is not None:
        return there
    row = _begin(db, newcomer, OFFERED, at)
    journal.note(db, "buddy.offered", subject_id=row.id, by="", at=at)
    if by_letter:
        telling.offer(db, row, at=at)
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
        journal.note(db, "buddy.wanted", subject_id=row.id, by=by.person, at=at)
    return row


def decline(db: Session, *, by: Member, at: datetime) -> Buddyship | None:
    """They would rather not, or not any more; whoever is being asked need not answer. None: there was nothing."""
    partnerships.take_turns(db)
    row = buddies.latest_of(db, by.ids)
    if row is None or row.state not in (OFFERED, SEARCHING, UNFOUND):
        return row
    row.state, row.ended_at = DECLINED, at
    buddies.close_asks(db, row.id, NEEDLESS, at=at)
    journal.note(db, "buddy.declined", subject_id=row.id, by=by.person, at=at)
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
    journal.note(db, "buddy.ended", subject_id=row.id, by=by.person, at=at)
    other = row.newcomer if row.buddy in by.ids else row.buddy
    telling.news(db, row, telling.STOPPED, to=other, at=at)
    return row


def _begin(db: Session, newcomer: Member, state: str, at: datetime) -> Buddyship:
    row = Buddyship(newcomer=newcomer.person, offered_at=at, state=state)
    db.add(row)
    db.flush()
    return row
