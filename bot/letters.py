"""Letters: which kinds of unasked-for messages there are, and how one is put together from what is due."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot import held_letters, previews, promise_letters, review_letters, why_letters
from bot import light_letters as light
from bot.chat import Chat, GoneError, Message
from bot.domain import commitments, imports, reviews, spotlights, whys
from bot.domain.groundhog import holding
from bot.domain.members import placing
from bot.domain.purpose import ways
from bot.domain.reach import PREVIEW
from bot.domain.rounds import FOLLOW_UP, QUESTION, REMINDER, answering, closing
from bot.domain.rounds.answering import Sheet
from bot.views import letters as views
from bot.views import partners as partner_views
from bot.views import previews as preview_views
from bot.views import proposals as proposal_views
from bot.views import round_results as result_views
from bot.views import rounds as round_views
from bot.views.letters import Entry, Section
from storage import Begin, letters, members, proposals, rhythms, rounds
from storage.deliveries import DUE, Delivery
from storage.imports import Import
from storage.rounds import ASKED

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


def _question(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    sheet = answering.sheet(db, delivery.about_id, delivery.to)
    if sheet is None or sheet.round.cancelled_at is not None:
        return None
    return None if delivery.state == DUE and not _still_asked(sheet) else round_views.question(sheet)


def _reminder(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    sheet = answering.sheet(db, delivery.about_id, delivery.to)
    if sheet is None or (delivery.state == DUE and not _still_asked(sheet)):
        return None
    return round_views.reminder(sheet) if _still_asked(sheet) else round_views.question(sheet)


def _still_asked(sheet: Sheet) -> bool:
    return sheet.round.is_open and sheet.state == ASKED


def _follow_up(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    round_ = rounds.by_id(db, delivery.about_id)
    return result_views.what_now(closing.outcome(db, round_)) if round_ is not None else None


def _preview(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What the coming week brings. `about_id` is the first day of it."""
    first = date.fromordinal(delivery.about_id)
    coming, looks = previews.week(db, first), previews.reviews_of_week(db, first, delivery.to)
    if not coming and not looks and not rhythms.all_(db):
        return None
    return preview_views.week(coming, looks)


def _found(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    """What an import has found, as far as it still waits for this convener."""
    known, convener = db.get(Import, delivery.about_id), members.by_person(db, delivery.to)
    if known is None or convener is None or not convener.is_convener:
        return None
    counts = proposals.waiting_counts(db, convener, import_id=known.id)
    return proposal_views.letter(counts, known.source) if counts else None


def _unplaced(db: Session, delivery: Delivery, now: datetime) -> Section | None:
    waiting = placing.count(db)
    return partner_views.waiting(waiting) if waiting else None


def _is_their_task(_db: Session, _delivery: Delivery, _now: datetime) -> bool:
    return True


SECTIONS: dict[str, Writer] = {
    QUESTION: Writer("Questions and pulses", _question),
    REMINDER: Writer("Reminders of open questions", _reminder),
    FOLLOW_UP: Writer("What to do about results", _follow_up, _is_their_task),
    spotlights.ASK: Writer("Questions for spotlights", light.spotlight_ask),
    spotlights.DRAFT: Writer("Words about you, to look through", light.spotlight_draft, light.is_near),
    spotlights.CARE: Writer("Spotlights that need a convener", light.spotlight_care),
    ways.FEW: Writer("How often the purpose comes back", light.few_ways),
    imports.FOUND: Writer("What an import has found", _found),
    placing.WAITING: Writer("People of no partner yet", _unplaced),
    PREVIEW: Writer("What will be sent next week", _preview, _is_their_task),
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
    holding.STILL_WAITS: Writer("Decisions that wait for your answer", held_letters.write_held),
}


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
    _amend(
        chat,
        channel,
        message,
        views.letter(entries, on_top=letter.urgent) if entries else last_words or views.nothing_left(),
    )
    if entries and last_words:
        chat.post(channel, last_words)


def _amend(chat: Chat, channel: str, message: str, changed: Message) -> None:
    try:
        chat.amend(channel, message, changed)
    except GoneError:
        return  # they have put it away: nothing to show
