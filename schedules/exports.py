"""Files that people carry away: written by the clock with what they may see at that moment, and sent to them alone."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.chat.port import Chat, MessageRef
from bot.errors import Refusal
from bot.features import exports
from bot.features.exports import messages
from bot.features.members import partners
from bot.features.privacy import audit as privacy_audit
from bot.features.privacy import data_report
from bot.features.privacy import messages as privacy_messages
from bot.transfer.exporters import personal_data, scope, spreadsheet
from bot.transfer.exporters import write as transfer_write
from schedules.outbox import attempts
from storage import Begin, deliveries, members, partnerships
from storage.deliveries import SENT, Delivery
from storage.exports import Export
from storage.members import Member


@dataclass(frozen=True)
class Parcel:
    """Files, or why there are none."""

    message: Message
    count: int = 0
    files: tuple[tuple[str, bytes], ...] = ()


def give(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Say what it is, and put the file beneath. A second try looks first whether either is there."""
    with begin(reading=True) as db:
        wish = db.get_one(Export, delivery.about_id)
    parcel = _parcel(begin, wish, now)
    place = _said(chat, wish, parcel, delivery)
    for name, content in parcel.files:
        if not (delivery.attempts > 1 and chat.shows(place.channel, name, thread=place.message)):
            chat.hand(place.channel, content, name=name, title=name, thread=place.message)
    with begin() as db:
        if parcel.files:
            exports.given(db, wish.id, decisions=parcel.count, at=now)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _said(chat: Chat, wish: Export, parcel: Parcel, delivery: Delivery) -> MessageRef:
    identity = f"export:{wish.id}"
    looks = delivery.attempts > 1
    earlier = attempts.said_before(chat, wish.person, identity=identity, since=wish.asked_at) if looks else None
    return earlier or chat.dm(wish.person, parcel.message, identity=identity)


def _parcel(begin: Begin, wish: Export, now: datetime) -> Parcel:
    try:
        with begin(reading=True) as db:
            me = members.by_person(db, wish.person)
            if me is None:
                return Parcel(messages.not_any_more("I do not know you any more."))
            exports.check(db, wish, me)
            if wish.scope == exports.OWN:
                return Parcel(privacy_messages.here_it_is(), files=personal_data.files(data_report.report(db, me), now))
            if wish.scope == exports.TRAIL:
                return _trail(db, me, now)
            expected = scope.count(db, scope.asked(db, wish.scope, me))
    except Refusal as refusal:
        return Parcel(messages.not_any_more(refusal.words))
    return (
        Parcel(messages.too_large(expected)) if expected > exports.MOST_DECISIONS else _packed(begin, wish, me.id, now)
    )


def _packed(begin: Begin, wish: Export, member: int, now: datetime) -> Parcel:
    with tempfile.TemporaryDirectory(prefix="steward-export-") as folder:
        out = Path(folder) / transfer_write.named(wish.form, now).name
        count = transfer_write.write_asked(begin, wish.form, out, scope=wish.scope, member=member, at=now)
        content = _zipped(out) if out.is_dir() else out.read_bytes()
    name = f"{out.name}.zip" if wish.form == exports.MARKDOWN else out.name
    if len(content) > exports.LARGEST:
        return Parcel(messages.too_large(count))
    is_farewell = wish.scope.startswith(exports.FAREWELL)
    said = privacy_messages.farewell(count) if is_farewell else messages.here_it_is(count, wish.form)
    return Parcel(said, count, ((name, content),))


def _trail(db: Session, me: Member, now: datetime) -> Parcel:
    acts = privacy_audit.everything(db, by=me)
    names = members.names(db, {act.who for act in acts})
    return Parcel(
        privacy_messages.trail_file(len(acts)),
        files=((f"steward-audit-{now:%Y-%m-%d}.csv", spreadsheet.audit_trail(acts, names)),),
    )


def may_part(_: datetime) -> ColumnElement[bool]:
    return exports.any_to_part_from()


def part(begin: Begin, chat: Chat, now: datetime) -> None:
    """A partner that leaves is gone once its copy has reached whoever speaks for it."""
    with begin() as db:
        for id_, convener in exports.to_part_from(db, now=now).items():
            partner, by = partnerships.partners(db).get(id_), members.by_person(db, convener)
            if partner is not None and by is not None and by.is_convener:
                partners.end(db, partner, by=by, at=now)


def _zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{folder.name}/{path.name}")
    return packed.getvalue()


POSTS = {exports.GIVE: give}
