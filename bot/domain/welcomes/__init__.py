"""Welcomes: whoever is new is told over three working days why we are here, and asked for one small thing each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.domain.questions import clean
from bot.domain.welcomes import facts, scripts
from bot.domain.welcomes.scripts import Script
from bot.errors import Refusal
from storage import journal, letters, members, partnerships, welcomes
from storage.members import BOT, Member
from storage.welcomes import (
    ANSWERED,
    ASKED,
    RUNNING,
    SETTLED,
    STARTED,
    STOPPED,
    Welcome,
    WelcomeTouch,
)

KIND = welcomes.KIND
CARE = "welcome_care"
WISH = "welcome_wish"

SETTLING = timedelta(minutes=10)  # after we came here: until then we get to know those who were here before us
NEW_FOR = timedelta(minutes=10)  # after we met somebody: a report that they joined may come a little later
LONGEST_WISH = 1_000  # characters
MORNING = time(9)

ALREADY = "I am telling you about us already: one short message on each working day. The next one comes by itself."


@dataclass(frozen=True)
class Progress:
    """What came of a click: the touch, and whether that was the last of them."""

    welcome: Welcome
    touch: WelcomeTouch
    is_last: bool = False


def greet(db: Session, person: str, *, because: str, at: datetime) -> Welcome | None:
    """Somebody came to a channel of ours or to the workspace: they are welcomed if they are new.

    Nobody is who was here before us, nor a program, nor whoever convenes; and nobody is welcomed twice.
    """
    me = members.by_person(db, person)
    if me is None or me.kind == BOT or me.is_convener or not _is_new(me, partnerships.own(db).created_at, at):
        return None
    if me.is_second or any(welcomes.of(db, each) for each in me.ids):
        return None
    return _begin(db, me, because=because, by="", at=at)


def ask_for(db: Session, *, by: Member, at: datetime) -> tuple[Welcome, WelcomeTouch]:
    """Whoever asks is welcomed, however long they have been here; the first step is theirs at once.

    Raises Refusal while they are being welcomed.
    """
    welcome = _begin_anew(db, by, because=ASKED, by="", at=at)
    if welcome is None:
        raise Refusal(ALREADY)
    first = next_step(db, by, -1)
    return welcome, add_touch(db, welcome, first, at=at, sent_at=at)


def start(db: Session, person: str, *, by: Member, at: datetime) -> Welcome:
    """A convener has somebody welcomed, also anew. Raises Refusal for a stranger, or while it is under way."""
    _check(by)
    me = members.by_person(db, person)
    if me is None or me.kind == BOT or me.left_at is not None:
        raise Refusal("I have not met this person yet. Invite them to a channel that I am in.", field="person")
    welcome = _begin_anew(db, me, because=STARTED, by=by.person, at=at)
    if welcome is None:
        raise Refusal(f"{me.name} is being welcomed already.", field="person")
    return welcome


def stop(db: Session, person: str, *, by: Member, at: datetime) -> Welcome:
    """No more of it, by their own word or a convener's. Raises Refusal when nobody is telling them anything."""
    if by.person != person:
        _check(by)
    welcome = welcomes.of(db, person)
    if welcome is None or welcome.state != RUNNING:
        raise Refusal("No welcome is under way, so there is nothing to stop.", field="person")
    end(db, welcome, STOPPED, by=by.person, at=at)
    return welcome


def answer(db: Session, touch_id: int, how: str, *, by: Member, at: datetime) -> Progress:
    """They did the one small thing, or go on without it. Said twice it counts once. Raises Refusal for anybody else."""
    found = welcomes.of_touch(db, touch_id)
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
    return Progress(welcome, touch, is_last)


def wish(db: Session, touch_id: int, text: str, *, by: Member, at: datetime) -> Progress:
    """One thing that they would like from us. Raises Refusal when it is empty or too long."""
    words = clean(text)
    if not words:
        raise Refusal("A few words are enough. Or close this: nothing is lost.", field="wish")
    if len(words) > LONGEST_WISH:
        raise Refusal(f"Please keep this under {LONGEST_WISH:,} characters; it has {len(words):,}.", field="wish")
    progress = answer(db, touch_id, ANSWERED, by=by, at=at)
    progress.touch.wish = words
    for human in humans(db, progress.welcome):
        key = f"{WISH}:{touch_id}:{human}"
        letters.write_to(db, WISH, human, about_id=touch_id, key=key, at=at, on=at.date(), hour=MORNING)
    return progress


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
    """Who hears of it when somebody stays silent: whoever began it for them, else one of the conveners."""
    conveners = [each.person for each in members.conveners(db) if each.person != welcome.person]
    chosen = [welcome.by] if welcome.by in conveners else conveners
    return chosen[:1]


def _is_new(me: Member, we_came_at: datetime, at: datetime) -> bool:
    return me.met_at > we_came_at + SETTLING and at - me.met_at <= NEW_FOR


def _begin(db: Session, me: Member, *, because: str, by: str, at: datetime) -> Welcome | None:
    welcome = welcomes.begin(db, me.person, because=because, by=by, at=at)
    if welcome is not None:
        journal.note(db, "welcome.begun", subject_id=welcome.id, by=by or me.person, at=at)
    return welcome


def _begin_anew(db: Session, me: Member, *, because: str, by: str, at: datetime) -> Welcome | None:
    """The first, or once more; None while one is under way."""
    known = welcomes.of(db, me.person)
    if known is None:
        return _begin(db, me, because=because, by=by, at=at)
    if known.state == RUNNING:
        return None
    known.turn, known.state, known.because, known.by, known.began_at = known.turn + 1, RUNNING, because, by, at
    known.ended_at, known.ended_by = None, ""
    journal.note(db, "welcome.begun", subject_id=known.id, by=by or me.person, at=at)
    return known


def _check(member: Member) -> None:
    if not member.is_convener:
        raise Refusal("Only conveners can do this. Their names are on my Home tab; ask one of them.")
