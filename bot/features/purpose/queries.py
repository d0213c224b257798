"""What a screen shows of the purpose: in which words it will come back."""

from datetime import date

from sqlalchemy.orm import Session

from bot.features.purpose import messages, wordings
from storage import purpose
from storage.recurrences import Recurrence


def coming(db: Session, recurrence: Recurrence, on: date, number: int) -> str:
    """The words of the `number`-th from now, counted from 0."""
    way = wordings.in_turn(purpose.forms(db), number, on)
    if way is None:
        return "Nothing: there are no other words for it yet."
    return messages.words_of(way, purpose.in_force(db, purpose.PURPOSE))
