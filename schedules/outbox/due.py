"""Waiting: of what is due for people, what may go now, and what waits for their hours, their return, their budget."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot import notifications as bot_notifications
from bot.features import catalogue
from bot.notifications import Attention, SendVerdict
from storage import deliveries, digests
from storage.deliveries import Delivery

log = logging.getLogger(__name__)


def ready(db: Session, people: Sequence[str], attentions: Mapping[str, Attention], now: datetime) -> list[str]:
    """Those of these people who may be written to now. For the others what is due is put off, all in one go."""
    due = digests.due_for(db, people, now=now)
    had = digests.since(db, people, now - bot_notifications.WEEK)
    found = []
    for person in people:
        rows, mine = due.get(person, []), attentions.get(person)
        if mine is None or any(row.digest_id for row in rows):
            found.append(person)
            continue
        judged = _judged(db, rows, mine, now, [each.at for each in had.get(person, [])])
        if any(verdict.now for _, verdict in judged) or len(judged) < len(rows):
            found.append(person)
        else:
            _put_off(db, judged, now)
    return found


def sort(
    db: Session, claimed: Sequence[Delivery], mine: Attention, had: Sequence[datetime], now: datetime
) -> list[Delivery]:
    """Those that go now. What waits only for the budget may travel with what goes anyway."""
    judged = [(row, _judge(db, row, mine, now, had)) for row in claimed]
    digests.drop(db, [row for row, verdict in judged if verdict.never], at=now, why="they stopped these")
    open_now = bot_notifications.next_free(mine, now) <= now
    any_goes = open_now and any(verdict.now for _, verdict in judged)
    going = []
    for row, verdict in judged:
        if verdict.now or (any_goes and verdict.why == bot_notifications.HAD_ENOUGH):
            going.append(row)
        elif verdict.wait_until is not None:
            deliveries.wait(db, row, until=verdict.wait_until, why=verdict.why)
    return going


def wait(db: Session, rows: Sequence[Delivery], until: datetime, why: str) -> None:
    for row in rows:
        deliveries.wait(db, row, until=until, why=why)


def _judged(
    db: Session, rows: Sequence[Delivery], mine: Attention, now: datetime, had: Sequence[datetime]
) -> list[tuple[Delivery, SendVerdict]]:
    """Without those that cannot be judged: whoever writes to them finds out why, and nobody waits for it."""
    judged = []
    for row in rows:
        try:
            judged.append((row, _judge(db, row, mine, now, had)))
        except Exception:
            log.exception("cannot be judged: delivery %d (%s)", row.id, row.kind)
    return judged


def _judge(db: Session, row: Delivery, mine: Attention, now: datetime, had: Sequence[datetime]) -> SendVerdict:
    if row.on is not None and row.hour is not None:
        meant = bot_notifications.local_moment(row.on, row.hour, mine.zone)
        if meant > now:
            return SendVerdict(wait_until=meant, why="not their hour yet")
    urgent = catalogue.digest_kinds()[row.kind].is_urgent(db, row, now)
    return bot_notifications.judge(mine, row.kind, now=now, had=had, urgent=urgent)


def _put_off(db: Session, judged: Sequence[tuple[Delivery, SendVerdict]], now: datetime) -> None:
    for row, verdict in judged:
        if verdict.wait_until is None:
            digests.drop(db, [row], at=now, why=verdict.why)
        else:
            deliveries.delay(db, row, until=verdict.wait_until, why=verdict.why)
