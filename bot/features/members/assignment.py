"""Placing people by hand: who is of no partner yet, what would fit, and a convener's word, which wins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement, exists, false, func, or_, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.members import partner_evidence
from bot.features.members.partner_evidence import INVITED, Hint
from bot.text import moments
from storage import deliveries, digests, events, members, memberships, partner_identifiers, partnerships
from storage.members import BOT, Member
from storage.memberships import SAID
from storage.partner_identifiers import PartnerIdentifier

AT_ONCE = 10  # people in one form: more is work, and a form is not

WAITING = "unplaced"  # a kind of letter
TOLD_ON, TOLD_AT = 0, time(10)  # Monday morning: a week is soon enough, and newcomers come in the days before

NOBODY = 0
"""Instead of a partner: they are of none, and nobody need ask again."""


@dataclass(frozen=True)
class Unplaced:
    """Somebody of no partner, or of several as it seems. `near` are the partners they may be of, the likeliest first.

    `seen_as` is what their workspace or their domain is called, when it is nobody's yet.
    """

    member: Member
    near: tuple[Hint, ...]
    seen_as: str = ""
    mark_id: int | None = None  # of that mark


def count(db: Session) -> int:
    """How many people wait for a word of a convener."""
    return db.scalar(select(func.count(Member.person.distinct())).where(*_waits())) or 0


def unplaced(db: Session, *, limit: int = AT_ONCE, after: int = 0) -> list[Unplaced]:
    """The next ones that wait, those met first before others; `after` is the row of the last one seen."""
    query = select(Member).where(*_waits(), Member.id > after).order_by(Member.id).limit(limit)
    rows = db.scalars(query).all()
    traces, here = partner_evidence.read(db, rows), {partner.id for partner in partnerships.here(db)}
    loose = {f"{each.kind}:{each.mark}": each for each in partner_identifiers.every(db) if each.partner_id is None}
    return [_unplaced(row, _near(row, traces, here), loose) for row in rows]


def _unplaced(row: Member, near: tuple[Hint, ...], loose: Mapping[str, PartnerIdentifier]) -> Unplaced:
    mark = next((loose[each] for each in partner_evidence.own_marks(row) if each in loose), None)
    return Unplaced(row, near, mark.label or mark.mark, mark.id) if mark else Unplaced(row, near)


def place(db: Session, chosen: Mapping[int, int], *, by: Member, at: datetime) -> int:
    """These people (by row) are of these partners, or of none (NOBODY); how many of them that changed.

    Raises Refusal when `by` is no convener.
    """
    check(db, by)
    here = {partner.id for partner in partnerships.here(db)}
    rows = db.scalars(select(Member).where(Member.id.in_(list(chosen)), Member.kind != BOT)).all()
    moved = [row for row in rows if chosen[row.id] in here | {NOBODY} and _is_new(row, chosen[row.id])]
    for row in moved:
        row.partner_id, row.partner_because, row.is_unsure = chosen[row.id] or None, SAID, False
        events.note(db, "member.placed", subject_id=row.id, by=by.person, at=at)
    db.flush()
    changed = {row.person: row.partner_id for row in moved}
    memberships.change(db, changed, dict.fromkeys(changed, SAID), by=by.person, at=at)
    return len(moved)


def may_tell(now: datetime) -> ColumnElement[bool]:
    """Whether it is the day to tell conveners anywhere, and nobody has been told yet: a question to the database."""
    monday = next((day for day in moments.days_on_earth(now) if day.weekday() == TOLD_ON), None)
    if monday is None:
        return false()
    someone = exists(select(Member.id).where(*_waits())) & exists(select(Member.id).filter_by(is_convener=True))
    return someone & ~deliveries.any_planned(WAITING, monday.toordinal())


def tell_due(db: Session, *, now: datetime) -> None:
    """On Monday conveners hear how many people wait for a word of theirs, if any do and the partners are known."""
    own = partnerships.own(db)
    local = now.astimezone(own.zone)
    if local.weekday() != TOLD_ON or own.set_up_at is None or not count(db):
        return
    monday = local.date()
    at = datetime.combine(monday, TOLD_AT, tzinfo=local.tzinfo).astimezone(UTC)
    due = [digests.DueDelivery(each.person, f"{WAITING}:{monday}:{each.person}", at) for each in members.conveners(db)]
    digests.write_to_many(db, WAITING, due, about_id=monday.toordinal(), on=monday, hour=TOLD_AT)


def check(db: Session, member: Member) -> None:
    """Raises Refusal, naming who can, when somebody is no convener."""
    if member.is_convener:
        return
    names = ", ".join(each.name[:60] for each in members.conveners(db)[:5])
    if names:
        raise Refusal(f"Only conveners can do this. Ask one of them: {names}.")
    raise Refusal("Only conveners can do this, and nobody convenes yet. Say “convene” to me, or open my Home tab.")


def _waits() -> tuple[ColumnElement[bool], ...]:
    not_asked = Member.partner_because.is_(None) | (Member.partner_because != SAID)
    unknown = or_(Member.partner_id.is_(None), Member.is_unsure)
    return Member.kind != BOT, Member.left_at.is_(None), ~Member.is_second, unknown, not_asked


def _near(row: Member, traces: partner_evidence.Traces, here: set[int]) -> tuple[Hint, ...]:
    """One hint for each partner that is here. An inviter's partner is named only where nothing else is known."""
    hints = {hint.partner_id: hint for hint in reversed(partner_evidence.hints(row, traces)) if hint.partner_id in here}
    found = list(reversed(hints.values()))
    surer = [hint for hint in found if not hint.because.startswith(INVITED)]
    return tuple(surer or found)


def _is_new(row: Member, partner_id: int) -> bool:
    return (row.partner_id or NOBODY) != partner_id or row.partner_because != SAID
