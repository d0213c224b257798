"""What letters say about buddies, with today's facts: offers, questions, introductions, thanks."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.words import bold, said
from bot.features.buddies import messages, recipients
from bot.notifications.kinds import DigestSection
from storage import buddies, decisions, members, onboarding, partnerships
from storage.buddies import OFFERED, SEARCHING, UNFOUND, Buddyship, BuddyWish
from storage.deliveries import DUE, Delivery
from storage.members import Member
from storage.onboarding import RUNNING

SHORT = 200  # characters of a decision that two may talk of
LATEST = 5  # decisions among which there may be one that both may see


def write_offer(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    row = buddies.by_id(db, delivery.about_id)
    if row is None or (delivery.state == DUE and row.state != OFFERED):
        return None
    return messages.offered(row)


def write_ask(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Nothing once somebody else was asked before it was said."""
    ask = buddies.ask(db, delivery.about_id)
    row = buddies.by_id(db, ask.buddyship_id) if ask else None
    if ask is None or row is None:
        return None
    is_open = not ask.said and row.state == SEARCHING
    if delivery.state == DUE and not is_open:
        return None
    partner = _partner(db, row.newcomer)
    return messages.asked(ask, row.newcomer, partner, partnerships.own(db).zone, is_open=is_open)


def write_call(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    wish = db.get(BuddyWish, delivery.about_id)
    if wish is None or wish.asked_by is None or (delivery.state == DUE and wish.is_willing is not None):
        return None
    return messages.called(wish.asked_by, wish.is_willing)


def write_news(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """Introduced, thanked, told that it is over."""
    row = buddies.by_id(db, delivery.about_id)
    what = delivery.key.split(":")[2]
    return NEWS[what](db, row, delivery) if row is not None else None


def is_met(db: Session, delivery: Delivery, _now: datetime) -> bool:
    """Both wait to be introduced: that passes the budget, never the hours.

    Whoever is being welcomed meets them in the next step: on its own it would take the place of the one after.
    """
    welcome = onboarding.of(db, delivery.to)
    is_being_welcomed = welcome is not None and welcome.state == RUNNING
    return delivery.key.split(":")[2] == recipients.INTRODUCED and not is_being_welcomed


def write_care(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """To a convener, as long as the newcomer waits."""
    row, convener = buddies.by_id(db, delivery.about_id), members.by_person(db, delivery.to)
    if row is None or convener is None or not convener.is_convener:
        return None
    return None if delivery.state == DUE and row.state != UNFOUND else messages.care(row)


def _introduce(db: Session, row: Buddyship, delivery: Delivery) -> DigestSection | None:
    to_newcomer = delivery.to == row.newcomer
    other = row.buddy if to_newcomer else row.newcomer
    if other is None or (delivery.state == DUE and row.ended_at is not None):
        return None
    zone = partnerships.own(db).zone
    return messages.introduced(row, other, _partner(db, other), _topic(db, row), zone, to_newcomer=to_newcomer)


def _stopped(_db: Session, row: Buddyship, delivery: Delivery) -> DigestSection:
    to_newcomer = delivery.to == row.newcomer
    return messages.stopped((row.buddy if to_newcomer else row.newcomer) or "", to_newcomer=to_newcomer)


NEWS: dict[str, Callable[[Session, Buddyship, Delivery], DigestSection | None]] = {
    recipients.INTRODUCED: _introduce,
    recipients.STOPPED: _stopped,
    recipients.THANKS: lambda _db, row, _delivery: messages.thanks(row.newcomer),
    recipients.LEFT: lambda _db, row, _delivery: messages.left(row.newcomer),
    recipients.MOVED: lambda _db, _row, _delivery: messages.moved(),
}


def _topic(db: Session, row: Buddyship) -> str:
    """The latest decision that both may see, and how it came about; else a question that fits everybody."""
    two = [members.by_person(db, each or "") for each in (row.newcomer, row.buddy)]
    one, other = two
    found = _seen_by_both(db, one, other) if one and other else None
    return found or messages.TOPICS[row.id % len(messages.TOPICS)]


def _seen_by_both(db: Session, one: Member, other: Member) -> str | None:
    latest = [each.id for each in decisions.latest(db, decisions.visible_to(one), limit=LATEST) if each.in_force]
    both = {each.id: each for each in decisions.among(db, latest, decisions.visible_to(other))} if latest else {}
    decision = next((both[id] for id in latest if id in both), None)
    if decision is None:
        return None
    text = " ".join(decision.text.split())
    short = text if len(text) <= SHORT else text[: SHORT - 1] + "…"
    return f"D-{decision.number}, {bold(said(short))}, and how it came about"


def _partner(db: Session, person: str) -> str:
    partner = members.partners_of(db, [person]).get(person)
    return partner.name if partner else ""
