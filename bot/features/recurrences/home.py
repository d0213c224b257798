"""What the room of conveners shows of recurrences: when each comes next, and the ways to pause or skip it."""

from datetime import date

from bot.chat.messages import Button, Buttons, Paragraph, Part, Title
from bot.chat.words import weekday
from bot.features import catalogue, recurrences
from bot.features.catalogue import HomeContext
from bot.notifications import preferences
from storage import recurrences as stored_recurrences
from storage.recurrences import Recurrence


def turns(glance: HomeContext) -> tuple[Part, ...]:
    ours = glance.owner.ours
    is_off, today = preferences.days_off_of_all(glance.db, ours), glance.now.astimezone(ours.zone).date()
    every = [(row, recurrences.next_on(row, today=today, is_off=is_off)) for row in stored_recurrences.all_(glance.db)]
    parts = tuple(part for row, next_on in every for part in _turn(row, next_on))
    return (Title("Rhythms"), *parts) if parts else ()


def _turn(row: Recurrence, next_on: date | None) -> tuple[Part, ...]:
    title = catalogue.recurrence_kinds()[row.noun].title
    if row.paused_at is not None:
        return (Paragraph(f"*{title}* is paused."), Buttons((Button("Resume", "rhythm_resume", row.noun),)))
    comes = f"next on {weekday(next_on)}, {row.hour:%H:%M}" if next_on else "comes no more"
    buttons = (
        Button("Pause", "rhythm_pause", row.noun),
        Button("Skip the next one", "rhythm_skip", row.noun),
        Button("Show me first", "rhythm_try", row.noun),
    )
    return (Paragraph(f"*{title}*: {comes}"), Buttons(buttons))
