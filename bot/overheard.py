"""What people say to one another where noticing is on: a decision or a question that the memory may have settled."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import acquaintance, noticed
from bot.carried import Earlier
from bot.chat import Chat, Message, Place
from bot.domain import groundhog
from bot.domain.noticing import Notice
from bot.payloads import mentioned, plain
from bot.promising import Noticed
from bot.views import groundhog as views
from storage import Begin, members, offers, partnerships
from storage import decisions as remembered
from storage.members import Member
from storage.records import Record

QUESTION = "question"  # what an offer of an answer is called
MOST_REFUSALS = 2  # more than were welcome: then a channel is left alone with answers


def offer(begin: Begin, chat: Chat, notice: Notice, place: Place, *, me: Member, now: datetime) -> Message | None:
    """The private offer to remember it, or the earlier decision that may settle it; None: rather not now."""
    settled = notice.kind == "decision" and _is_settled(begin, chat, notice, me, now)
    with begin() as db:
        record = groundhog.settled(db, notice.what, by=me) if settled else None
        if record is not None and not groundhog.is_news(record, channel=place.channel, now=now):
            return None
        number = noticed.offer(db, notice, channel=place.channel, to=me, now=now)
        if number is None:
            return None
        if record is None:
            return noticed.message(db, notice, number, channel=place.channel, ts=place.message, to=me)
        mine = Noticed(n=number, c=place.channel, m=place.message, d=record.decision.number)
        about = Earlier(d=record.decision.number, c=place.channel, m=place.message, n=number)
        return views.noticed(record, notice.what, partnerships.own(db).zone, about, mine)


def answer(begin: Begin, chat: Chat, text: str, place: Place, *, me: Member, now: datetime) -> Message | None:
    """What settles a question that somebody asked the others; None unless that is very certain, and welcome."""
    question = groundhog.question_in(text)
    if question is None:
        return None
    with begin(reading=True) as db:
        if groundhog.answered(db, question, by=me) is None:
            return None
    acquaintance.refresh(begin, chat, now=now)
    with begin() as db:
        record = groundhog.answered(db, question, by=me)
        if record is None or not groundhog.is_news(record, channel=place.channel, now=now):
            return None
        return _answer(db, question, record, place, me, now)


def was_none(begin: Begin, chat: Chat, about: Earlier, *, me: Member, now: datetime) -> None:
    """What was told is no answer to what they asked: the channel's answer counts, and the pair is told apart."""
    message = chat.read(about.channel, about.message)
    with begin() as db:
        offers.answer(db, about.offer, person=me.person, was_right=False)
        earlier = remembered.of_number(db, about.number)
        if earlier is None or message is None or message.by != me.person:
            return
        text = plain(message.text, members.names(db, mentioned(message.text)))
        groundhog.tell_apart(db, groundhog.question_in(text) or text, earlier.id, by=me, at=now)


def _is_settled(begin: Begin, chat: Chat, notice: Notice, me: Member, now: datetime) -> bool:
    with begin(reading=True) as db:
        if groundhog.settled(db, notice.what, by=me) is None:
            return False
    acquaintance.refresh(begin, chat, now=now)  # who may see the earlier one depends on who is where
    return True


def _answer(db: Session, question: str, record: Record, place: Place, me: Member, now: datetime) -> Message | None:
    told = [was_right for _, was_right in offers.answered(db, place.channel, QUESTION)]
    if told.count(False) - told.count(True) >= MOST_REFUSALS or not noticed.may_offer(db, me, now):
        return None
    number = offers.add(db, place.channel, me.person, QUESTION, ("settled",), at=now)
    about = Earlier(d=record.decision.number, c=place.channel, m=place.message, n=number)
    return views.answer(record, question, partnerships.own(db).zone, about)
