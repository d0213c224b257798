"""Showing whys where they stand: in a letter, on the Home tab, in a list; and a reply as a draft."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot import home, letters
from bot.blocks import modal
from bot.chat import Chat, Message
from bot.config import Settings
from bot.domain import whys
from bot.payloads import Payload, mentioned, plain
from bot.views import why_forms as forms
from bot.views import why_lists as lists
from bot.views import why_news as news
from bot.whying import HOME, LIST, AboutWhy
from storage import Begin, members, partnerships, why_people
from storage.members import Member
from storage.whys import Why


def pressed_in(about: AboutWhy, body: Payload) -> AboutWhy:
    """The same, with where the message stands in which the button was pressed. What only one sees has no place."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id", "")
    message = "" if container.get("is_ephemeral") else container.get("message_ts", "")
    return about.model_copy(update={"channel": channel, "message": message})


def closing(about: AboutWhy, words: str) -> dict[str, Any]:
    """How a form ends: it closes where the message behind it shows what came of it, else it says so itself."""
    if about.place == HOME or about.message:
        return {}
    return {"response_action": "update", "view": modal(forms.done(words))}


def again(begin: Begin, chat: Chat, me: Member, about: AboutWhy, settings: Settings, *, now: datetime) -> None:
    """Show how it stands now in the place of what was pressed."""
    if about.place == HOME:
        home.show(begin, chat, me, settings, now)
    elif about.message and about.place == LIST:
        with begin(reading=True) as db:
            found = listed(db, me)
        chat.amend(about.channel, about.message, found)
    elif about.message:
        letters.show(begin, chat, channel=about.channel, message=about.message, now=now)


def after_click(begin: Begin, chat: Chat, me: Member, about: AboutWhy, settings: Settings, *, now: datetime) -> None:
    """The same after a click, which can replace what only one person sees too."""
    if about.place != LIST:
        return again(begin, chat, me, about, settings, now=now)
    with begin(reading=True) as db:
        found = listed(db, me)
    chat.replace(found)


def draft(db: Session, why: Why, said: str, me: Member, now: datetime) -> Message:
    """Somebody's reply as a draft of their answer."""
    words = plain(said, members.names(db, mentioned(said)))
    whys.draft(db, why.number, words, by=me, at=now)
    return news.draft(why, whys.drafted(db, why.number, by=me)[1])


def listed(db: Session, me: Member) -> Message:
    """The open questions of somebody, and for a convener those that they look after."""
    worded = why_people.own_worded(db, me.person)
    mine, wordings = [why for why, _ in worded], {why.id: words for why, words in worded}
    cared = why_people.open_to(db, me)[0] if me.is_convener else []
    awaited = why_people.awaited_and_seen(db, me)
    return lists.listed(mine, wordings, awaited, cared, partnerships.own(db).zone, convenes=me.is_convener)
