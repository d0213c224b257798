"""Before a decision is logged: is there an earlier one that may settle it? Then its author is asked, and it waits."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from bot.chat.marks import readable
from bot.chat.port import Chat
from bot.dispatch.requests import Request
from bot.errors import Refusal
from bot.features import decisions, directory, duplicates, suggestions
from bot.features.decisions import drafts as decision_drafts
from bot.features.decisions import messages as decision_messages
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import messages, pending
from bot.features.duplicates.messages import Earlier
from bot.text.reasons import Wording, check
from storage import decisions as stored_decisions
from storage import partnerships
from storage import suggestions as stored_suggestions
from storage.decisions import Decision
from storage.members import Member
from storage.search.records import DecisionRecord
from storage.search.tokens import Query


@dataclass(frozen=True)
class PendingQuestion:
    """The earlier decision, the words that wait, and what the buttons carry."""

    record: DecisionRecord
    wording: Wording
    about: Earlier
    zone: tzinfo


def ask(request: Request, wording: Wording, *, channel: str, came_from: CameFrom) -> PendingQuestion | None:
    """What to ask before this is logged; None when it is news, or when logging will be refused anyway.

    Raises Refusal when the words are none, or too many.
    """
    check(wording)
    me, query = request.me, Query(wording.text)
    with request.begin(reading=True) as db:
        if (
            not _can_log(db, channel, came_from, me)
            or duplicates.settled(db, query, by=me, but=came_from.apart) is None
        ):
            return None
    # who may see the earlier one depends on who is where
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        record = duplicates.settled(db, query, by=me, but=came_from.apart)
        return None if record is None else _held(db, record, wording, channel, came_from, me, request.now)


def words_of(request: Request, about: Earlier) -> tuple[Wording, CameFrom]:
    """The words that a button or a form is about: those that wait, or read again where they stand.

    Raises Refusal when they are gone.
    """
    if about.holding:
        with request.begin(reading=True) as db:
            row = pending.waiting(db, about.holding, by=request.me)
            return pending.wording_of(row), CameFrom.model_validate_json(row.came_from)
    if about.message:
        return _said_there(request, about)
    return Wording(""), CameFrom(by=request.me.person)


def answered(db: Session, about: Earlier, me: Member) -> CameFrom:
    """Their word is said: what waited for it is forgotten, the draft too. Tells where the words came from.

    Raises Refusal when they had said it before.
    """
    if about.offer:
        stored_suggestions.answer(db, about.offer, person=me.person, was_right=True)
    if not about.holding:
        return CameFrom()
    came_from = CameFrom.model_validate_json(pending.let_go(db, about.holding, by=me).came_from)
    if came_from.draft is not None:
        decision_drafts.let_go(db, came_from.draft)
    return came_from


def tell_apart(db: Session, text: str, number: int, me: Member, now: datetime) -> None:
    """They were shown an earlier decision and logged this all the same: the two are not told of one another again."""
    earlier = stored_decisions.of_number(db, number) if number else None
    if earlier is not None:
        duplicates.tell_apart(db, Query(text), earlier.id, by=me, at=now)


def show_outcome(chat: Chat, came_from: CameFrom, new: Decision | None) -> None:
    """The draft that these words came from says what became of it, unless not everybody there may know."""
    if not came_from.reply:
        return
    is_seen_there = new is not None and (new.channel == came_from.drafted_in or not came_from.drafted_in)
    told = decision_messages.saved(new) if new is not None and is_seen_there else messages.put_away()
    chat.amend(came_from.channel, came_from.reply, told)


def tell(
    request: Request, held: PendingQuestion, *, channel: str, thread: str | None = None, private: bool = False
) -> None:
    """The question, so that only they see it. `private`: they are alone with us there anyway."""
    message = messages.question(held.record, held.wording, held.zone, held.about)
    if private:
        request.chat.post(channel, message, thread=thread)
    else:
        request.chat.whisper(channel, request.me.person, message, thread=thread)


def _can_log(db: Session, channel: str, came_from: CameFrom, me: Member) -> bool:
    is_known = came_from.source is not None and stored_decisions.of_source(db, came_from.source) is not None
    return not is_known and decisions.can_log_in(db, channel, by=me)


def _held(
    db: Session, record: DecisionRecord, wording: Wording, channel: str, came_from: CameFrom, me: Member, now: datetime
) -> PendingQuestion:
    packed = came_from.model_copy(update={"at": came_from.at or now.timestamp()}).packed
    row = pending.hold(
        db, wording, earlier=record.decision, by=me, channel=channel, source=came_from.source, came_from=packed, at=now
    )
    about = Earlier(d=record.decision.number, h=row.id)
    return PendingQuestion(record, wording, about, partnerships.own(db).zone)


def _said_there(request: Request, about: Earlier) -> tuple[Wording, CameFrom]:
    message = request.chat.read(about.channel, about.message)
    if message is None or message.by != request.me.person:
        raise Refusal("That message is no longer there, so there is nothing to keep.")
    with request.begin(reading=True) as db:
        text = readable(db, message.text)
    return suggestions.wording(text), CameFrom.of(message, link=request.chat.link(about.channel, about.message))
