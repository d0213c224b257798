"""Files that people carry away: written by the clock with what they may see at that moment, and sent to them alone."""

import io
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.carriage import contents, leaving
from bot.chat import Chat, Message, Place
from bot.domain import exports as rules
from bot.errors import Refusal
from bot.views import exports as views
from schedules import sending
from storage import Begin, deliveries, members
from storage.deliveries import SENT, Delivery
from storage.exports import Export


@dataclass(frozen=True)
class Parcel:
    """A file, or why there is none."""

    message: Message
    count: int = 0
    name: str = ""
    content: bytes = b""


def give(begin: Begin, chat: Chat, delivery: Delivery, now: datetime) -> None:
    """Say what it is, and put the file beneath. A second try looks first whether either is there."""
    with begin(reading=True) as db:
        wish = db.get_one(Export, delivery.about_id)
    parcel = _parcel(begin, wish, now)
    place = _said(chat, wish, parcel, delivery)
    if parcel.content and not (delivery.attempts > 1 and chat.shows(place.channel, parcel.name, thread=place.message)):
        chat.hand(place.channel, parcel.content, name=parcel.name, title=parcel.name, thread=place.message)
    with begin() as db:
        if parcel.content:
            rules.given(db, wish.id, decisions=parcel.count, at=now)
        deliveries.settle(db, delivery, state=SENT, at=now)


def _said(chat: Chat, wish: Export, parcel: Parcel, delivery: Delivery) -> Place:
    identity = f"export:{wish.id}"
    looks = delivery.attempts > 1
    earlier = sending.said_before(chat, wish.person, identity=identity, since=wish.asked_at) if looks else None
    return earlier or chat.dm(wish.person, parcel.message, identity=identity)


def _parcel(begin: Begin, wish: Export, now: datetime) -> Parcel:
    try:
        with begin(reading=True) as db:
            me = members.by_person(db, wish.person)
            if me is None:
                return Parcel(views.not_any_more("I do not know you any more."))
            rules.check(db, wish, me)
            expected = contents.count(db, contents.asked(db, wish.scope, me))
    except Refusal as refusal:
        return Parcel(views.not_any_more(refusal.words))
    return Parcel(views.too_large(expected)) if expected > rules.MOST_DECISIONS else _packed(begin, wish, me.id, now)


def _packed(begin: Begin, wish: Export, member: int, now: datetime) -> Parcel:
    with tempfile.TemporaryDirectory(prefix="steward-export-") as folder:
        out = Path(folder) / leaving.named(wish.form, now).name
        count = leaving.write_asked(begin, wish.form, out, scope=wish.scope, member=member, at=now)
        content = _zipped(out) if out.is_dir() else out.read_bytes()
    name = f"{out.name}.zip" if wish.form == rules.MARKDOWN else out.name
    if len(content) > rules.LARGEST:
        return Parcel(views.too_large(count))
    return Parcel(views.here_it_is(count, wish.form), count, name, content)


def _zipped(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{folder.name}/{path.name}")
    return packed.getvalue()
