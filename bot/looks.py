"""What came of a look at a decision, shown wherever its button was pressed."""

from datetime import datetime

from bot import home, letters
from bot.chat import Chat, Message
from bot.config import Settings
from bot.domain import decisions, reviews
from bot.reviewing import HOME, LETTER, Look
from bot.views import reviews as views
from storage import Begin
from storage import reviews as remembered
from storage.decisions import Decision
from storage.members import Member


def opened(begin: Begin, look: Look, me: Member) -> tuple[Decision, str]:
    """The decision a form is for, and what the form carries. Raises Refusal when it is not theirs to say."""
    with begin(reading=True) as db:
        decision = reviews.reviewable(db, look.number, by=me)
        seen = remembered.done_count(db, decision.id)
    return decision, look.model_copy(update={"seen": seen, "version": decision.version}).packed


def show_after_click(begin: Begin, chat: Chat, me: Member, look: Look, settings: Settings, *, now: datetime) -> None:
    """Put what came of it in the place of what was pressed."""
    if look.place in (HOME, LETTER):
        return _show_there(begin, chat, me, look, settings, now)
    chat.replace(_now(begin, look, me))


def show_after_form(begin: Begin, chat: Chat, me: Member, look: Look, settings: Settings, *, now: datetime) -> None:
    """The same after a form. A post and an answer stay as they are; their reader is told in private."""
    if look.place in (HOME, LETTER):
        return _show_there(begin, chat, me, look, settings, now)
    _tell(chat, me, look, _now(begin, look, me))


def show_asked(begin: Begin, chat: Chat, me: Member, look: Look, settings: Settings, *, now: datetime) -> None:
    """After somebody else was asked to look after it: they are told whom."""
    if look.place in (HOME, LETTER):
        _show_there(begin, chat, me, look, settings, now)
    with begin(reading=True) as db:
        decision = decisions.shown(db, look.number, to=me)
    _tell(chat, me, look, views.asked_to_look_after(decision))


def _tell(chat: Chat, me: Member, look: Look, message: Message) -> None:
    if look.channel and look.is_direct:
        chat.post(look.channel, message)
    elif look.channel:
        chat.whisper(look.channel, me.person, message)
    else:
        chat.dm(me.person, message)


def _show_there(begin: Begin, chat: Chat, me: Member, look: Look, settings: Settings, now: datetime) -> None:
    if look.place == HOME:
        home.show(begin, chat, me, settings, now)
    else:
        letters.show(begin, chat, channel=look.channel, message=look.message, now=now)


def _now(begin: Begin, look: Look, me: Member) -> Message:
    with begin(reading=True) as db:
        decision = decisions.shown(db, look.number, to=me)
        return views.done(remembered.last_of(db, decision.id), decision)
