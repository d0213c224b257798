"""What letters say about buddies, with today's facts: offers, questions, introductions, thanks."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import bold, said
from bot.domain.buddies import telling
from bot.views import buddies as views
from bot.views.letters import Section
from storage import buddies as remembered
from storage import decisions, members, partnerships, welcomes
from storage.buddies import OFFERED, SEARCHING, UNFOUND, Buddyship, BuddyWish
from storage.deliveries import DUE, Delivery
from storage.members import Member
from storage.welcomes import RUNNING

SHORT = 200  # characters of a decision that two may talk of
LATEST = 5  # decisions among which there may be one that both may see


def write_offer(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    row = remembered.by_id(db, delivery.about_id)
    if row is None or (delivery.state == DUE and row.state != OFFERED):
        return None
    return views.offered(row)


def write_ask(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """Nothing once somebody else was asked before it was said."""
    ask = remembered.ask(db, delivery.about_id)
    row = remembered.by_id(db, ask.buddyship_id) if ask else None
    if ask is None or row is None:
        return None
    is_open = not ask.said and row.state == SEARCHING
    if delivery.state == DUE and not is_open:
        return None
    partner = _partner(db, row.newcomer)
    return views.asked(ask, row.newcomer, partner, partnerships.own(db).zone, is_open=is_open)


def write_call(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    wish = db.get(BuddyWish, delivery.about_id)
    if wish is None or wish.asked_by is None or (delivery.state == DUE and wish.is_willing is not None):
        return None
    return views.called(wish.asked_by, wish.is_willing)


def write_news(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """Introduced, thanked, told that it is over."""
    row = remembered.by_id(db, delivery.about_id)
    what = delivery.key.split(":")[2]
    return NEWS[what](db, row, delivery) if row is not None else None


def is_met(db: Session, delivery: Delivery, _now: datetime) -> bool:
    """Both wait to be introduced: that passes the budget, never the hours.

    Whoever is being welcomed meets them in the next step: on its own it would take the place of the one after.
    """
    welcome = welcomes.of(db, delivery.to)
    is_being_welcomed = welcome is not None and welcome.state == RUNNING
    return delivery.key.split(":")[2] == telling.INTRODUCED and not is_being_welcomed


def write_care(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """To a convener, as long as the newcomer waits."""
    row, convener = remembered.by_id(db, delivery.about_id), members.by_person(db, delivery.to)
    if row is None or convener is None or not convener.is_convener:
        return None
    return None if delivery.state == DUE and row.state != UNFOUND else views.care(row)


def _introduce(db: Session, row: Buddyship, delivery: Delivery) -> Section | None:
    to_newcomer = delivery.to == row.newcomer
    other = row.buddy if to_newcomer else row.newcomer
    if other is None or (delivery.state == DUE and row.ended_at is not None):
        return None
    zone = partnerships.own(db).zone
    return views.introduced(row, other, _partner(db, other), _topic(db, row), zone, to_newcomer=to_newcomer)


def _stopped(_db: Session, row: Buddyship, delivery: Delivery) -> Section:
    to_newcomer = delivery.to == row.newcomer
    return views.stopped((row.buddy if to_newcomer else row.newcomer) or "", to_newcomer=to_newcomer)


NEWS: dict[str, Callable[[Session, Buddyship, Delivery], Section | None]] = {
    telling.INTRODUCED: _introduce,
    telling.STOPPED: _stopped,
    telling.THANKS: lambda _db, row, _delivery: views.thanks(row.newcomer),
    telling.LEFT: lambda _db, row, _delivery: views.left(row.newcomer),
    telling.MOVED: lambda _db, _row, _delivery: views.moved(),
}


def _topic(db: Session, row: Buddyship) -> str:
    """The latest decision that both may see, and how it came about; else a question that fits everybody."""
    two = [members.by_person(db, each or "") for each in (row.newcomer, row.buddy)]
    one, other = two
    found = _seen_by_both(db, one, other) if one and other else None
    return found or views.TOPICS[row.id % len(views.TOPICS)]


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
