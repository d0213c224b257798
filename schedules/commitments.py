"""Promises in their channels: what is shown of them there, as far as their owners let it be seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.chat.port import Chat
from bot.features import commitments
from bot.features.commitments import news, queries, reminders
from bot.features.commitments.reminders import OpenCommitment, OwnerCalendar
from bot.notifications import Attention, preferences
from schedules.outbox import attempts
from storage import Begin, commitment_lists, deliveries, digests, members
from storage import commitments as stored_commitments
from storage.commitments import UNDONE, Commitment
from storage.deliveries import SENT, Delivery


def show_in_channel(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Its channel sees it as it is now: posted once, edited in place, taken away when it is shown no longer."""
    with begin(reading=True) as db:
        commitment = db.get_one(Commitment, delivery.about_id)
        message = news.posted(commitment, queries.partner_of(db, commitment))
    post = _shown(chat, commitment, message, delivery)
    link = chat.link(commitment.channel or "", post) if post else None
    with begin() as db:
        stored_commitments.note_post(db, commitment.id, post=post, link=link)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _shown(chat: Chat, commitment: Commitment, message: Message, delivery: Delivery) -> str | None:
    """The post that shows it now; None when there is none any more."""
    channel, post = commitment.channel or "", commitment.post
    if not commitment.is_shown or commitment.state == UNDONE:
        if post:
            chat.remove(channel, post)
        return None
    identity, since = f"commitment:{commitment.number}", commitment.recorded_at
    return attempts.show(chat, delivery, channel, message, post=post, identity=identity, since=since)


POSTS = {commitments.POST: show_in_channel}


A_DAY = timedelta(days=1)  # somewhere it is still yesterday


def may_remind(now: datetime) -> ColumnElement[bool]:
    return commitment_lists.any_near(now.date() - A_DAY, now.date() + reminders.FURTHEST)


def remind(begin: Begin, chat: Chat, now: datetime) -> None:
    """Make what is due for each owner; the letters of the same tick carry it, in their hours and their budget."""
    with begin(reading=True) as db:
        everybody = commitment_lists.by_owner(db, since=now.date() - A_DAY, until=now.date() + reminders.FURTHEST)
        attention = preferences.of(db, everybody)
    for person, theirs in attention.items():
        if _deserving(everybody[person], theirs, now):
            with begin() as db:
                _remind(db, person, theirs, now)


def _remind(db: Session, person: str, theirs: Attention, now: datetime) -> None:
    """One letter a day, whatever is in it."""
    owner, today = members.by_person(db, person), now.astimezone(theirs.zone).date()
    chosen = _deserving(commitment_lists.own(db, person), theirs, now)
    if owner is None or owner.left_at is not None or not chosen:
        return
    key = f"{commitments.NUDGE}:{person}:{today}"
    hour = reminders.MORNING
    if digests.write_to(db, commitments.NUDGE, person, about_id=owner.id, key=key, at=now, on=today, hour=hour):
        for each in chosen:
            each.nudged_on = today


def _deserving(mine: Sequence[Commitment], theirs: Attention, now: datetime) -> list[Commitment]:
    """What of theirs deserves a word now; nothing on a day on which we have spoken of something already."""
    today = now.astimezone(theirs.zone).date()
    if any(each.nudged_on == today for each in mine):
        return []
    calendar = OwnerCalendar(theirs.zone, lambda day: day.weekday() not in theirs.work_days or theirs.is_day_off(day))
    judged = [OpenCommitment(each.number, each.changed_at, each.due_on, each.nudged_on) for each in mine]
    numbers = {each.number for each in reminders.deserving(judged, calendar, now=now)}
    return [each for each in mine if each.number in numbers]
