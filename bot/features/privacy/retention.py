"""How long each kind is kept, as its feature says; what is older goes on Mondays, and much of it not unannounced.

Decisions, promises, the purpose and spotlights are the memory: they are not among the kinds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features import catalogue
from bot.features.privacy import erasure
from bot.text import moments
from storage import digests, events, members, partnerships, processed_events
from storage.members import Member
from storage.privacy import audit, retention

ANNOUNCE = "retention_preview"
MANY = 50  # of one kind at once: more is announced first
NOTICE = timedelta(days=7)
MONDAY = 0
TOLD_AT = time(9)
BATCH = 200  # rows in one transaction: nobody waits long for it
ERASED, AUDITED = "left", "audit"


@dataclass(frozen=True)
class Expiring:
    kind: str
    title: str
    days: int
    count: int


def days_of(db: Session) -> dict[str, int]:
    """How many days each kind is kept here."""
    said = {row.kind: row.days for row in retention.every(db)}
    return {kind: said.get(kind) or kept.days for kind, kept in catalogue.retention_rules().items()}


def set_days(db: Session, days: Mapping[str, int], *, by: Member, at: datetime) -> None:
    """Raises Refusal for all but conveners, and beside a number that is too small or too large."""
    check(db, by)
    for kind, wanted in days.items():
        least, most = catalogue.retention_rules()[kind].least, catalogue.retention_rules()[kind].most
        if not least <= wanted <= most:
            raise Refusal(f"Choose from {least} to {most:,} days.", field=kind)
    before = days_of(db)
    for kind, wanted in days.items():
        if wanted != before[kind]:
            row = retention.of(db, kind)
            row.days, row.set_by, row.told_at = wanted, by.person, None  # what goes then is announced again
            events.note(db, "retention.set", subject_id=row.id, by=by.person, at=at)


def check(db: Session, by: Member) -> None:
    """Raises Refusal, naming who can, for all but conveners."""
    if not by.is_convener:
        names = ", ".join(each.name[:60] for each in members.conveners(db)[:5]) or "nobody convenes yet"
        raise Refusal(f"Only conveners can do this: {names}.")


def going(db: Session, *, on: date) -> list[Expiring]:
    """What would go on that day."""
    moment, days = _midnight(db, on), days_of(db)
    counts = {kind: _count(db, kind, moment - timedelta(days=days[kind])) for kind in catalogue.retention_rules()}
    return [
        Expiring(kind, catalogue.retention_rules()[kind].title, days[kind], count)
        for kind, count in counts.items()
        if count
    ]


def next_monday(db: Session, now: datetime) -> date:
    today = now.astimezone(partnerships.own(db).zone).date()
    return today + timedelta(days=7 - today.weekday())


def any_due(now: datetime) -> ColumnElement[bool]:
    """Whether there may be anything to do, as a question to the database: the first look of a day, or a Monday's."""
    mondays = [day for day in moments.days_on_earth(now) if day.weekday() == MONDAY]
    return or_(*(~processed_events.any_of(key) for key in (_look(now), *map(_purged, mondays))))


def is_due(db: Session, *, now: datetime) -> bool:
    """The same where the partnership is."""
    today = now.astimezone(partnerships.own(db).zone).date()
    keys = [_look(now), *([_purged(today)] if today.weekday() == MONDAY else ())]
    return any(processed_events.when(db, key) is None for key in keys)


def _look(now: datetime) -> str:
    return f"retention:look:{now.astimezone(UTC):%Y-%m-%d}"


def _purged(monday: date) -> str:
    return f"retention:purged:{monday}"


def announce(db: Session, *, now: datetime) -> None:
    """A week before much of a kind goes for the first time, conveners hear of it. Asked at every tick, it looks once
    a day.
    """
    if not processed_events.first_time(db, _look(now), at=now):
        return
    told = {row.kind for row in retention.every(db) if row.told_at is not None}
    monday = next_monday(db, now + timedelta(days=1))
    fresh = [each for each in going(db, on=monday) if each.count > MANY and each.kind not in told]
    for each in fresh:
        retention.of(db, each.kind).told_at = now
    if fresh:
        today = now.astimezone(partnerships.own(db).zone).date()
        due = [
            digests.DueDelivery(who.person, f"{ANNOUNCE}:{today}:{who.person}", now) for who in members.conveners(db)
        ]
        digests.write_to_many(db, ANNOUNCE, due, about_id=monday.toordinal(), on=today, hour=TOLD_AT)


def purge(db: Session, *, now: datetime) -> int:
    """On Mondays, let a few old rows of each kind go; gives how many went. Call it until none do."""
    today = now.astimezone(partnerships.own(db).zone).date()
    if today.weekday() != MONDAY:
        return 0
    days, told = days_of(db), {row.kind: row.told_at for row in retention.every(db)}
    gone = 0
    for kind in catalogue.retention_rules():
        before = _midnight(db, today) - timedelta(days=days[kind])
        since = told.get(kind)
        may = since is not None and now - since >= NOTICE
        if may or (since is None and _count(db, kind, before) <= MANY):
            gone += _purge(db, kind, before, now)
    if not gone:
        processed_events.first_time(db, _purged(today), at=now)
    return gone


def _purge(db: Session, kind: str, before: datetime, now: datetime) -> int:
    if kind == AUDITED:
        return audit.let_go(db, before=before, limit=BATCH)
    gone = 0
    for row, which in catalogue.retention_rules()[kind].parts:
        ids = db.scalars(select(row.id).where(which(before)).order_by(row.id).limit(BATCH)).all()
        if kind == ERASED:
            ids = ids[:1]  # each looks through the whole memory
            erasure.forget_left(db, ids, at=now)
        else:
            db.execute(delete(row).where(row.id.in_(ids)).execution_options(synchronize_session=False))
        gone += len(ids)
    return gone


def _count(db: Session, kind: str, before: datetime) -> int:
    row, which = catalogue.retention_rules()[kind].parts[0]
    return db.scalar(select(func.count(row.id)).where(which(before))) or 0


def _midnight(db: Session, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=partnerships.own(db).zone).astimezone(UTC)
