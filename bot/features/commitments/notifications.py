"""What letters say about promises: reminders of one's own, and what has become of those that concern one."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.features import commitments
from bot.features.commitments import news, queries
from bot.notifications.kinds import DigestSection
from storage import commitment_lists, members
from storage.commitments import Commitment
from storage.deliveries import Delivery


def write_change(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What has become of a promise that concerns them."""
    commitment = db.get_one(Commitment, delivery.about_id)
    what = delivery.key.split(":")[2]
    if not commitment.text or (what == "renegotiated" and not commitment.is_open):
        return None  # taken back, or ended, which is told by itself
    message = news.changed(commitment, queries.partner_of(db, commitment), what=what)
    return DigestSection(message.text, message.parts, is_open=False)


def write_question(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Who asks kindly how it stands; nothing once it is ended before it was said."""
    commitment = db.get_one(Commitment, delivery.about_id)
    if commitment.owner != delivery.to or (delivery.digest_id is None and not commitment.is_open):
        return None
    text, parts = news.asked_about(commitment)
    return DigestSection(text, parts, is_open=commitment.is_open)


def write_offer(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Somebody asks them to take it over; afterwards, what came of it."""
    commitment = db.get_one(Commitment, delivery.about_id)
    if commitment.offered_to != delivery.to or not commitment.is_open:
        message = news.after_offer(commitment, to=delivery.to)
        return DigestSection(message.text, message.parts, is_open=False) if delivery.digest_id is not None else None
    owner = members.by_person(db, commitment.owner)
    has_left = owner is not None and owner.left_at is not None
    message = news.offered(commitment, queries.partner_of(db, commitment), has_left=has_left)
    return DigestSection(message.text, message.parts)


def write_reminder(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Everything of theirs that deserved a word that day, as it stands now; nothing once all of it is ended."""
    found = commitment_lists.nudged(db, delivery.to, on=delivery.on)
    if not found or (delivery.digest_id is None and not any(each.is_open for each in found)):
        return None
    owner = members.by_person(db, delivery.to)
    today = commitments.today(db, owner, now) if owner else now.date()
    text, parts = news.reminder(found, commitment_lists.partner_names(db, found), today=today)
    return DigestSection(text, parts, is_open=any(each.is_open for each in found))


def is_due_today(db: Session, delivery: Delivery, now: datetime) -> bool:
    """On the day itself a reminder of one's own promise passes the budget: tomorrow it would be of no use."""
    owner = members.by_person(db, delivery.to)
    if owner is None:
        return False
    today = commitments.today(db, owner, now)
    return any(
        each.is_open and each.due_on == today for each in commitment_lists.nudged(db, delivery.to, on=delivery.on)
    )
