"""What a screen shows of spotlights: who will be in the light, and with which words."""

from datetime import date

from sqlalchemy.orm import Session

from bot.features import spotlights
from bot.features.spotlights import messages
from storage import partnerships
from storage import spotlights as stored_spotlights
from storage.recurrences import Recurrence


def coming(db: Session, recurrence: Recurrence, on: date, number: int) -> str:
    """Who is in the light on that day, the `number`-th from now, counted from 0."""
    waiting, partners = stored_spotlights.under_way(db), spotlights.in_turn(db)
    row = next((each for each in waiting if each.due_on == on), None)
    if row is not None:
        name = partnerships.partners(db)[row.partner_id].name
        return f"{name}: {messages.plain_words(row) or 'no words yet'}"
    if stored_spotlights.is_taken(db, on):
        return "Nothing: they would rather not this time."
    if not partners:
        return "Nobody: there is no partner yet."
    return f"{partners[max(0, number - len(waiting)) % len(partners)].name}: not asked yet"
