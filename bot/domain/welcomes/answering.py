"""What newcomers do about the one small thing of a step: they do it, go on without it, or say what they would like."""

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.orm import Session

from bot.domain.questions import clean
from bot.domain.welcomes.kinds import WISH
from bot.domain.welcomes.steps import conveners, end, next_step, work_day_of
from bot.errors import Refusal
from storage import journal, letters, welcomes
from storage.members import Member
from storage.welcomes import ANSWERED, RUNNING, SETTLED, Welcome, WelcomeTouch

LONGEST_WISH = 1_000  # characters
MORNING = time(9)


@dataclass(frozen=True)
class Progress:
    """What came of a click: the touch, whether that was the last of them, and whether it was not clicked before."""

    welcome: Welcome
    touch: WelcomeTouch
    is_last: bool = False
    is_new: bool = False


def answer(db: Session, touch_id: int, how: str, *, by: Member, at: datetime) -> Progress:
    """They did the one small thing, or go on without it. Said twice it counts once. Raises Refusal for anybody else."""
    found = welcomes.of_touch(db, touch_id, for_change=True)
    if found is None or found[0].person != by.person:
        raise Refusal("That was not written to you. Say `welcome me`, and I tell you about us too.")
    welcome, touch = found
    if touch.done_at is not None or touch.turn != welcome.turn:
        return Progress(welcome, touch)
    touch.done_at, touch.how = at, how
    journal.note(db, f"welcome.{how}", subject_id=touch.id, by=by.person, at=at)
    is_last = welcome.state == RUNNING and next_step(db, by, work_day_of(touch)) is None
    if is_last:
        end(db, welcome, SETTLED, by=by.person, at=at)
    return Progress(welcome, touch, is_last, is_new=True)


def wish(db: Session, touch_id: int, text: str, *, by: Member, at: datetime) -> Progress:
    """One thing that they would like from us. Raises Refusal when it is empty or too long."""
    words = clean(text)
    if not words:
        raise Refusal("A few words are enough. Or close this: nothing is lost.", field="wish")
    if len(words) > LONGEST_WISH:
        raise Refusal(f"Please keep this under {LONGEST_WISH:,} characters; it has {len(words):,}.", field="wish")
    progress = answer(db, touch_id, ANSWERED, by=by, at=at)
    progress.touch.wish = words
    for human in conveners(db, progress.welcome):
        key = f"{WISH}:{touch_id}:{human}"
        letters.write_to(db, WISH, human, about_id=touch_id, key=key, at=at, on=at.date(), hour=MORNING)
    return progress
