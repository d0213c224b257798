"""A letter is begun with what may go now; one that was begun earlier is taken over, and asked whether it still fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain import attention
from bot.domain.attention import Attention
from schedules import waiting
from schedules.sending import LEASE
from storage import letters
from storage.deliveries import Delivery
from storage.letters import BEGUN, Letter


@dataclass(frozen=True)
class Held:
    """A letter and what is in it, under our lease. `still_fits`: it may be said now, as far as its person goes."""

    letter: Letter
    rows: Sequence[Delivery]
    still_fits: bool = True

    @property
    def looks_first(self) -> bool:
        return any(row.attempts > 1 for row in self.rows)


def begin(db: Session, person: str, mine: Attention | None, now: datetime) -> Held | None:
    """Claim what is due, put off what must wait, and begin a letter with the rest; or take over one that was begun."""
    claimed = letters.claim_for(db, person, now=now, until=now + LEASE)
    earlier = next((row.letter_id for row in claimed if row.letter_id is not None), None)
    if earlier is not None:
        letter = db.get_one(Letter, earlier)
        _leave_out(db, [row for row in claimed if row.letter_id != earlier], now)
        rows = [row for row in claimed if row.letter_id == earlier]
        return Held(letter, rows, mine is not None and _still_fits(mine, letter, now))
    if mine is None:
        letters.drop(db, claimed, at=now, why="not here any more")
        return None
    had = [letter.at for letter in letters.since(db, [person], now - attention.WEEK).get(person, [])]
    going = waiting.sort(db, claimed, mine, had, now)
    if not going:
        return None
    return Held(letters.begin(db, person, going, at=now, urgent=not attention.fits_budget(mine, now, had)), going)


def _still_fits(mine: Attention, letter: Letter, now: datetime) -> bool:
    """Whether a letter begun earlier may be said now: on the day for which it counts, when they may be written to."""
    same_day = letter.at.astimezone(mine.zone).date() == now.astimezone(mine.zone).date()
    return same_day and letter.state == BEGUN and attention.judge(mine, "", now=now, had=(), urgent=True).now


def _leave_out(db: Session, rows: Sequence[Delivery], now: datetime) -> None:
    """What came due while an earlier letter is still under way goes with the next one."""
    waiting.wait(db, rows, now + LEASE, "an earlier message is under way")
