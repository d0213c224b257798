"""Decisions by the clock: what comes up for review is asked of whoever looks after it; and what their channels see."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.chat.port import Chat
from bot.features import decisions
from bot.features.decisions import messages as decision_messages
from bot.features.decisions import reopen, reopen_messages, review
from bot.features.decisions.review.asking import MORNING, REMINDED_AFTER, WorkMornings
from bot.notifications import preferences
from schedules.outbox import attempts
from storage import Begin, deliveries, partnerships, reviews
from storage.decisions import Decision
from storage.deliveries import SENT, Delivery
from storage.reopenings import Reopening
from storage.search import records

A_DAY = timedelta(days=1)  # somewhere it is tomorrow already


def may_ask(now: datetime) -> ColumnElement[bool]:
    tomorrow = now.date() + A_DAY
    return reviews.any_due(until=tomorrow, asked_until=tomorrow - REMINDED_AFTER)


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


def show(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel shows the decision as it is now: posted once, then edited in place, or taken away."""
    with begin(reading=True) as db:
        decision = db.get_one(Decision, delivery.about_id)
        record, zone = records.of_one(db, decision), partnerships.own(db).zone
    post = _shown(chat, decision, decision_messages.posted(record, zone), delivery)
    link = chat.link(decision.channel, post) if post and post != decision.post else ""
    with begin() as db:
        if link:
            decisions.posted(db, decision.id, post=post, link=link)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _shown(chat: Chat, decision: Decision, message: Message, delivery: Delivery) -> str:
    """The post that shows it now; empty when it was taken away. One that somebody deleted is posted anew."""
    if decision.undone_at is not None:
        if decision.post:
            chat.remove(decision.channel, decision.post)
        return ""
    identity, since = f"decision:{decision.number}", decision.logged_at
    return attempts.show(chat, delivery, decision.channel, message, post=decision.post, identity=identity, since=since)


def ask_for_reason(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Offer the author to add the reason, unless there is one by now or the decision is gone."""
    with begin(reading=True) as db:
        decision = db.get_one(Decision, delivery.about_id)
        record = records.of_one(db, decision)
    if decision.in_force and not decision.reason:
        _ask_once(chat, decision, decision_messages.reason_wanted(record), delivery)
    with begin() as db:
        deliveries.settle(db, delivery, state=SENT, at=now)


def _ask_once(chat: Chat, decision: Decision, message: Message, delivery: Delivery) -> None:
    identity = f"reason:{decision.number}"
    looked = delivery.attempts > 1
    if not (looked and attempts.said_before(chat, decision.decided_by, identity=identity, since=decision.logged_at)):
        chat.dm(decision.decided_by, message, identity=identity)


def show_reopening(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Posted once in the channel of the decision, then edited in place."""
    with begin(reading=True) as db:
        row = db.get_one(Reopening, delivery.about_id)
        decision, zone = db.get_one(Decision, row.decision_id), partnerships.own(db).zone
    message, identity = reopen_messages.posted(decision, row, zone), f"reopening:{row.id}"
    post = attempts.show(chat, delivery, decision.channel, message, post=row.post, identity=identity, since=row.at)
    with begin() as db:
        reopen.posted(db, row.id, post=post)
        deliveries.settle(db, delivery, state=SENT, at=now)


POSTS = {decisions.POST: show, decisions.ASK_REASON: ask_for_reason, decisions.REOPENED: show_reopening}
