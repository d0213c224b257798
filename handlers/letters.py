"""The exits of every unasked-for message: later, no more of these, and back again."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat, Message
from bot.chat.words import day
from bot.errors import Refusal
from bot.features import catalogue
from bot.notifications import commands as notification_commands
from bot.settings import Settings
from bot.slack.forms import OUTDATED, number_on
from bot.slack.payloads import Payload
from bot.surfaces import digest, digest_messages
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.action("letter_later")(put_off)
    app.action("letter_stop")(stop)
    app.action("letter_allow")(allow)


def put_off(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        when = notification_commands.later(db, number_on(action.get("value")), by=me, at=now)
    ack()
    _show(begin, chat, body, digest_messages.put_off(day(when)), now)


def stop(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        kind = notification_commands.stop_like(db, number_on(action.get("value")), by=me, at=now)
    ack()
    _show(begin, chat, body, digest_messages.stopped(catalogue.title_of(kind), kind), now)


def allow(ack: Ack, action: Payload, chat: Chat, begin: Begin, me: Member) -> None:
    kind = action.get("value")
    if kind not in catalogue.digest_kinds():
        raise Refusal(OUTDATED)
    with begin() as db:
        notification_commands.allow(db, kind, by=me)
    ack()
    chat.replace(digest_messages.allowed(catalogue.title_of(kind)))


def _show(begin: Begin, chat: Chat, body: Payload, last_words: Message, now: datetime) -> None:
    place = {"channel": body["channel"]["id"], "message": body["message"]["ts"]}
    digest.show(begin, chat, **place, now=now, last_words=last_words)
