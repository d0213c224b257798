"""Reviews by the clock: what comes up is asked in the morning of whoever looks after it, and once more a week later."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat import Chat
from bot.domain import reviews as rules
from bot.domain.attention import own
from bot.domain.reviews.asking import MORNING, REMINDED_AFTER, Mornings
from storage import Begin, reviews

A_DAY = timedelta(days=1)  # somewhere it is tomorrow already


def ask(begin: Begin, chat: Chat, now: datetime) -> None:
    """Make what is due for each; the letters of the same tick carry it, in their hours and their budget."""
    with begin(reading=True) as db:
        owners = reviews.owners_due(db, until=now.date() + A_DAY)
        stale = reviews.unreminded(db, asked_until=now.date() + A_DAY - REMINDED_AFTER)
        days = _mornings(db, now)({row.asked for row, _ in stale}) if stale else {}
    for owner in owners:
        with begin() as db:
            rules.ask_due(db, owner, _mornings(db, now), at=now)
    for person, today in days.items():
        with begin() as db:
            rules.remind(db, person, today=today, at=now)


def _mornings(db: Session, now: datetime) -> Mornings:
    def begun(people: Iterable[str]) -> Mapping[str, date]:
        found = {}
        for person, mine in own.of(db, people).items():
            local = now.astimezone(mine.zone)
            works = local.weekday() in mine.work_days and not mine.is_day_off(local.date())
            if works and local.time() >= MORNING:
                found[person] = local.date()
        return found

    return begun
