"""Reach: whom our messages reach, whom they do not, and what got stuck on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, false
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from bot.text import moments
from storage import deliveries, digests, events, members, notification_settings, partnerships, recurrences, reviews
from storage.members import Member
from storage.notification_settings import DayOff
from storage.partnerships import Partner

PREVIEW = "preview"
PREVIEW_DAY, PREVIEW_HOUR = 4, time(14)  # Friday afternoon: the next week can still be changed

FLOOR = timedelta(days=21)  # a partner that hears nothing for three weeks drifts away


@dataclass(frozen=True)
class SilentPartner:
    """A partner of which nobody has heard from us: since when, or never."""

    partner: Partner
    since: datetime | None


def unreached(
    partners: Iterable[Partner], last: Mapping[int | None, datetime], *, now: datetime
) -> Sequence[SilentPartner]:
    """The partners, of those where somebody is here, that no message has reached for three weeks.

    `last` is when a message last reached each; none is silent while nothing goes out at all.
    """
    quiet = [SilentPartner(partner, last.get(partner.id)) for partner in partners] if last else []
    return [each for each in quiet if each.since is None or now - each.since > FLOOR]


def may_preview(now: datetime) -> ColumnElement[bool]:
    """Whether it is the day of the preview anywhere, and nobody has been told yet: a question to the database."""
    friday = next((day for day in moments.days_on_earth(now) if day.weekday() == PREVIEW_DAY), None)
    return false() if friday is None else ~deliveries.any_planned(PREVIEW, _monday_after(friday).toordinal())


def _monday_after(friday: date) -> date:
    return friday + timedelta(days=7 - PREVIEW_DAY)


def preview_due(db: Session, *, now: datetime) -> None:
    """On Friday the conveners are told what the next week brings, if there is a rhythm or a review comes."""
    local = now.astimezone(partnerships.own(db).zone)
    if local.weekday() != PREVIEW_DAY:
        return
    friday = local.date()
    monday = _monday_after(friday)
    if not recurrences.all_(db) and not reviews.any_comes(db, first=monday, last=monday + timedelta(days=6)):
        return
    at = datetime.combine(friday, PREVIEW_HOUR, tzinfo=local.tzinfo).astimezone(UTC)
    due = [digests.DueDelivery(each.person, f"preview:{monday}:{each.person}", at) for each in members.conveners(db)]
    digests.write_to_many(db, PREVIEW, due, about_id=monday.toordinal(), on=friday, hour=PREVIEW_HOUR)


def send_again(db: Session, id: int, *, by: Member, at: datetime) -> None:
    """Try again what was given up. Raises Refusal when `by` is no convener, or when it is no longer stuck."""
    check_convener(by)
    if not deliveries.renew(db, id, at=at):
        raise Refusal("That is on its way already, or somebody has let it go.")
    events.note(db, "delivery.renewed", subject_id=id, by=by.person, at=at)


def let_go(db: Session, id: int, *, by: Member, at: datetime) -> None:
    """It shall not be sent any more. Raises Refusal like `send_again`."""
    check_convener(by)
    if not deliveries.forgo(db, id, at=at, why="a convener let it go"):
        raise Refusal("That is on its way already, or somebody has let it go.")
    events.note(db, "delivery.forgone", subject_id=id, by=by.person, at=at)


def add_day_off(db: Session, on: date | None, name: str, partner_id: int | None, *, by: Member, at: datetime) -> DayOff:
    """A day on which nothing unasked reaches anybody, or nobody of one partner. Raises Refusal without day or name."""
    check_convener(by)
    if on is None:
        raise Refusal("Choose the day.", field="on")
    if not name.strip():
        raise Refusal("Give the day a name, so that others know what it is.", field="name")
    day = DayOff(on=on, name=name.strip()[:80], partner_id=partner_id)
    db.add(day)
    db.flush()
    events.note(db, "day_off.added", subject_id=day.id, by=by.person, at=at)
    return day


def set_budget(db: Session, a_day: int, a_week: int, *, by: Member, at: datetime) -> None:
    """How many unasked-for messages one person may get. Raises Refusal below one, or above what anybody reads."""
    check_convener(by)
    if not 1 <= a_day <= 5:
        raise Refusal("One to five a day.", field="a_day")
    if not a_day <= a_week <= 20:
        raise Refusal(f"Between {a_day} and 20 a week.", field="a_week")
    own = partnerships.own(db)
    own.messages_a_day, own.messages_a_week = a_day, a_week
    events.note(db, "budget.set", subject_id=own.id, by=by.person, at=at)


def days_off(db: Session, *, since: date) -> Sequence[DayOff]:
    return [day for day in notification_settings.days_off(db) if day.on >= since]
