"""What people say about their attention: later, not these, not until then, not at such hours."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.notifications import local_moment, next_free, preferences
from bot.notifications.preferences import Hours
from storage import digests, notification_settings
from storage.deliveries import Delivery
from storage.members import Member
from storage.notification_settings import Preference

LONGEST_PAUSE = timedelta(days=366)
USUAL_HOUR = time(9)


def later(db: Session, delivery_id: int, *, by: Member, at: datetime) -> date:
    """Bring one thing of a letter again on their next working day; tells which.

    Raises Refusal when it is not theirs.
    """
    delivery = _own_delivery(db, delivery_id, by)
    mine = preferences.of(db, [by.person])[by.person]
    hour = delivery.hour or USUAL_HOUR
    tomorrow = at.astimezone(mine.zone).date() + timedelta(days=1)
    free = next_free(mine, local_moment(tomorrow, hour, mine.zone))
    digests.again(db, delivery, not_before=free, on=free.astimezone(mine.zone).date(), hour=hour)
    return free.astimezone(mine.zone).date()


def stop(db: Session, kind: str, *, by: Member, at: datetime) -> None:
    """No more of this kind for them; what waits is dropped."""
    notification_settings.stop(db, by.person, kind, at=at)
    digests.drop_waiting(db, by.person, kind, at=at, why="they stopped these")


def stop_like(db: Session, delivery_id: int, *, by: Member, at: datetime) -> str:
    """No more of what this one is; tells its kind. Raises Refusal when it is not theirs."""
    delivery = _own_delivery(db, delivery_id, by)
    stop(db, delivery.kind, by=by, at=at)
    digests.take_out(db, delivery.digest_id, delivery.kind)
    return delivery.kind


def allow(db: Session, kind: str, *, by: Member) -> None:
    notification_settings.allow(db, by.person, kind)


def choose(db: Session, kinds: Iterable[str], wanted: Iterable[str], *, by: Member, at: datetime) -> None:
    """They want these kinds and no others."""
    keep = set(wanted)
    for kind in kinds:
        if kind in keep:
            allow(db, kind, by=by)
        else:
            stop(db, kind, by=by, at=at)


def snooze(db: Session, until: date | None, *, by: Member, at: datetime) -> None:
    """Nothing unasked before that day; None: as usual again. Raises Refusal for a day that is past or too far."""
    _check_day(db, until, by, at, field="snoozed_until")
    notification_settings.preference(db, by.person).snoozed_until = until
    digests.look_again(db, by.person, at=at)


def snooze_for(db: Session, span: timedelta, *, by: Member, at: datetime) -> date:
    """Nothing unasked for so many days; tells the day on which it begins again."""
    until = at.astimezone(preferences.of(db, [by.person])[by.person].zone).date() + span
    snooze(db, until, by=by, at=at)
    return until


def follow_the_chat(db: Session, *, by: Member, at: datetime) -> None:
    """Their zone is what the chat says, not what they had chosen."""
    notification_settings.preference(db, by.person).zone_name = None
    digests.look_again(db, by.person, at=at)


def away(db: Session, until: date | None, *, by: Member, at: datetime) -> None:
    """They are away until that day, the first on which they are back; None: they are here."""
    _check_day(db, until, by, at, field="away_until")
    notification_settings.preference(db, by.person).away_until = until
    digests.look_again(db, by.person, at=at)


def set_hours(db: Session, hours: Hours, *, by: Member, at: datetime) -> Preference:
    """When they may be written to. Raises Refusal when the hours or the days are none, or a name is unknown."""
    _check(hours)
    mine = notification_settings.preference(db, by.person)
    mine.since, mine.until = hours.since, hours.until
    mine.work_days = "".join(map(str, sorted(set(hours.work_days))))
    mine.zone_name, mine.country = hours.zone_name or None, hours.country or None
    digests.look_again(db, by.person, at=at)
    return mine


def _check(hours: Hours) -> None:
    if hours.since >= hours.until:
        raise Refusal("Your hours should begin before they end, for example 09:00 and 17:00.", field="until")
    if not hours.work_days:
        raise Refusal("Choose at least one day. To hear nothing at all, stop each kind of message.", field="work_days")
    if hours.zone_name and hours.zone_name not in available_timezones():
        raise Refusal("I do not know this time zone. They look like Europe/London.", field="zone_name")
    if hours.country and not preferences.knows_country(hours.country):
        raise Refusal("I do not know this country. Two letters, such as GB or DE.", field="country")


def _check_day(db: Session, until: date | None, by: Member, at: datetime, *, field: str) -> None:
    if until is None:
        return
    today = at.astimezone(preferences.of(db, [by.person])[by.person].zone).date()
    if until <= today:
        raise Refusal("That day has begun already. Choose a day from tomorrow on.", field=field)
    if until - today > LONGEST_PAUSE:
        raise Refusal("That is more than a year away. Choose an earlier day.", field=field)


def _own_delivery(db: Session, id: int, by: Member) -> Delivery:
    delivery = db.get(Delivery, id)
    if delivery is None or delivery.to != by.person:
        raise Refusal("That was not written to you. Only whoever gets a message can put it off or stop it.")
    return delivery
