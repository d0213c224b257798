"""What an export tells of the partnership itself: settings, partners, members and channels that are not known here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.transfer.importers.found import Item, OtherRow, Skipped, SourceChannel
from bot.transfer.rows.values import person, read
from storage import partnerships
from storage.channels import Channel, ChannelPerson
from storage.db.base import insert_all, insert_once
from storage.decisions import Decision
from storage.members import Member
from storage.partnerships import Partner

SETTINGS = {
    "name": str,
    "zone_name": str,
    "language": str,
    "country": str,
    "decisions_numbered": int,
    "commitments_numbered": int,
    "questions_numbered": int,
    "messages_a_day": int,
    "messages_a_week": int,
}
BY_BOTH = ("also", "is_second")  # two accounts are joined from both of them, never by a file


def asides(db: Session, items: Sequence[Item]) -> Iterator[Skipped]:
    """Add what is not known here; what is known stays as it is. Yields what cannot be read."""
    for item in items:
        if isinstance(item, OtherRow):
            try:
                NOUNS[item.noun](db, item.row)
            except (ValueError, TypeError, KeyError) as error:
                yield Skipped(item.noun, f"an entry cannot be read: {str(error)[:80]}")


def meet(db: Session, place: SourceChannel) -> None:
    """A channel of an export, if the memory does not know it: the bot is not there, and who is there is not known."""
    told = {"channel": place.channel, "name": place.name, "is_private": place.is_private, "has_bot": False}
    insert_once(db, Channel, **told)


def _partnership(db: Session, told: Mapping[str, Any]) -> None:
    """An empty partnership takes the settings over."""
    if db.scalar(select(Member.id).limit(1)) or db.scalar(select(Decision.id).limit(1)):
        return
    own = partnerships.own(db)
    for name, kind in SETTINGS.items():
        if isinstance(told.get(name), kind):
            setattr(own, name, told[name])
    _ = own.zone  # raises ValueError or KeyError when there is no such zone
    db.flush()


def _partner(db: Session, told: Mapping[str, Any]) -> None:
    insert_once(db, Partner, **read(Partner, told))


def _member(db: Session, told: Mapping[str, Any]) -> None:
    partner = partnerships.partner_known_by(db, str(told.get("partner") or ""))
    row = read(Member, told, ("partner_id", *BY_BOTH))
    insert_once(db, Member, **row, partner_id=partner.id if partner else None)


def _channel(db: Session, told: Mapping[str, Any]) -> None:
    row = read(Channel, told)
    if insert_once(db, Channel, **row) is not None:
        people = [{"person": who} for who in dict.fromkeys(map(person, told.get("people") or ()))]
        insert_all(db, ChannelPerson, people, channel=row["channel"])


NOUNS = {"partnership": _partnership, "partners": _partner, "members": _member, "channels": _channel}
