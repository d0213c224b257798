"""Showing anew what was clicked, wherever it stands: on somebody's own page, in a letter, or in an answer to them."""

from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot import home, letters
from bot.chat import Chat, Message
from bot.config import Settings
from bot.payloads import Payload
from storage import Begin
from storage import letters as sent
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
        is_letter = sent.standing_at(db, channel, message) is not None
        answer = None if is_letter else else_say(db)
    if answer is None:
        letters.show(begin, chat, channel=channel, message=message, now=now)
    else:
        chat.replace(answer)


def show_where(begin: Begin, chat: Chat, place: Pressed, me: Member, settings: Settings, now: datetime) -> None:
    """The same after a form: the page, or the letter, if it was one."""
    if place.home:
        home.show(begin, chat, me, settings, now)
    elif place.message:
        letters.show(begin, chat, channel=place.channel, message=place.message, now=now)


def _place(body: Payload) -> tuple[str, str]:
    container = body.get("container") or {}
    return str((body.get("channel") or {}).get("id", "")), str(container.get("message_ts", ""))
