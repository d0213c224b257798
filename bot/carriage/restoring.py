"""What an export tells of the partnership itself: settings, partners, members and channels that are not known here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.carriage.found import Aside, Item, Left, Place
from bot.carriage.rows import read
from storage import partner_marks, partnerships
from storage.base import insert_all, insert_once
from storage.channels import Channel, ChannelPerson
from storage.decisions import Decision
from storage.members import Member
from storage.partner_marks import DOMAIN, TEAM
from storage.partnerships import Partner

BY_BOTH = ("also", "is_second")  # two accounts are joined from both of them, never by a file
SETTINGS = ("name", "zone_name", "language", "decisions_numbered")


def asides(db: Session, items: Sequence[Item]) -> Iterator[Left]:
    """Add what is not known here; what is known stays as it is. Yields what cannot be read."""
    for item in items:
        if isinstance(item, Aside):
            try:
                NOUNS[item.noun](db, item.row)
            except (ValueError, TypeError, KeyError) as error:
                yield Left(item.noun, f"an entry cannot be read: {str(error)[:80]}")


def meet(db: Session, place: Place) -> None:
    """A channel of an export, if the memory does not know it: the bot is not there, and who is there is not known."""
    told = {"channel": place.channel, "name": place.name, "is_private": place.is_private, "has_bot": False}
    insert_once(db, Channel, **told)


def _partnership(db: Session, told: Mapping[str, Any]) -> None:
    """An empty partnership takes the settings over."""
    if db.scalar(select(Member.id).limit(1)) or db.scalar(select(Decision.id).limit(1)):
        return
    own = partnerships.own(db)
    for name in SETTINGS:
        if isinstance(told.get(name), type(getattr(own, name))):
            setattr(own, name, told[name])
    _ = own.zone  # raises ValueError or KeyError when there is no such zone
    db.flush()


def _partner(db: Session, told: Mapping[str, Any]) -> None:
    id_ = insert_once(db, Partner, **read(Partner, told))
    kind, _, mark = str(told.get("known_by") or "").partition(":")
    if id_ is not None and kind in (TEAM, DOMAIN) and mark:
        seen = partner_marks.see(db, kind, mark, label=str(told.get("name") or ""), at=partnerships.own(db).created_at)
        seen.partner_id = seen.partner_id or id_


def _member(db: Session, told: Mapping[str, Any]) -> None:
    partner = partnerships.partner_known_by(db, str(told.get("partner") or ""))
    row = read(Member, told, ("partner_id", *BY_BOTH))
    insert_once(db, Member, **row, partner_id=partner.id if partner else None)


def _channel(db: Session, told: Mapping[str, Any]) -> None:
    row = read(Channel, told)
    if insert_once(db, Channel, **row) is not None:
        people = [{"person": str(person)} for person in dict.fromkeys(told.get("people") or ())]
        insert_all(db, ChannelPerson, people, channel=row["channel"])


NOUNS = {"partnership": _partnership, "partners": _partner, "members": _member, "channels": _channel}
