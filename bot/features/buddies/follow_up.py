"""What the clock does for buddies: ask the next, tell who waits in vain, thank after four weeks, mind who has left."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.features.buddies import recipients
from bot.features.buddies.matching import LASTS, Attentions
from bot.features.buddies.requests import ask_next
from storage import buddies, events, notification_settings, partnerships
from storage.buddies import ENDED, EXPIRED, NEEDLESS, SEARCHING, TOGETHER, Buddyship


def due(db: Session, *, now: datetime) -> Sequence[int]:
    """Where something is to be done."""
    return buddies.to_look_after(db, now=now, since_before=now - LASTS, unwanted=recipients.ASK)


def any_due(now: datetime) -> ColumnElement[bool]:
    """Whether there is such a one, as a question to the database."""
    return buddies.any_to_look_after(now=now, since_before=now - LASTS, unwanted=recipients.ASK)


def look_after(db: Session, id: int, attentions: Attentions, *, now: datetime) -> None:
    """Do what is due for one newcomer; done twice, or by two replicas, it is done once."""
    partnerships.take_turns(db)
    row = buddies.by_id(db, id)
    if row is None or row.state == ENDED:
        return
    if buddies.has_left(db, row.newcomer):
        _end(db, row, recipients.LEFT, at=now)
    elif row.state == TOGETHER:
        _look_at_pair(db, row, now)
    elif row.state == SEARCHING and not _is_waiting(db, row, now):
        ask_next(db, row, attentions, at=now)


def _look_at_pair(db: Session, row: Buddyship, now: datetime) -> None:
    if buddies.has_left(db, row.buddy or ""):
        _find_another(db, row, now)
    elif row.since is not None and row.since + LASTS <= now:
        _end(db, row, recipients.THANKS, at=now)


def _find_another(db: Session, row: Buddyship, now: datetime) -> None:
    """Their buddy has left; they had wanted one, so the next is looked for without asking them anew."""
    row.state, row.ended_at = ENDED, now
    again = Buddyship(newcomer=row.newcomer, offered_at=now, state=SEARCHING, from_own=row.from_own)
    again.searching_since = now
    db.add(again)
    db.flush()
    recipients.news(db, again, recipients.MOVED, to=row.newcomer, at=now)


def _end(db: Session, row: Buddyship, what: str, *, at: datetime) -> None:
    buddies.close_asks(db, row.id, NEEDLESS, at=at)
    row.state, row.ended_at = ENDED, at
    events.note(db, "buddy.over", subject_id=row.id, by="", at=at)
    recipients.news(db, row, what, to=row.buddy, at=at)


def _is_waiting(db: Session, row: Buddyship, now: datetime) -> bool:
    """Whether somebody who is here, and wants such questions, is being asked, and still has time."""
    open_ = [each for each in buddies.asks(db, row.id) if not each.said]
    stopped = notification_settings.stops(db, [each.person for each in open_])
    for each in open_:
        is_unwanted = recipients.ASK in stopped.get(each.person, ())
        if each.expires_at <= now or is_unwanted or buddies.has_left(db, each.person):
            each.said, each.said_at = EXPIRED, now
    return any(not each.said for each in open_)
