"""What people say to one another where noticing is on: a decision or a question that the memory may have settled."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.port import Chat, Message, MessageRef
from bot.features import directory, duplicates, suggestions
from bot.features.commitments.payloads import AboutSuggestion
from bot.features.duplicates import messages
from bot.features.duplicates.payloads import Earlier
from bot.slack.payloads import mentioned, plain
from bot.text.detection import Notice
from storage import Begin, decisions, members, partnerships
from storage import suggestions as stored_suggestions
from storage.members import Member
from storage.search.records import DecisionRecord
from storage.search.tokens import Query

QUESTION = "question"  # what an offer of an answer is called
MOST_REFUSALS = 2  # more than were welcome: then a channel is left alone with answers


def offer(begin: Begin, chat: Chat, notice: Notice, place: MessageRef, *, me: Member, now: datetime) -> Message | None:
    """The private offer to remember it, or the earlier decision that may settle it; None: rather not now."""
    said = Query(notice.what)
    settled = notice.kind == "decision" and _is_settled(begin, chat, said, me, now)
    with begin() as db:
        record = duplicates.settled(db, said, by=me) if settled else None
        if record is not None and not duplicates.is_news(record, channel=place.channel, now=now):
            return None
        number = suggestions.offer(db, notice, channel=place.channel, to=me, now=now)
        if number is None:
            return None
        if record is None:
            return suggestions.message(db, notice, number, channel=place.channel, ts=place.message, to=me)
        mine = AboutSuggestion(n=number, c=place.channel, m=place.message, d=record.decision.number)
        about = Earlier(d=record.decision.number, c=place.channel, m=place.message, n=number)
        return messages.noticed(record, notice.what, partnerships.own(db).zone, about, mine)


def answer(begin: Begin, chat: Chat, text: str, place: MessageRef, *, me: Member, now: datetime) -> Message | None:
    """What settles a question that somebody asked the others; None unless that is very certain, and welcome."""
    asked = duplicates.question_in(text)
    if asked is None:
        return None
    question = Query(asked)
    with begin(reading=True) as db:
        if duplicates.answered(db, question, by=me) is None:
            return None
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        record = duplicates.answered(db, question, by=me)
        if record is None or not duplicates.is_news(record, channel=place.channel, now=now):
            return None
        return _answer(db, asked, record, place, me, now)


def was_none(begin: Begin, chat: Chat, about: Earlier, *, me: Member, now: datetime) -> None:
    """What was told is no answer to what they asked: the channel's answer counts, and the pair is told apart."""
    message = chat.read(about.channel, about.message)
    with begin() as db:
        stored_suggestions.answer(db, about.offer, person=me.person, was_right=False)
        earlier = decisions.of_number(db, about.number)
        if earlier is None or message is None or message.by != me.person:
            return
        text = plain(message.text, members.names(db, mentioned(message.text)))
        duplicates.tell_apart(db, Query(duplicates.question_in(text) or text), earlier.id, by=me, at=now)


def _is_settled(begin: Begin, chat: Chat, said: Query, me: Member, now: datetime) -> bool:
    with begin(reading=True) as db:
        if duplicates.settled(db, said, by=me) is None:
            return False
    directory.refresh(begin, chat, now=now)  # who may see the earlier one depends on who is where
    return True


def _answer(
    db: Session, question: str, record: DecisionRecord, place: MessageRef, me: Member, now: datetime
) -> Message | None:
    told = [was_right for _, was_right in stored_suggestions.answered(db, place.channel, QUESTION)]
    if told.count(False) - told.count(True) >= MOST_REFUSALS or not suggestions.may_offer(db, me, now):
        return None
    number = stored_suggestions.add(db, place.channel, me.person, QUESTION, ("settled",), at=now)
    about = Earlier(d=record.decision.number, c=place.channel, m=place.message, n=number)
    return messages.answer(record, question, partnerships.own(db).zone, about)
