"""Who is welcomed, and from when: whoever is new, whoever asks for it, and those for whom a convener begins it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from bot.features.onboarding.rules import KIND
from bot.features.onboarding.steps import add_touch, end, next_step
from storage import events, members, notification_settings, onboarding, partnerships
from storage.members import BOT, Member
from storage.onboarding import ASKED, RUNNING, STARTED, STOPPED, Onboarding, OnboardingTouch

SETTLING = timedelta(minutes=10)  # after we came here: until then we get to know those who were here before us
NEW_FOR = timedelta(minutes=10)  # after we met somebody: a report that they joined may come a little later

ALREADY = "I am telling you about us already: one short message on each working day. The next one comes by itself."


def greet(db: Session, person: str, *, because: str, at: datetime) -> Onboarding | None:
    """Somebody came to a channel of ours or to the workspace: they are welcomed if they are new.

    Nobody is who was here before us, nor a program, nor whoever convenes; and nobody is welcomed twice.
    """
    me = members.by_person(db, person)
    if me is None or me.kind == BOT or me.is_convener or not _is_new(me, partnerships.own(db).created_at, at):
        return None
    if me.is_second or any(onboarding.of(db, each) for each in me.ids):
        return None
    return _begin(db, me, because=because, by="", at=at)


def ask_for(db: Session, *, by: Member, at: datetime) -> tuple[Onboarding, OnboardingTouch]:
    """Whoever asks is welcomed, however long they have been here; the first step is theirs at once.

    Raises Refusal while they are being welcomed.
    """
    notification_settings.allow(db, by.person, KIND)
    welcome = _begin_anew(db, by, because=ASKED, by="", at=at)
    if welcome is None:
        raise Refusal(ALREADY)
    first = next_step(db, by, -1)
    return welcome, add_touch(db, welcome, first, at=at, sent_at=at)


def start(db: Session, person: str, *, by: Member, at: datetime) -> Onboarding:
    """A convener has somebody welcomed, also anew. Raises Refusal for a stranger, for those who
    stopped these messages, or while it is under way."""
    check_convener(by)
    me = members.by_person(db, person)
    if me is None or me.kind == BOT or me.left_at is not None:
        raise Refusal("I have not met this person yet. Invite them to a channel that I am in.", field="person")
    if KIND in notification_settings.stops(db, [person]).get(person, ()):
        raise Refusal(f"{me.name} wants none of these messages. They can say “welcome me” to me.", field="person")
    welcome = _begin_anew(db, me, because=STARTED, by=by.person, at=at)
    if welcome is None:
        raise Refusal(f"{me.name} is being welcomed already.", field="person")
    return welcome


def stop(db: Session, person: str, *, by: Member, at: datetime) -> Onboarding:
    """No more of it, by their own word or a convener's. Raises Refusal when nobody is telling them anything."""
    if by.person != person:
        check_convener(by)
    welcome = onboarding.of(db, person)
    if welcome is None or welcome.state != RUNNING:
        raise Refusal("No welcome is under way, so there is nothing to stop.", field="person")
    end(db, welcome, STOPPED, by=by.person, at=at)
    return welcome


def _is_new(me: Member, we_came_at: datetime, at: datetime) -> bool:
    return me.met_at > we_came_at + SETTLING and at - me.met_at <= NEW_FOR


def _begin(db: Session, me: Member, *, because: str, by: str, at: datetime) -> Onboarding | None:
    welcome = onboarding.begin(db, me.person, because=because, by=by, at=at)
    if welcome is not None:
        events.note(db, "welcome.begun", subject_id=welcome.id, by=by or me.person, at=at)
    return welcome


def _begin_anew(db: Session, me: Member, *, because: str, by: str, at: datetime) -> Onboarding | None:
    """The first, or once more; None while one is under way."""
    known = onboarding.of(db, me.person)
    if known is None:
        return _begin(db, me, because=because, by=by, at=at)
    if known.state == RUNNING:
        return None
    known.turn, known.state, known.because, known.by, known.began_at = known.turn + 1, RUNNING, because, by, at
    known.ended_at, known.ended_by = None, ""
    events.note(db, "welcome.begun", subject_id=known.id, by=by or me.person, at=at)
    return known
