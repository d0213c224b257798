"""The steps of a welcome: which one is next for whom, what its button does, and how it ends."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain import buddies
from bot.domain.welcomes import facts, scripts
from bot.domain.welcomes.scripts import Script
from bot.errors import Refusal
from storage import journal, members, welcomes
from storage.members import Member
from storage.welcomes import Welcome, WelcomeTouch


def end(db: Session, welcome: Welcome, state: str, *, by: str, at: datetime) -> None:
    """It is over, and we say nothing more of it by ourselves."""
    welcome.state, welcome.ended_at, welcome.ended_by = state, at, by
    journal.note(db, f"welcome.{state}", subject_id=welcome.id, by=by, at=at)


def next_step(db: Session, me: Member, work_day: int) -> Script | None:
    return scripts.step_after(work_day, facts.of(db, me).conditions)


def deed_of(db: Session, touch_id: int) -> str:
    """What its button does; nothing for a step that is gone."""
    found = welcomes.of_touch(db, touch_id)
    script = scripts.shipped().get(found[1].step) if found else None
    return script.deed if script else ""


def work_day_of(touch: WelcomeTouch) -> int:
    """The day of its step; a step that no longer comes with the bot counts as the first."""
    script = scripts.shipped().get(touch.step)
    return script.work_day if script else 0


def is_first(touch: WelcomeTouch) -> bool:
    """Whether it is of the first day: then a buddy is offered."""
    return work_day_of(touch) == 0


def add_touch(
    db: Session, welcome: Welcome, script: Script | None, *, at: datetime, sent_at: datetime | None = None
) -> WelcomeTouch:
    if script is None:
        raise LookupError("there is no step that suits")
    touch = WelcomeTouch(welcome_id=welcome.id, turn=welcome.turn, step=script.key, made_at=at, sent_at=sent_at)
    db.add(touch)
    db.flush()
    return touch


def humans(db: Session, welcome: Welcome) -> Sequence[str]:
    """Who hears of it when somebody stays silent: their buddy, else whoever began it, else one of the conveners."""
    buddy = buddies.of(db, welcome.person)
    if buddy:
        return [buddy]
    return conveners(db, welcome)


def conveners(db: Session, welcome: Welcome) -> Sequence[str]:
    """The convener whose it is: whoever began it, else the first; nobody where nobody convenes."""
    others = [each.person for each in members.conveners(db) if each.person != welcome.person]
    return ([welcome.by] if welcome.by in others else others)[:1]


def check_convener(member: Member) -> None:
    """Raises Refusal when somebody is no convener."""
    if not member.is_convener:
        raise Refusal("Only conveners can do this. Their names are on my Home tab; ask one of them.")
