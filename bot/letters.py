"""Letters: which kinds of unasked-for messages there are, and how one is put together from what is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat import Chat, GoneError, Message
from bot.views import letters as views
from bot.views.letters import Entry, Section
from storage import Begin, letters
from storage.deliveries import Delivery

Write = Callable[[Session, Delivery, datetime], Section | None]
"""One delivery's part of a letter, with the facts of this moment; None when nobody needs it any more."""


def _is_calm(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    return False


@dataclass(frozen=True)
class Writer:
    """A kind of message: how it is written, what it is called, and when it may pass the budget."""

    title: str
    write: Write
    is_urgent: Callable[[Session, Delivery, datetime], bool] = _is_calm


SECTIONS: dict[str, Writer] = {}


def compose(db: Session, deliveries: Sequence[Delivery], *, now: datetime) -> tuple[list[Entry], list[Delivery]]:
    """What these deliveries say now, and those that nobody needs any more."""
    entries, needless = [], []
    for delivery in deliveries:
        writer = SECTIONS[delivery.kind]
        section = writer.write(db, delivery, now)
        if section is None:
            needless.append(delivery)
        else:
            entries.append(Entry(delivery.id, delivery.kind, writer.title, section))
    return entries, needless


def show(
    begin: Begin, chat: Chat, *, channel: str, message: str, now: datetime, last_words: Message | None = None
) -> None:
    """Write the letter that stands there anew, with what has changed; nothing happens where there is none.

    `last_words` take the place of a letter that has nothing left in it, and are said beneath one that has.
    """
    with begin(reading=True) as db:
        letter = letters.standing_at(db, channel, message)
        if letter is None:
            return
        entries, _ = compose(db, letters.of_letter(db, letter.id), now=now)
    _amend(chat, channel, message, views.letter(entries) if entries else last_words or views.nothing_left())
    if entries and last_words:
        chat.post(channel, last_words)


def _amend(chat: Chat, channel: str, message: str, changed: Message) -> None:
    try:
        chat.amend(channel, message, changed)
    except GoneError:
        return  # they have put it away: nothing to show
