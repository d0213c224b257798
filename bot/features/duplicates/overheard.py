"""What people say to one another where noticing is on: a decision or a question that the memory may have settled."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.marks import readable
from bot.chat.messages import Message
from bot.dispatch.interactions import Overheard
from bot.dispatch.requests import Request
from bot.features import directory, duplicates, suggestions
from bot.features.commitments.payloads import AboutSuggestion
from bot.features.duplicates import messages
from bot.features.duplicates.messages import Earlier
from bot.text.detection import Notice
from storage import decisions, partnerships
from storage import suggestions as stored_suggestions
from storage.members import Member
from storage.search.records import DecisionRecord
from storage.search.tokens import Query

QUESTION = "question"  # what an offer of an answer is called
MOST_REFUSALS = 2  # more than were welcome: then a channel is left alone with answers


def offer(request: Request, notice: Notice, heard: Overheard) -> Message | None:
    """The private offer to remember it, or the earlier decision that may settle it; None: rather not now."""
    me, now, said = request.me, request.now, Query(notice.what)
    settled = notice.kind == "decision" and _is_settled(request, said)
    with request.begin() as db:
        record = duplicates.settled(db, said, by=me) if settled else None
        if record is not None and not duplicates.is_news(record, channel=heard.channel, now=now):
            return None
        number = suggestions.offer(db, notice, channel=heard.channel, to=me, now=now)
        if number is None:
            return None
        if record is None:
            return suggestions.message(db, notice, number, heard, to=me)
        mine = AboutSuggestion(n=number, c=heard.channel, m=heard.message, d=record.decision.number)
        about = Earlier(d=record.decision.number, c=heard.channel, m=heard.message, n=number)
        return messages.noticed(record, notice.what, partnerships.own(db).zone, about, mine)


def answer(request: Request, text: str, heard: Overheard) -> Message | None:
    """What settles a question that somebody asked the others; None unless that is very certain, and welcome."""
    asked, me, now = duplicates.question_in(text), request.me, request.now
    if asked is None:
        return None
    question = Query(asked)
    with request.begin(reading=True) as db:
        if duplicates.answered(db, question, by=me) is None:
            return None
    directory.refresh(request.begin, request.chat, now=now)
    with request.begin() as db:
        record = duplicates.answered(db, question, by=me)
        if record is None or not duplicates.is_news(record, channel=heard.channel, now=now):
            return None
        return _answer(db, asked, record, heard, me, now)


def was_none(request: Request, about: Earlier) -> None:
    """What was told is no answer to what they asked: the channel's answer counts, and the pair is told apart."""
    me = request.me
    message = request.chat.read(about.channel, about.message)
    with request.begin() as db:
        stored_suggestions.answer(db, about.offer, person=me.person, was_right=False)
        earlier = decisions.of_number(db, about.number)
        if earlier is None or message is None or message.by != me.person:
            return
        text = readable(db, message.text)
        duplicates.tell_apart(db, Query(duplicates.question_in(text) or text), earlier.id, by=me, at=request.now)


def _is_settled(request: Request, said: Query) -> bool:
    with request.begin(reading=True) as db:
        if duplicates.settled(db, said, by=request.me) is None:
            return False
    # who may see the earlier one depends on who is where
    directory.refresh(request.begin, request.chat, now=request.now)
    return True


def _answer(
    db: Session, question: str, record: DecisionRecord, heard: Overheard, me: Member, now: datetime
) -> Message | None:
    told = [was_right for _, was_right in stored_suggestions.answered(db, heard.channel, QUESTION)]
    if told.count(False) - told.count(True) >= MOST_REFUSALS or not suggestions.may_offer(db, me, now):
        return None
    number = stored_suggestions.add(db, heard.channel, me.person, QUESTION, ("settled",), at=now)
    about = Earlier(d=record.decision.number, c=heard.channel, m=heard.message, n=number)
    return messages.answer(record, question, partnerships.own(db).zone, about)
