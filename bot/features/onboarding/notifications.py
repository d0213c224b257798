"""What letters say about a welcome and about what somebody missed, with the facts of the moment."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.features.onboarding import catch_up, catch_up_messages, facts, messages, placeholders, progress, texts
from bot.features.onboarding.placeholders import Fields
from bot.features.onboarding.texts import BACK, DONE, QUIET, STALLED
from bot.notifications import preferences
from bot.notifications.kinds import DigestSection
from storage import members, onboarding
from storage.deliveries import DUE, Delivery
from storage.members import Member
from storage.onboarding import HANDED, RUNNING, Onboarding, OnboardingTouch


def write_step(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """A step, the kind line after it, or the question whether to stop; nothing once it is over before it was said."""
    found = onboarding.of_touch(db, delivery.about_id)
    if found is None:
        return None
    welcome, touch = found
    is_needless = touch.done_at is not None or welcome.state != RUNNING or touch.turn != welcome.turn
    if delivery.state == DUE and is_needless:
        return None
    return section(db, welcome, touch, delivery.key.rpartition(":")[2])


def section(
    db: Session, welcome: Onboarding, touch: OnboardingTouch, what: str = progress.STEP
) -> DigestSection | None:
    me = members.by_person(db, welcome.person)
    if me is None or touch.step not in texts.shipped():
        return None
    given, script = fields_for(db, me), texts.of(db, touch.step)
    if what == STALLED:
        return messages.stalled(texts.of(db, STALLED), script, given, welcome, touch)
    if what == QUIET:
        return messages.quiet(texts.of(db, QUIET), given, welcome, touch)
    return messages.step(script, given, welcome, touch)


def alone(db: Session, touch_id: int) -> Message:
    """A step that was said at once, as it stands now."""
    found = onboarding.of_touch(db, touch_id)
    written = section(db, *found) if found else None
    return messages.as_message(written) if written else messages.stopped()


def last_words(db: Session, me: Member, touch: OnboardingTouch) -> Message:
    return messages.settled(texts.of(db, DONE), fields_for(db, me), touch)


def fields_for(db: Session, me: Member, *, since: datetime | None = None) -> Fields:
    mine = preferences.of(db, [me.person]).get(me.person)
    day = since.astimezone(mine.zone).date() if since and mine else None
    return placeholders.of(facts.of(db, me), mine, since=day)


def write_care(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """To a human; nothing once they speak after all."""
    welcome = db.get(Onboarding, delivery.about_id)
    if welcome is None or welcome.state != HANDED:
        return None
    return messages.care(welcome.person, _partner(db, welcome.person))


def write_wish(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    found = onboarding.of_touch(db, delivery.about_id)
    if found is None or not found[1].wish:
        return None
    welcome, touch = found
    return messages.wish(welcome.person, _partner(db, welcome.person), touch.wish)


def write_catch_up(db: Session, delivery: Delivery, now: datetime) -> DigestSection | None:
    """What they missed, as far as they may see it and it still holds."""
    row, me = catch_up.by_number(db, delivery.about_id), members.by_person(db, delivery.to)
    if row is None or me is None:
        return None
    missed = catch_up.missed(db, me, since=row.since)
    if not missed:
        return None
    return catch_up_messages.short(texts.of(db, BACK), fields_for(db, me, since=row.since), missed, row.id)


def _partner(db: Session, person: str) -> str:
    found = members.partners_of(db, [person]).get(person)
    return found.name if found else ""
