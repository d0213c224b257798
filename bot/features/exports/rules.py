"""Exports that people ask for in the chat: who may carry what away, and that it is written down who did."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import channels, deliveries, events, partnerships
from storage.exports import Export
from storage.members import Member
from storage.partnerships import Partner

GIVE = "export_give"
JSON, CSV, MARKDOWN = "json", "csv", "markdown"
FORMS = (JSON, CSV, MARKDOWN)
WHOLE, PARTNER, CHANNEL = "whole", "partner", "channel"
OWN = "own"  # everything that is known about oneself
TRAIL = "trail"  # who changed what
FAREWELL, LEFT = "farewell", "left"  # a partner's part, for whoever speaks for it, as it leaves; and once it has left
PATIENCE = timedelta(days=1)  # then a partner has left, whether its copy could be handed over or not
MOST_DECISIONS = 20_000  # in a file that goes through the chat
LARGEST = 50_000_000  # bytes; it is held in memory while it is sent


def ask(db: Session, form: str, scope: str, *, by: Member, at: datetime) -> Export:
    """Note the wish; the file is made by the clock, and holds what `by` may see then.

    `scope` is "whole", "partner:3" or "channel:C0TIDES". Raises Refusal when it is not theirs to carry away.
    """
    if scope.partition(":")[0] not in (WHOLE, PARTNER, CHANNEL):
        raise Refusal("Choose what of it you want: everything, a partner's part, or a channel's.", field="scope")
    if form not in FORMS:
        raise Refusal("Choose one of the forms: JSON, a table, or a book.", field="form")
    _check(db, scope, by)
    return _noted(db, form, scope, to=by.person, by=by, at=at)


def ask_own(db: Session, *, by: Member, at: datetime) -> Export:
    """Everybody may know what is known about them; asked again before it came, it still comes once."""
    waiting = select(Export).where(Export.person == by.person, Export.scope == OWN, Export.given_at.is_(None))
    return db.scalars(waiting).first() or _noted(db, OWN, OWN, to=by.person, by=by, at=at)


def ask_trail(db: Session, *, by: Member, at: datetime) -> Export:
    """Who changed what, as a table. Raises Refusal for all but conveners."""
    _check(db, TRAIL, by)
    return _noted(db, CSV, TRAIL, to=by.person, by=by, at=at)


def farewell(db: Session, partner: Partner, *, by: Member, at: datetime) -> bool:
    """Before a partner leaves, whoever speaks for it gets its part; False when nobody does."""
    speaker = partner.representative or partner.deputy
    if speaker is None:
        return False
    if not db.scalars(select(Export.id).where(Export.scope == f"{FAREWELL}:{partner.id}")).first():
        events.note(db, "partner.leaving", subject_id=partner.id, by=by.person, at=at)
        for form in (MARKDOWN, JSON):
            _noted(db, form, f"{FAREWELL}:{partner.id}", to=speaker, by=by, at=at)
    return True


def any_to_part_from() -> ColumnElement[bool]:
    return exists(_farewells())


def to_part_from(db: Session, *, now: datetime) -> dict[int, str]:
    """The partners whose copy has been handed over, or waits for long; with the convener who said that they leave."""
    rows = db.scalars(_farewells()).all()
    waiting = {row.scope for row in rows if row.given_at is None and now - row.asked_at < PATIENCE}
    done = [row for row in rows if row.scope not in waiting]
    for row in done:
        row.scope = row.scope.replace(FAREWELL, LEFT, 1)
    left = {int(row.scope.partition(":")[2]) for row in done}
    said = {
        id_: [each.by for each in events.about(db, "partner", id_) if each.what == "partner.leaving"] for id_ in left
    }
    return {id_: by[-1] for id_, by in said.items() if by}


def _noted(db: Session, form: str, scope: str, *, to: str, by: Member, at: datetime) -> Export:
    wish = Export(person=to, form=form, scope=scope, asked_at=at)
    db.add(wish)
    db.flush()
    events.note(db, f"{_noun(scope)}.asked", subject_id=wish.id, by=by.person, at=at)
    deliveries.plan(db, GIVE, about_id=wish.id, key=f"{GIVE}:{wish.id}", at=at)
    return wish


def given(db: Session, export_id: int, *, decisions: int, at: datetime) -> None:
    """It has reached them."""
    row = db.get_one(Export, export_id)
    row.given_at, row.decisions = at, decisions
    events.note(db, f"{_noun(row.scope)}.given", subject_id=row.id, by=row.person, at=at)


def scopes(db: Session, me: Member) -> list[tuple[str, Partner | str]]:
    """What somebody may carry away: a partner's part with the partner, a channel's with its name."""
    found: list[tuple[str, Partner | str]] = [(WHOLE, "")] if me.is_convener else []
    found += [
        (f"{PARTNER}:{partner.id}", partner)
        for partner in partnerships.partners(db).values()
        if me.is_convener or _speaks_for(me, partner)
    ]
    if found:
        found += [(f"{CHANNEL}:{room.channel}", f"#{room.name}") for room in channels.shared_with(db, me.person)]
    return found


def check(db: Session, export: Export, me: Member) -> None:
    """The same again when the file is made: much may have changed since. Raises Refusal."""
    _check(db, export.scope, me)


def _check(db: Session, scope: str, by: Member) -> None:
    kind = scope.partition(":")[0]
    if kind in (OWN, FAREWELL) or (kind == TRAIL and by.is_convener):
        return  # one's own; and what was planned for whoever speaks for a partner that leaves
    if by.left_at is None and scope in {each for each, _ in scopes(db, by)}:
        return
    raise Refusal(
        "Conveners carry away the whole, and whoever speaks for a partner its part. This is neither yours nor open.",
        field="scope",
    )


def _noun(scope: str) -> str:
    return "own_data" if scope == OWN else "export"


def _speaks_for(me: Member, partner: Partner) -> bool:
    return not {partner.representative, partner.deputy}.isdisjoint(me.ids)


def _farewells() -> Select[Export]:
    return select(Export).where(Export.scope.startswith(f"{FAREWELL}:"))
