"""Exports that people ask for in the chat: who may carry what away, and that it is written down who did."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import channels, deliveries, journal, partnerships
from storage.exports import Export
from storage.members import Member
from storage.partnerships import Partner

GIVE = "export_give"
JSON, CSV, MARKDOWN = "json", "csv", "markdown"
FORMS = (JSON, CSV, MARKDOWN)
WHOLE, PARTNER, CHANNEL = "whole", "partner", "channel"
MOST_DECISIONS = 20_000  # in a file that goes through the chat
LARGEST = 50_000_000  # bytes; it is held in memory while it is sent


def ask(db: Session, form: str, scope: str, *, by: Member, at: datetime) -> Export:
    """Note the wish; the file is made by the clock, and holds what `by` may see then.

    `scope` is "whole", "partner:3" or "channel:C0TIDES". Raises Refusal when it is not theirs to carry away.
    """
    if form not in FORMS:
        raise Refusal("Choose one of the forms: JSON, a table, or a book.", field="form")
    _check(db, scope, by)
    wish = Export(person=by.person, form=form, scope=scope, asked_at=at)
    db.add(wish)
    db.flush()
    journal.note(db, "export.asked", subject_id=wish.id, by=by.person, at=at)
    deliveries.plan(db, GIVE, about_id=wish.id, key=f"{GIVE}:{wish.id}", at=at)
    return wish


def given(db: Session, export_id: int, *, decisions: int, at: datetime) -> None:
    """It has reached them."""
    row = db.get_one(Export, export_id)
    row.given_at, row.decisions = at, decisions
    journal.note(db, "export.given", subject_id=row.id, by=row.person, at=at)


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
    if by.left_at is None and scope in {each for each, _ in scopes(db, by)}:
        return
    raise Refusal(
        "Conveners carry away the whole, and whoever speaks for a partner its part. This is neither yours nor open.",
        field="scope",
    )


def _speaks_for(me: Member, partner: Partner) -> bool:
    return not {partner.representative, partner.deputy}.isdisjoint(me.ids)
