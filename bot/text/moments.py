"""Moments: as an operator types them ("tomorrow 9:00", "next monday", "+3 days"), and which days one falls on."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import Refusal

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FURTHEST = timedelta(days=60)
TYPED = re.compile(r"(?P<day>.+?)(?:[\sT]+(?P<hour>\d{1,2}:\d{2}))?", re.IGNORECASE)
LATER = re.compile(r"\+\s*(\d{1,3})\s*(hour|day|week)s?", re.IGNORECASE)
EXAMPLES = "Try 2026-03-09 10:00, tomorrow 9:00, next monday or +3 days."


FURTHEST_WEST, FURTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)


def days_on_earth(now: datetime) -> list[date]:
    """The days that it is at this moment, somewhere; up to three, in their order."""
    utc = now.astimezone(UTC)
    return sorted({(utc + ahead).date() for ahead in (FURTHEST_WEST, timedelta(0), FURTHEST_EAST)})


def read(text: str, *, now: datetime, zone: ZoneInfo) -> datetime:
    """A moment from now to 60 days ahead, in UTC; a day without an hour begins at nine.

    Raises Refusal when it is not understood, has passed, or is further away.
    """
    moment = _later(text, now) or _on_a_day(text, now.astimezone(zone).date(), zone)
    if moment is None:
        raise Refusal(f"I do not understand “{text}”. {EXAMPLES}")
    if moment < now:
        raise Refusal(f"{moment.astimezone(zone):%A %-d %B %Y, %H:%M} has passed. {EXAMPLES}")
    if moment - now > FURTHEST:
        raise Refusal(f"That is more than {FURTHEST.days} days ahead: too much will have changed by then.")
    return moment


def _later(text: str, now: datetime) -> datetime | None:
    said = LATER.fullmatch(text.strip())
    return now + timedelta(**{f"{said[2].lower()}s": int(said[1])}) if said else None


def _on_a_day(text: str, today: date, zone: ZoneInfo) -> datetime | None:
    said = TYPED.fullmatch(text.strip())
    day = _day(said["day"].lower().removeprefix("next ").strip(), today) if said else None
    if said is None or day is None:
        return None
    try:
        hour = time.fromisoformat((said["hour"] or "09:00").zfill(5))
    except ValueError:
        return None
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def _day(said: str, today: date) -> date | None:
    if said in ("today", "tomorrow"):
        return today + timedelta(days=said == "tomorrow")
    if said in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(said) - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
