"""The first room of somebody's own page, as far as it is of several features: what they can begin, what will come."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from bot.chat.messages import Button, Buttons, Paragraph, Part, Title
from bot.chat.words import and_more, bold, said, short
from bot.features import catalogue, recurrences
from bot.features.catalogue import HomeContext
from bot.features.surveys.home import SOON, concerning
from bot.notifications import local_moment
from storage import digests
from storage import recurrences as stored_recurrences

GREETING = "I keep what you decide together, and why, and answer when somebody asks. Only what you save is kept."
DOORS = (
    Button("Log a decision", "decision_open", "", "primary"),
    Button("Ask why", "why_open"),
    Button("Make a promise", "commitment_open"),
)
GETS = Button("What I get, and when", "attention_open")
MOST_COMING = 6  # lines; the rest will say so itself
PULSE, CALENDAR = "The weekly question", "it is on the partnership's calendar"
NOTHING_COMING = "Nothing is on its way to you this week."


@dataclass(frozen=True)
class UpcomingDigest:
    """Something on its way to them: what it is called, why they get it, and when it will come."""

    title: str
    because: str
    at: datetime


def doors(_: HomeContext) -> tuple[Part, ...]:
    return (Title("Your partnership's memory"), Paragraph(GREETING), Buttons(DOORS))


def coming(glance: HomeContext) -> tuple[Part, ...]:
    """What is on its way already, and what the calendar will bring: with day and hour of theirs, and why."""
    due = digests.waiting_for(glance.db, glance.me.person, until=glance.now + SOON)
    kinds = [(catalogue.digest_kinds()[row.kind], row.not_before) for row in due]
    found = [UpcomingDigest(kind.title, kind.because, at) for kind, at in kinds] + _planned(glance)
    lines = [_line(each, glance.zone) for each in sorted(found, key=lambda each: each.at)[:MOST_COMING]]
    words = Paragraph("\n".join(lines or [NOTHING_COMING]))
    return (Title("What comes to you this week"), words, *and_more(len(found), MOST_COMING), Buttons((GETS,)))


def _planned(glance: HomeContext) -> list[UpcomingDigest]:
    """Rounds on the calendar, and pulses that come back by themselves: at that hour of theirs, on that day."""
    last = glance.today + SOON
    _, soon = glance.once(concerning)
    found = [_on_calendar(row.title, row.opens_on, row.hour, glance.zone) for row in soon]
    for recurrence in stored_recurrences.all_(glance.db):
        if recurrence.noun == recurrences.PULSE:
            days = recurrences.days_between(recurrence, glance.today, last)
            found += [_on_calendar(PULSE, day, recurrence.hour, glance.zone) for day in days]
    return [each for each in found if each.at > glance.now]


def _on_calendar(title: str, on: date, hour: time, zone: ZoneInfo) -> UpcomingDigest:
    return UpcomingDigest(title, CALENDAR, local_moment(on, hour, zone))


def _line(each: UpcomingDigest, zone: tzinfo) -> str:
    local = each.at.astimezone(zone)
    when = f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"
    return f"• {bold(said(short(each.title)))}, {when}: {each.because}"
