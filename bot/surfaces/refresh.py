"""Showing anew what was clicked, wherever it stands: on somebody's own page, in a letter, or in an answer to them."""

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.chat.port import Chat, Message
from bot.features import decisions
from bot.features.decisions import review as decision_review
from bot.features.decisions.review import messages as review_messages
from bot.features.decisions.review.payloads import DIGEST, HOME, AboutReview
from bot.settings import Settings
from bot.slack.payloads import Payload
from bot.surfaces import digest, home
from storage import Begin, digests, reviews
from storage.decisions import Decision
from storage.members import Member

Written = Callable[[Session], Message]
"""What stands in the place of a message that is no letter."""


class Pressed(BaseModel):
    """What a form is about, and where our message stands in which its button was pressed."""

    about: int = 0
    follows: int = 0  # the number of the wording that its writer had before them
    draft: int = 0
    channel: str = ""
    message: str = ""
    home: bool = False

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True)


def pressed(about: int, body: Payload, *, follows: int = 0, draft: int = 0) -> Pressed:
    channel, message = _place(body)
    return Pressed(about=about, follows=follows, draft=draft, channel=channel, message=message, home=is_at_home(body))


def is_at_home(body: Payload) -> bool:
    return (body.get("view") or {}).get("type") == "home"


def show(
    begin: Begin, chat: Chat, body: Payload, me: Member, settings: Settings, now: datetime, *, else_say: Written
) -> None:
    """Put how it stands now in the place of what was clicked."""
    if is_at_home(body):
        return home.show(begin, chat, me, settings, now)
    channel, message = _place(body)
    with begin(reading=True) as db:
        is_digest = digests.standing_at(db, channel, message) is not None
        answer = None if is_digest else else_say(db)
    if answer is None:
        digest.show(begin, chat, channel=channel, message=message, now=now)
    else:
        chat.replace(answer)


def show_where(begin: Begin, chat: Chat, place: Pressed, me: Member, settings: Settings, now: datetime) -> None:
    """The same after a form: the page, or the letter, if it was one."""
    if place.home:
        home.show(begin, chat, me, settings, now)
    elif place.message:
        digest.show(begin, chat, channel=place.channel, message=place.message, now=now)


def _place(body: Payload) -> tuple[str, str]:
    container = body.get("container") or {}
    return str((body.get("channel") or {}).get("id", "")), str(container.get("message_ts", ""))


def opened(begin: Begin, look: AboutReview, me: Member) -> tuple[Decision, str]:
    """The decision a form is for, and what the form carries. Raises Refusal when it is not theirs to say."""
    with begin(reading=True) as db:
        decision = decision_review.reviewable(db, look.number, by=me)
        seen = reviews.done_count(db, decision.id)
    return decision, look.model_copy(update={"seen": seen, "version": decision.version}).packed


def show_after_click(
    begin: Begin, chat: Chat, me: Member, look: AboutReview, settings: Settings, *, now: datetime
) -> None:
    """Put what came of it in the place of what was pressed."""
    if look.place in (HOME, DIGEST):
        return _show_there(begin, chat, me, look, settings, now)
    chat.replace(_now(begin, look, me))


def show_after_form(
    begin: Begin, chat: Chat, me: Member, look: AboutReview, settings: Settings, *, now: datetime
) -> None:
    """The same after a form. A post and an answer stay as they are; their reader is told in private."""
    if look.place in (HOME, DIGEST):
        return _show_there(begin, chat, me, look, settings, now)
    _tell(chat, me, look, _now(begin, look, me))


def show_asked(begin: Begin, chat: Chat, me: Member, look: AboutReview, settings: Settings, *, now: datetime) -> None:
    """After somebody else was asked to look after it: they are told whom."""
    if look.place in (HOME, DIGEST):
        _show_there(begin, chat, me, look, settings, now)
    with begin(reading=True) as db:
        decision = decisions.shown(db, look.number, to=me)
    _tell(chat, me, look, review_messages.asked_to_look_after(decision))


def _tell(chat: Chat, me: Member, look: AboutReview, message: Message) -> None:
    if look.channel and look.is_direct:
        chat.post(look.channel, message)
    elif look.channel:
        chat.whisper(look.channel, me.person, message)
    else:
        chat.dm(me.person, message)


def _show_there(begin: Begin, chat: Chat, me: Member, look: AboutReview, settings: Settings, now: datetime) -> None:
    if look.place == HOME:
        home.show(begin, chat, me, settings, now)
    else:
        digest.show(begin, chat, channel=look.channel, message=look.message, now=now)


def _now(begin: Begin, look: AboutReview, me: Member) -> Message:
    with begin(reading=True) as db:
        decision = decisions.shown(db, look.number, to=me)
        return review_messages.done(reviews.last_of(db, decision.id), decision)
