"""Reviews by the clock: what comes up is asked in the morning of whoever looks after it, and once more a week later."""

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat.port import Chat, GoneError, Message
from bot.features import decisions
from bot.features.decisions import reopen, reopen_messages, review
from bot.features.decisions.review.asking import MORNING, REMINDED_AFTER, WorkMornings
from bot.notifications import preferences
from schedules.outbox import attempts
from storage import Begin, deliveries, partnerships, reviews
from storage.decisions import Decision
from storage.deliveries import SENT, Delivery
from storage.reopenings import Reopening

A_DAY = timedelta(days=1)  # somewhere it is tomorrow already


def ask(begin: Begin, chat: Chat, now: datetime) -> None:
    """Make what is due for each; the letters of the same tick carry it, in their hours and their budget."""
    with begin(reading=True) as db:
        owners = reviews.owners_due(db, until=now.date() + A_DAY)
        stale = reviews.unreminded(db, asked_until=now.date() + A_DAY - REMINDED_AFTER)
        days = _mornings(db, now)({row.asked for row, _ in stale}) if stale else {}
    for owner in owners:
        with begin() as db:
            review.ask_due(db, owner, _mornings(db, now), at=now)
    for person, today in days.items():
        with begin() as db:
            review.remind(db, person, today=today, at=now)


def _mornings(db: Session, now: datetime) -> WorkMornings:
    def begun(people: Iterable[str]) -> Mapping[str, date]:
        found = {}
        for person, mine in preferences.of(db, people).items():
            local = now.astimezone(mine.zone)
            works = local.weekday() in mine.work_days and not mine.is_day_off(local.date())
            if works and local.time() >= MORNING:
                found[person] = local.date()
        return found

    return begun


log = logging.getLogger(__name__)


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Posted once in the channel of the decision, then edited in place."""
    with begin(reading=True) as db:
        row = db.get_one(Reopening, delivery.about_id)
        decision, zone = db.get_one(Decision, row.decision_id), partnerships.own(db).zone
    post = _shown(chat, decision, row, reopen_messages.posted(decision, row, zone), delivery)
    with begin() as db:
        reopen.posted(db, row.id, post=post)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _shown(chat: Chat, decision: Decision, row: Reopening, message: Message, delivery: Delivery) -> str:
    if row.post:
        try:
            chat.amend(decision.channel, row.post, message)
            return row.post
        except GoneError:
            log.info("posted anew, as somebody has deleted it: reopening %d", row.id)
    return attempts.post_once(chat, delivery, decision.channel, message, identity=f"reopening:{row.id}", since=row.at)


KINDS = {decisions.REOPENED: show}
