"""The steps of a welcome: which one is next for whom, what its button does, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import buddies
from bot.features.onboarding import facts, texts
from bot.features.onboarding.rules import WISH
from bot.features.onboarding.texts import OnboardingScript
from bot.text.clean import clean
from storage import digests, events, members, onboarding
from storage.members import Member
from storage.onboarding import ANSWERED, RUNNING, SETTLED, Onboarding, OnboardingTouch


def end(db: Session, welcome: Onboarding, state: str, *, by: str, at: datetime) -> None:
    """It is over, and we say nothing more of it by ourselves."""
    welcome.state, welcome.ended_at, welcome.ended_by = state, at, by
    events.note(db, f"welcome.{state}", subject_id=welcome.id, by=by, at=at)


def next_step(db: Session, me: Member, work_day: int) -> OnboardingScript | None:
    return texts.step_after(work_day, facts.of(db, me).conditions)


def deed_of(db: Session, touch_id: int) -> str:
    """What its button does; nothing for a step that is gone."""
    found = onboarding.of_touch(db, touch_id)
    script = texts.shipped().get(found[1].step) if found else None
    return script.deed if script else ""


def work_day_of(touch: OnboardingTouch) -> int:
    """The day of its step; a step that no longer comes with the bot counts as the first."""
    script = texts.shipped().get(touch.step)
    return script.work_day if script else 0


def is_first(touch: OnboardingTouch) -> bool:
    """Whether it is of the first day: then a buddy is offered."""
    return work_day_of(touch) == 0


def add_touch(
    db: Session, welcome: Onboarding, script: OnboardingScript | None, *, at: datetime, sent_at: datetime | None = None
) -> OnboardingTouch:
    if script is None:
        raise LookupError("there is no step that suits")
    touch = OnboardingTouch(onboarding_id=welcome.id, turn=welcome.turn, step=script.key, made_at=at, sent_at=sent_at)
    db.add(touch)
    db.flush()
    return touch


def humans(db: Session, welcome: Onboarding) -> Sequence[str]:
    """Who hears of it when somebody stays silent: their buddy, else whoever began it, else one of the conveners."""
    buddy = buddies.of(db, welcome.person)
    if buddy:
        return [buddy]
    return conveners(db, welcome)


def conveners(db: Session, welcome: Onboarding) -> Sequence[str]:
    """The convener whose it is: whoever began it, else the first; nobody where nobody convenes."""
    others = [each.person for each in members.conveners(db) if each.person != welcome.person]
    return ([welcome.by] if welcome.by in others else others)[:1]


LONGEST_WISH = 1_000  # characters
MORNING = time(9)


@dataclass(frozen=True)
class StepProgress:
    """What came of a click: the touch, whether that was the last of them, and whether it was not clicked before."""

    welcome: Onboarding
    touch: OnboardingTouch
    is_last: bool = False
    is_new: bool = False


def answer(db: Session, touch_id: int, how: str, *, by: Member, at: datetime) -> StepProgress:
    """They did the one small thing, or go on without it. Said twice it counts once. Raises Refusal for anybody else."""
    found = onboarding.of_touch(db, touch_id, for_change=True)
    if found is None or found[0].person != by.person:
        raise Refusal("That was not written to you. Say `welcome me`, and I tell you about us too.")
    welcome, touch = found
    if touch.done_at is not None or touch.turn != welcome.turn:
        return StepProgress(welcome, touch)
    touch.done_at, touch.how = at, how
    events.note(db, f"welcome.{how}", subject_id=touch.id, by=by.person, at=at)
    is_last = welcome.state == RUNNING and next_step(db, by, work_day_of(touch)) is None
    if is_last:
        end(db, welcome, SETTLED, by=by.person, at=at)
    return StepProgress(welcome, touch, is_last, is_new=True)


def wish(db: Session, touch_id: int, text: str, *, by: Member, at: datetime) -> StepProgress:
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
        digests.write_to(db, WISH, human, about_id=touch_id, key=key, at=at, on=at.date(), hour=MORNING)
    return progress
