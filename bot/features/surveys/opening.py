"""Opening: everybody of the audience is asked in their own hour; who is silent is asked again, twice at most."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.features.surveys import FURTHEST_EAST, POST, QUESTION, REMINDER, audience
from storage import deliveries, digests, events, members, notification_settings, partnerships, surveys
from storage.members import Member
from storage.notification_settings import Preference
from storage.surveys import Survey

REMINDED_AFTER = (timedelta(days=2), timedelta(days=4))  # on the third and on the fifth day
"""A source for the days: what members of pulse products expect; more than two reminders make people leave."""


def open_due(db: Session, *, now: datetime) -> Sequence[Survey]:
    """Open what is to open on the day that has begun furthest east. Each person is asked in their own hour."""
    today = (now.astimezone(UTC) + FURTHEST_EAST).date()
    opened = [each for each in surveys.to_open(db, until=today) if _open(db, each, now)]
    return opened


def remind_due(db: Session, *, now: datetime) -> None:
    """Ask those again who have said nothing. Nobody is told who they are."""
    today = (now.astimezone(UTC) + FURTHEST_EAST).date()
    for survey in surveys.open_ones(db):
        for number, after in enumerate(REMINDED_AFTER, start=1):
            day = survey.opens_on + after
            if survey.reminded < number and day <= min(today, survey.closes_on):
                survey.reminded = number
                silent = members.of_people(db, surveys.silent(db, survey.id))
                _write(db, REMINDER, survey, list(silent.values()), on=day, key=f"reminder{number}")


def _open(db: Session, survey: Survey, now: datetime) -> bool:
    """False when its last day is over before it could open: the machine was off, and nobody should be asked now."""
    people = audience(db, survey.audience)
    zones = zones_of(db, people)
    closes_at = last_moment(survey.closes_on, zones.values())
    if closes_at <= now:
        survey.cancelled_at = now
        return False
    survey.opened_at, survey.closes_at, survey.secret = now, closes_at, secrets.token_hex(32)
    surveys.invite(db, survey.id, [(member.person, member.partner_id) for member in people])
    _write(db, QUESTION, survey, people, on=survey.opens_on, key="question", zones=zones)
    own = partnerships.own(db)
    first = max(now, moment(survey.opens_on, survey.hour, own.zone))
    deliveries.plan(db, POST, about_id=survey.id, key=f"round:{survey.id}:post", at=first)
    events.note(db, "round.opened", subject_id=survey.id, by=survey.opened_by, at=now)
    return True


def _write(
    db: Session,
    kind: str,
    survey: Survey,
    people: Sequence[Member],
    *,
    on: date,
    key: str,
    zones: Mapping[str, ZoneInfo] | None = None,
) -> None:
    zones = zones if zones is not None else zones_of(db, people)
    due = [
        digests.DueDelivery(
            member.person, f"round:{survey.id}:{key}:{member.person}", moment(on, survey.hour, zones[member.person])
        )
        for member in people
    ]
    digests.write_to_many(db, kind, due, about_id=survey.id, on=on, hour=survey.hour)


def zones_of(db: Session, people: Sequence[Member]) -> dict[str, ZoneInfo]:
    """Each person's zone: their own, else their partner's, else the partnership's."""
    ours, partners = partnerships.own(db), partnerships.partners(db)
    wishes = notification_settings.preferences(db, [member.person for member in people])
    return {member.person: _zone(member, wishes.get(member.person), partners, ours.zone_name) for member in people}


def _zone(member: Member, wish: Preference | None, partners: Mapping[int, partnerships.Partner], ours: str) -> ZoneInfo:
    partner = partners.get(member.partner_id or 0)
    own = (wish.zone_name if wish else None) or member.zone_name
    return ZoneInfo(own or (partner.zone_name if partner else None) or ours)


def moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """An hour of somebody's day, in UTC."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def last_moment(day: date, zones: Iterable[ZoneInfo]) -> datetime:
    """The end of a day for whoever's day ends last."""
    after = day + timedelta(days=1)
    ends = [moment(after, time(0), zone) for zone in set(zones)]
    return max(ends, default=moment(after, time(0), ZoneInfo("UTC")))
