"""The exits of every unasked-for message: later, no more of these, and back again."""

from datetime import datetime

from slack_bolt import Ack, App

from bot import letters
from bot.chat import Chat, Message
from bot.config import Settings
from bot.domain.attention import wishes
from bot.errors import Refusal
from bot.payloads import Payload
from bot.returned import OUTDATED, number_on
from bot.views import letters as views
from bot.views.decisions import day
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("letter_later")(put_off)
    app.action("letter_stop")(stop)
    app.action("letter_allow")(allow)


def put_off(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        when = wishes.later(db, number_on(action.get("value")), by=me, at=now)
    ack()
    _show(begin, chat, body, views.put_off(day(when)), now)


def stop(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        kind = wishes.stop_like(db, number_on(action.get("value")), by=me, at=now)
    ack()
    _show(begin, chat, body, views.stopped(letters.SECTIONS[kind].title, kind), now)


def allow(ack: Ack, action: Payload, chat: Chat, begin: Begin, me: Member) -> None:
    kind = action.get("value")
    if kind not in letters.SECTIONS:
        raise Refusal(OUTDATED)
    with begin() as db:
        wishes.allow(db, kind, by=me)
    ack()
    chat.replace(views.allowed(letters.SECTIONS[kind].title))


def _show(begin: Begin, chat: Chat, body: Payload, last_words: Message, now: datetime) -> None:
    place = {"channel": body["channel"]["id"], "message": body["message"]["ts"]}
    letters.show(begin, chat, **place, now=now, last_words=last_words)
