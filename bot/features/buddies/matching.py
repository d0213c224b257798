"""Who fits as a buddy: willing, here, awake when they are, not asked too much; of another partner if possible."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.features.buddies.recipients import ASK
from storage import buddies, members
from storage.buddies import Buddyship
from storage.members import Member

LASTS = timedelta(weeks=4)
MOST_AT_ONCE = 2  # newcomers for one buddy, those included for whom they are asked
MOST_ASKED = 3  # people for one newcomer; then conveners hear of it
DAYS_TO_ANSWER = 2  # working days of whoever is asked
AWAKE = (time(8), time(21))
LEAST_TOGETHER = timedelta(hours=2)  # of a day in which both are awake; a buddy who always sleeps is none
LONGEST_LOOK = 60  # days in which a working day must come
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class BuddyProfile(Protocol):
    """Somebody's hours, days and wishes."""

    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def since(self) -> time: ...
    @property
    def until(self) -> time: ...
    @property
    def work_days(self) -> frozenset[int]: ...
    @property
    def is_day_off(self) -> Callable[[date], bool]: ...
    @property
    def away_until(self) -> date | None: ...
    @property
    def snoozed_until(self) -> date | None: ...
    @property
    def stopped(self) -> frozenset[str]: ...


Attentions = Callable[[Session, Iterable[str]], Mapping[str, BuddyProfile]]


def candidates(db: Session, row: Buddyship, attentions: Attentions, *, at: datetime) -> list[str]:
    """Those who may be asked for this newcomer, best first.

    A newcomer has colleagues already: a buddy of another partner opens a door that they have not. So those come first,
    unless the newcomer would rather have one of their own; then only those. After that whoever works when they do,
    speaks their language, and has had fewest turns.
    """
    newcomer = members.by_person(db, row.newcomer)
    if newcomer is None:
        return []
    found = _able(db, row, newcomer, at)
    theirs = attentions(db, [*found, newcomer.person])
    mine = theirs.get(newcomer.person)
    fits = [
        each for each in found.values() if mine and _is_there(theirs.get(each.person), at) and _may(row, newcomer, each)
    ]
    fits = [each for each in fits if mine and shared(mine, theirs[each.person], AWAKE, AWAKE, at) >= LEAST_TOGETHER]
    turns = buddies.turns(db)

    def rank(each: Member) -> tuple[bool, bool, bool, int, datetime, int]:
        hers = theirs[each.person]
        together = shared(mine or hers, hers, _hours(mine or hers), _hours(hers), at) >= LEAST_TOGETHER
        count, last = turns.get(each.person, (0, NEVER))
        speaks = each.language == newcomer.language
        return (not row.from_own and _same_partner(newcomer, each), not together, not speaks, count, last, each.id)

    return [each.person for each in sorted(fits, key=rank)]


def answer_by(theirs: BuddyProfile | None, at: datetime) -> datetime:
    """The end of the second working day after the one on which it reaches them; strangers have two days."""
    if theirs is None:
        return at + timedelta(days=DAYS_TO_ANSWER)
    local = at.astimezone(theirs.zone)
    day = local.date() if local.time() < theirs.until else local.date() + timedelta(days=1)
    left = DAYS_TO_ANSWER
    for _ in range(LONGEST_LOOK):
        if _works(theirs, day):
            if not left:
                break
            left -= 1
        day += timedelta(days=1)
    return datetime.combine(day, theirs.until, tzinfo=theirs.zone).astimezone(UTC)


def shared(
    one: BuddyProfile, other: BuddyProfile, mine: tuple[time, time], yours: tuple[time, time], at: datetime
) -> timedelta:
    """How long the hours of both fall together in a day, wherever the two live."""
    day = at.date()
    first = _moments(one.zone, mine, day)
    spans = [_moments(other.zone, yours, day + timedelta(days=each)) for each in (-1, 0, 1)]
    return sum((max(timedelta(), min(first[1], end) - max(first[0], start)) for start, end in spans), timedelta())


def has_room(db: Session, person: str) -> bool:
    return buddies.load(db).get(person, 0) < MOST_AT_ONCE


def _able(db: Session, row: Buddyship, newcomer: Member, at: datetime) -> dict[str, Member]:
    willing, load = buddies.willing(db, at=at), buddies.load(db)
    asked = {each.person for each in buddies.asks(db, row.id)} | {*newcomer.ids}
    here = [each for each in members.present(db) if each.person in willing and each.person not in asked]
    free = [each for each in here if load.get(each.person, 0) < MOST_AT_ONCE]
    return buddies.in_reach(db, free)


def _is_there(theirs: BuddyProfile | None, at: datetime) -> bool:
    """Not away, not quiet, and not one who wants no such questions."""
    if theirs is None or ASK in theirs.stopped:
        return False
    back = max(filter(None, (theirs.away_until, theirs.snoozed_until)), default=None)
    return back is None or back <= at.astimezone(theirs.zone).date()


def _may(row: Buddyship, newcomer: Member, each: Member) -> bool:
    return not row.from_own or _same_partner(newcomer, each)


def _same_partner(one: Member, other: Member) -> bool:
    return one.partner_id is not None and one.partner_id == other.partner_id


def _hours(theirs: BuddyProfile) -> tuple[time, time]:
    return theirs.since, theirs.until


def _moments(zone: ZoneInfo, hours: tuple[time, time], day: date) -> tuple[datetime, datetime]:
    start, end = (datetime.combine(day, hour, tzinfo=zone).astimezone(UTC) for hour in hours)
    return start, end


def _works(theirs: BuddyProfile, day: date) -> bool:
    return day.weekday() in theirs.work_days and not theirs.is_day_off(day)
