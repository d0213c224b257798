"""Whose hours, days and wishes hold for whom: a person's own, else their partner's, else the partnership's."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy.orm import Session

from bot.notifications import Attention, Budget
from storage import members, notification_settings, partnerships
from storage.members import Member
from storage.notification_settings import DayOff, Preference
from storage.partnerships import Partner, Partnership

DEFAULT = Attention(zone=ZoneInfo("UTC"))


@dataclass(frozen=True)
class Hours:
    """When somebody works. `work_days` count from Monday, 0. An empty zone or country: as their partner has it."""

    since: time
    until: time
    work_days: tuple[int, ...]
    zone_name: str = ""
    country: str = ""


def of(db: Session, people: Iterable[str]) -> dict[str, Attention]:
    """The attention of people, by their chat id; strangers have none."""
    people = list(people)
    if not people:
        return {}  # as with most ticks of the clock
    known = members.of_people(db, people)
    ours, partners, days = partnerships.own(db), partnerships.partners(db), notification_settings.days_off(db)
    wishes, stops = notification_settings.preferences(db, known), notification_settings.stops(db, known)
    nothing = frozenset[str]()
    return {
        person: _of(member, ours, partners, days, wishes.get(person), stops.get(person, nothing))
        for person, member in known.items()
    }


def _of(
    member: Member,
    ours: Partnership,
    partners: Mapping[int, Partner],
    days: Iterable[DayOff],
    wish: Preference | None,
    stopped: frozenset[str],
) -> Attention:
    wish = wish or Preference(person=member.person)
    partner = partners.get(member.partner_id or 0)
    country, hours = country_of(member, partner, ours, wish), hours_of(wish)
    theirs = frozenset(day.on for day in days if day.partner_id in (None, member.partner_id))
    return Attention(
        zone=zone_of(member, partner, ours, wish),
        since=hours.since,
        until=hours.until,
        work_days=frozenset(hours.work_days),
        is_day_off=days_off(country, theirs),
        away_until=wish.away_until,
        snoozed_until=wish.snoozed_until,
        stopped=stopped,
        budget=Budget(ours.messages_a_day, ours.messages_a_week),
    )


def zone_of(member: Member, partner: Partner | None, ours: Partnership, wish: Preference) -> ZoneInfo:
    return ZoneInfo(wish.zone_name or member.zone_name or (partner and partner.zone_name) or ours.zone_name)


def country_of(member: Member, partner: Partner | None, ours: Partnership, wish: Preference) -> str | None:
    """Whose public holidays they keep."""
    return wish.country or (partner and partner.country) or ours.country or member.country


def hours_of(wish: Preference) -> Hours:
    """When they work, as they have set it, or as is usual."""
    days = sorted(map(int, wish.work_days)) if wish.work_days else sorted(DEFAULT.work_days)
    chosen = wish.zone_name or "", wish.country or ""
    return Hours(wish.since or DEFAULT.since, wish.until or DEFAULT.until, tuple(days), *chosen)


def days_off(country: str | None, added: frozenset[date]) -> Callable[[date], bool]:
    """Public holidays of a country, and the days that conveners have added."""
    return lambda day: day in added or (country is not None and is_holiday(country, day))


def days_off_of_all(db: Session, ours: Partnership | None = None) -> Callable[[date], bool]:
    """The days on which the whole partnership rests: its country's holidays, and what conveners added for all."""
    added = frozenset(day.on for day in notification_settings.days_off(db) if day.partner_id is None)
    return days_off((ours or partnerships.own(db)).country, added)


@lru_cache(maxsize=20_000)
def is_holiday(country: str, day: date) -> bool:
    """Whether a day is a public holiday of the whole country (ISO 3166, two letters).

    Source: the `holidays` package, which follows each country's law.
    """
    return knows_country(country) and day in _calendar(country, day.year)


def knows_country(country: str) -> bool:
    return country in _countries()


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))


@lru_cache(maxsize=500)
def _calendar(country: str, year: int) -> Mapping[date, str]:
    return holidays.country_holidays(country, years=year)


def day(text: str) -> date | None:
    """A day as a form gives it, "2026-03-09"; None when the field was left empty."""
    return date.fromisoformat(text) if text else None
