"""Carrying the memory away from the chat: a form on the Home tab or after a word in private; the file comes by DM."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Form, Message
from bot.errors import Refusal
from bot.features import directory, exports
from bot.features.exports import messages
from bot.settings import Settings
from bot.slack.forms import answers_in
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from storage import Begin
from storage.members import Member
from storage.partnerships import Partner

ASKED = re.compile(r"(?:export|carry (?:the memory|it|everything) away)[\s.!?]*", re.IGNORECASE)


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks])(answer_in_private)
    app.action("export_open")(open_form)
    app.view("export_form")(ask)


def asks(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and ASKED.fullmatch(addressed(event, context.bot_user_id)) is not None


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_mention(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    chat.whisper(event["channel"], me.person, _door(begin, me), thread=event.get("thread_ts"))


def answer_in_private(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    chat.post(event["channel"], _door(begin, me), thread=event.get("thread_ts"))


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    chat.ask(body["trigger_id"], _form(begin, me))


def ask(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    """The file itself is made by the clock: a large one would keep the form waiting."""
    filled = answers_in(view["state"])
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        exports.ask(db, filled["form"], filled["scope"], by=me, at=now)
    ack()
    chat.dm(me.person, messages.on_its_way())


def _door(begin: Begin, me: Member) -> Message:
    with begin() as db:
        _allowed(exports.scopes(db, me))
    return Message("Carry the memory away: what of it, and in which form?", messages.panel(may=True))


def _form(begin: Begin, me: Member) -> Form:
    with begin(reading=True) as db:
        return messages.form(_allowed(exports.scopes(db, me)))


def _allowed(scopes: list[tuple[str, Partner | str]]) -> list[tuple[str, Partner | str]]:
    """Raises Refusal when there is nothing that they may take."""
    if not scopes:
        raise Refusal("Conveners carry away the whole, and whoever speaks for a partner its part. Ask one of them.")
    return scopes
