"""Letters: which kinds of unasked-for messages there are, and how one is put together from what is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot import (
    agreement_letters,
    buddy_letters,
    convening_letters,
    held_letters,
    promise_letters,
    review_letters,
    round_letters,
    welcome_letters,
    why_letters,
)
from bot import light_letters as light
from bot.chat import Chat, GoneError, Message
from bot.domain import agreements, buddies, commitments, imports, reviews, spotlights, welcomes, whys
from bot.domain.groundhog import holding
from bot.domain.members import placing
from bot.domain.purpose import ways
from bot.domain.reach import PREVIEW
from bot.domain.rights import keeping
from bot.domain.rounds import FOLLOW_UP, QUESTION, REMINDER
from bot.domain.welcomes import catching_up
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


def _is_their_task(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    return True


SECTIONS: dict[str, Writer] = {
    QUESTION: Writer("Questions and pulses", round_letters.write_question),
    REMINDER: Writer("Reminders of open questions", round_letters.write_reminder),
    FOLLOW_UP: Writer("What to do about results", round_letters.write_follow_up, _is_their_task),
    spotlights.ASK: Writer("Questions for spotlights", light.spotlight_ask),
    spotlights.DRAFT: Writer("Words about you, to look through", light.spotlight_draft, light.is_near),
    spotlights.CARE: Writer("Spotlights that need a convener", light.spotlight_care),
    ways.FEW: Writer("How often the purpose comes back", light.few_ways),
    imports.FOUND: Writer("What an import has found", convening_letters.write_found),
    keeping.ANNOUNCE: Writer("What will be kept no longer", convening_letters.write_going, _is_their_task),
    placing.WAITING: Writer("People of no partner yet", convening_letters.write_unplaced),
    PREVIEW: Writer("What will be sent next week", convening_letters.write_preview, _is_their_task),
    commitments.ASK: Writer(
        "Kind questions about your promises", promise_letters.write_question, promise_letters.is_asked_by_somebody
    ),
    commitments.OFFER: Writer(
        "Promises you could take over", promise_letters.write_offer, promise_letters.is_asked_by_somebody
    ),
    commitments.CHANGE: Writer("News of promises that concern you", promise_letters.write_change),
    reviews.ASK: Writer("Whether your decisions are still right", review_letters.write_question),
    reviews.OFFER: Writer(
        "Decisions you could look after", review_letters.write_offer, promise_letters.is_asked_by_somebody
    ),
    reviews.NEWS: Writer("News of decisions you look after", review_letters.write_news),
    commitments.NUDGE: Writer(
        "Reminders of your promises", promise_letters.write_reminder, promise_letters.is_due_today
    ),
    whys.ASK: Writer("Questions you may know the answer to", why_letters.write_question),
    whys.NEWS: Writer("What becomes of your questions", why_letters.write_news, why_letters.is_answer),
    agreements.ASK: Writer("Agreements to look at", agreement_letters.write_ask),
    agreements.QUESTION: Writer(
        "Questions about agreements", agreement_letters.write_question, agreement_letters.is_awaited
    ),
    agreements.ANSWER: Writer("Answers about agreements", agreement_letters.write_answer, agreement_letters.is_awaited),
    buddies.OFFER: Writer("A buddy for your first weeks", buddy_letters.write_offer),
    buddies.ASK: Writer("Newcomers who would like a buddy", buddy_letters.write_ask, agreement_letters.is_awaited),
    buddies.CALL: Writer("Whether you would be a buddy", buddy_letters.write_call),
    buddies.NEWS: Writer("News of you and your buddy", buddy_letters.write_news, buddy_letters.is_met),
    buddies.CARE: Writer("Newcomers without a buddy", buddy_letters.write_care),
    welcomes.KIND: Writer("Your first days here", welcome_letters.write_step),
    welcomes.CARE: Writer("Newcomers who need a human", welcome_letters.write_care),
    welcomes.WISH: Writer("What newcomers would like", welcome_letters.write_wish),
    catching_up.KIND: Writer("What you missed while away", welcome_letters.write_catch_up),
    holding.STILL_WAITS: Writer("Decisions that wait for your answer", held_letters.write_held),
}


def compose(db: Session, deliveries: Sequence[Delivery], *, now: datetime) -> tuple[list[Entry], list[Delivery]]:
    """What these deliveries say now, and those that nobody needs any more."""
    entries, needless = [], []
    for delivery in sorted(deliveries, key=lambda each: each.kind != welcomes.KIND):  # first of all one is welcomed
        writer = SECTIONS[delivery.kind]
        section = writer.write(db, delivery, now)
        if section is None:
            needless.append(delivery)
        else:
            entries.append(Entry(delivery.id, delivery.kind, writer.title, section))
    return entries, needless


def show(
    begin: Begin, chat: Chat, *, channel: str, message: str, now: datetime, last_words: Message | None = None
) -> bool:
    """Write the letter that stands there anew, with what has changed; False where there is none.

    `last_words` take the place of a letter that has nothing left in it, and are said beneath one that has.
    """
    with begin(reading=True) as db:
        letter = letters.standing_at(db, channel, message) if message else None
        if letter is None:
            return False
        entries, _ = compose(db, letters.of_letter(db, letter.id), now=now)
    _amend(
        chat,
        channel,
        message,
        views.letter(entries, on_top=letter.urgent) if entries else last_words or views.nothing_left(),
    )
    if entries and last_words:
        chat.post(channel, last_words)
    return True


def show_about(begin: Begin, chat: Chat, person: str, kind: str, about_id: int, *, now: datetime) -> None:
    """The same for the letter in which somebody was told of this, wherever it stands."""
    with begin(reading=True) as db:
        letter = letters.telling(db, person, kind, about_id)
    if letter is not None:
        show(begin, chat, channel=letter.channel, message=letter.message, now=now)


def _amend(chat: Chat, channel: str, message: str, changed: Message) -> None:
    try:
        chat.amend(channel, message, changed)
    except GoneError:
        return  # they have put it away: nothing to show
