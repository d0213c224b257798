"""What letters say about a welcome and about what somebody missed, with the facts of the moment."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import Message
from bot.domain.attention import own
from bot.domain.welcomes import catching_up, facts, scripts, walking
from bot.domain.welcomes.scripts import BACK, DONE, QUIET, STALLED
from bot.views import catch_ups as catch_up_views
from bot.views import welcome_fields as fields
from bot.views import welcomes as views
from bot.views.letters import Section
from bot.views.welcome_fields import Fields
from storage import members, welcomes
from storage.deliveries import DUE, Delivery
from storage.members import Member
from storage.welcomes import HANDED, RUNNING, Welcome, WelcomeTouch


def write_step(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """A step, the kind line after it, or the question whether to stop; nothing once it is over before it was said."""
    found = welcomes.of_touch(db, delivery.about_id)
    if found is None:
        return None
    welcome, touch = found
    is_needless = touch.done_at is not None or welcome.state != RUNNING or touch.turn != welcome.turn
    if delivery.state == DUE and is_needless:
        return None
    return section(db, welcome, touch, delivery.key.rpartition(":")[2])


def section(db: Session, welcome: Welcome, touch: WelcomeTouch, what: str = walking.STEP) -> Section | None:
    me = members.by_person(db, welcome.person)
    if me is None or touch.step not in scripts.shipped():
        return None
    given, script = fields_for(db, me), scripts.of(db, touch.step)
    if what == STALLED:
        return views.stalled(scripts.of(db, STALLED), script, given, welcome, touch)
    if what == QUIET:
        return views.quiet(scripts.of(db, QUIET), given, welcome, touch)
    return views.step(script, given, welcome, touch)


def alone(db: Session, touch_id: int) -> Message:
    """A step that was said at once, as it stands now."""
    found = welcomes.of_touch(db, touch_id)
    written = section(db, *found) if found else None
    return views.as_message(written) if written else views.stopped()


def last_words(db: Session, me: Member, touch: WelcomeTouch) -> Message:
    return views.settled(scripts.of(db, DONE), fields_for(db, me), touch)


def fields_for(db: Session, me: Member, *, since: datetime | None = None) -> Fields:
    mine = own.of(db, [me.person]).get(me.person)
    day = since.astimezone(mine.zone).date() if since and mine else None
    return fields.of(facts.of(db, me), mine, since=day)


def write_care(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """To a human; nothing once they speak after all."""
    welcome = db.get(Welcome, delivery.about_id)
    if welcome is None or welcome.state != HANDED:
        return None
    return views.care(welcome.person, _partner(db, welcome.person))


def write_wish(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    found = welcomes.of_touch(db, delivery.about_id)
    if found is None or not found[1].wish:
        return None
    welcome, touch = found
    return views.wish(welcome.person, _partner(db, welcome.person), touch.wish)


def write_catch_up(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What they missed, as far as they may see it and it still holds."""
    row, me = catching_up.by_number(db, delivery.about_id), members.by_person(db, delivery.to)
    if row is None or me is None:
        return None
    missed = catching_up.missed(db, me, since=row.since)
    if not missed:
        return None
    return catch_up_views.short(scripts.of(db, BACK), fields_for(db, me, since=row.since), missed, row.id)


def _partner(db: Session, person: str) -> str:
    found = members.partners_of(db, [person]).get(person)
    return found.name if found else ""
