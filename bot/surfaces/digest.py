"""Letters: which kinds of unasked-for messages there are, and how one is put together from what is due."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from bot.chat.messages import Message
from bot.chat.port import Chat, GoneError
from bot.dispatch.requests import Request
from bot.features import catalogue, onboarding
from bot.surfaces import digest_messages
from bot.surfaces.digest_messages import DigestEntry
from storage import digests
from storage.deliveries import Delivery


def compose(db: Session, deliveries: Sequence[Delivery], *, now: datetime) -> tuple[list[DigestEntry], list[Delivery]]:
    """What these deliveries say now, and those that nobody needs any more."""
    entries, needless = [], []
    for delivery in sorted(deliveries, key=lambda each: each.kind != onboarding.KIND):  # first of all one is welcomed
        kind = catalogue.digest_kinds()[delivery.kind]
        section = kind.write(db, delivery, now)
        if section is None:
            needless.append(delivery)
        else:
            entries.append(DigestEntry(delivery.id, delivery.kind, kind.title, section))
    return entries, needless


class Place(Protocol):
    """Where a message stands."""

    @property
    def channel(self) -> str: ...
    @property
    def message(self) -> str: ...


def show(request: Request, place: Place, *, last_words: Message | None = None) -> bool:
    """Write the letter that stands there anew, with what has changed; False where there is none.

    `last_words` take the place of a letter that has nothing left in it, and are said beneath one that has.
    """
    if not place.message:
        return False
    with request.begin(reading=True) as db:
        letter = digests.standing_at(db, place.channel, place.message)
        if letter is None:
            return False
        entries, _ = compose(db, digests.of_digest(db, letter.id), now=request.now)
    left = digest_messages.letter(entries, on_top=letter.urgent) if entries else None
    _amend(request.chat, place, left or last_words or digest_messages.nothing_left())
    if entries and last_words:
        request.chat.post(place.channel, last_words)
    return True


def show_about(request: Request, kind: str, about_id: int) -> None:
    """The same for the letter in which they were told of this, wherever it stands."""
    with request.begin(reading=True) as db:
        letter = digests.telling(db, request.me.person, kind, about_id)
    if letter is not None:
        show(request, letter)


def _amend(chat: Chat, place: Place, changed: Message) -> None:
    try:
        chat.amend(place.channel, place.message, changed)
    except GoneError:
        return  # they have put it away: nothing to show
