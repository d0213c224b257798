"""Opening: everybody of the audience is asked in their own hour; who is silent is asked again, twice at most."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.domain.rounds import FURTHEST_EAST, POST, QUESTION, REMINDER, audience
from storage import attention, deliveries, journal, letters, members, partnerships, rounds
from storage.attention import Preference
from storage.members import Member
from storage.rounds import Round

REMINDED_AFTER = (timedelta(days=2), timedelta(days=4))  # on the third and on the fifth day
"""A source for the days: what members of pulse products expect; more than two reminders make people leave."""


def open_due(db: Session, *, now: datetime) -> Sequence[Round]:
    """Open what is to open on the day that has begun furthest east. Each person is asked in their own hour."""
    today = (now.astimezone(UTC) + FURTHEST_EAST).date()
    opened = [each for each in rounds.to_open(db, until=today) if _open(db, each, now)]
    return opened


def remind_due(db: Session, *, now: datetime) -> None:
    """Ask those again who have said nothing. Nobody is told who they are."""
    today = (now.astimezone(UTC) + FURTHEST_EAST).date()
    for round_ in rounds.open_ones(db):
        for number, after in enumerate(REMINDED_AFTER, start=1):
            day = round_.opens_on + after
            if round_.reminded < number and day <= min(today, round_.closes_on):
                round_.reminded = number
                silent = members.of_people(db, rounds.silent(db, round_.id))
                _write(db, REMINDER, round_, list(silent.values()), on=day, key=f"reminder{number}")


def _open(db: Session, round_: Round, now: datetime) -> bool:
    """False when its last day is over before it could open: the machine was off, and nobody should be asked now."""
    people = audience(db, round_.audience)
    zones = zones_of(db, people)
    closes_at = last_moment(round_.closes_on, zones.values())
    if closes_at <= now:
        round_.cancelled_at = now
        return False
    round_.opened_at, round_.closes_at, round_.secret = now, closes_at, secrets.token_hex(32)
    rounds.invite(db, round_.id, [(member.person, member.partner_id) for member in people])
    _write(db, QUESTION, round_, people, on=round_.opens_on, key="question", zones=zones)
    own = partnerships.own(db)
    first = max(now, moment(round_.opens_on, round_.hour, own.zone))
    deliveries.plan(db, POST, about_id=round_.id, key=f"round:{round_.id}:post", at=first)
    journal.note(db, "round.opened", subject_id=round_.id, by=round_.opened_by, at=now)
    return True


def _write(
    db: Session,
    kind: str,
    round_: Round,
    people: Sequence[Member],
    *,
    on: date,
    key: str,
    zones: Mapping[str, ZoneInfo] | None = None,
) -> None:
    zones = zones if zones is not None else zones_of(db, people)
    due = [
        letters.Due(
            member.person, f"round:{round_.id}:{key}:{member.person}", moment(on, round_.hour, zones[member.person])
        )
        for member in people
    ]
    letters.write_to_many(db, kind, due, about_id=round_.id, on=on, hour=round_.hour)


def zones_of(db: Session, people: Sequence[Member]) -> dict[str, ZoneInfo]:
    """Each person's zone: their own, else their partner's, else the partnership's."""
    ours, partners = partnerships.own(db), partnerships.partners(db)
    wishes = attention.preferences(db, [member.person for member in people])
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
