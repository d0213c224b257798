"""Showing whys where they stand: in a letter, on the Home tab, in a list; and a reply as a draft."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.chat.port import Message
from bot.features import open_questions
from bot.features.open_questions import forms, lists, news
from bot.features.open_questions.payloads import HOME, AboutOpenQuestion
from bot.slack.blocks import modal
from bot.slack.payloads import Payload, mentioned, plain
from storage import members, partnerships
from storage import open_questions as stored_open_questions
from storage.members import Member
from storage.whys import OpenQuestion


def pressed_in(about: AboutOpenQuestion, body: Payload) -> AboutOpenQuestion:
    """The same, with where the message stands in which the button was pressed. What only one sees has no place."""
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id", "")
    message = "" if container.get("is_ephemeral") else container.get("message_ts", "")
    return about.model_copy(update={"channel": channel, "message": message})


def closing(about: AboutOpenQuestion, words: str) -> dict[str, Any]:
    """How a form ends: it closes where the message behind it shows what came of it, else it says so itself."""
    if about.place == HOME or about.message:
        return {}
    return {"response_action": "update", "view": modal(forms.done(words))}


def draft(db: Session, why: OpenQuestion, said: str, me: Member, now: datetime) -> Message:
    """Somebody's reply as a draft of their answer."""
    words = plain(said, members.names(db, mentioned(said)))
    open_questions.draft(db, why.number, words, by=me, at=now)
    return news.draft(why, open_questions.drafted(db, why.number, by=me)[1])


def listed(db: Session, me: Member) -> Message:
    """The open questions of somebody, and for a convener those that they look after."""
    worded = stored_open_questions.own_worded(db, me.person)
    mine, wordings = [why for why, _ in worded], {why.id: words for why, words in worded}
    cared = stored_open_questions.open_to(db, me)[0] if me.is_convener else []
    awaited = stored_open_questions.awaited_and_seen(db, me)
    return lists.listed(mine, wordings, awaited, cared, partnerships.own(db).zone, convenes=me.is_convener)
