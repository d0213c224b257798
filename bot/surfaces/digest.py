"""Letters: which kinds of unasked-for messages there are, and how one is put together from what is due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.port import Chat, GoneError, Message
from bot.features import catalogue, onboarding
from bot.surfaces import digest_messages
from bot.surfaces.digest_messages import DigestEntry
from storage import Begin, digests
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


def show(
    begin: Begin, chat: Chat, *, channel: str, message: str, now: datetime, last_words: Message | None = None
) -> bool:
    """Write the letter that stands there anew, with what has changed; False where there is none.

    `last_words` take the place of a letter that has nothing left in it, and are said beneath one that has.
    """
    with begin(reading=True) as db:
        letter = digests.standing_at(db, channel, message) if message else None
        if letter is None:
            return False
        entries, _ = compose(db, digests.of_digest(db, letter.id), now=now)
    _amend(
        chat,
        channel,
        message,
        digest_messages.letter(entries, on_top=letter.urgent)
        if entries
        else last_words or digest_messages.nothing_left(),
    )
    if entries and last_words:
        chat.post(channel, last_words)
    return True


def show_about(begin: Begin, chat: Chat, person: str, kind: str, about_id: int, *, now: datetime) -> None:
    """The same for the letter in which somebody was told of this, wherever it stands."""
    with begin(reading=True) as db:
        letter = digests.telling(db, person, kind, about_id)
    if letter is not None:
        show(begin, chat, channel=letter.channel, message=letter.message, now=now)


def _amend(chat: Chat, channel: str, message: str, changed: Message) -> None:
    try:
        chat.amend(channel, message, changed)
    except GoneError:
        return  # they have put it away: nothing to show
