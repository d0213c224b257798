"""`@Steward decision log`: what a channel has decided, shown in private first, and kept there with a click."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.dispatch.requests import Deliver
from bot.features import decision_logs, directory
from bot.features.decision_logs import messages
from bot.settings import Settings
from bot.slack.forms import number_on
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from storage import Begin, channels, partnerships
from storage.members import Member

ASKED = re.compile(
    r"(?:the\s+|show\s+(?:me\s+)?(?:the\s+)?)?(?:decision\s?log|log of decisions)[\s.!?]*", re.IGNORECASE
)


def register(app: App, settings: Settings) -> None:
    app.command("/decision", matchers=[asks_by_command])(answer_command)
    app.event("app_mention", matchers=[asks])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks])(answer_in_private)
    app.action(re.compile(r"log_show_\d+"))(show)
    app.action("log_choose")(choose)
    app.action("log_keep")(keep)
    app.action("log_stop")(stop)
    app.action("log_earlier")(show_earlier)


def asks(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and ASKED.fullmatch(addressed(event, context.bot_user_id)) is not None


def asks_by_command(command: Payload) -> bool:
    return str(command.get("text") or "").strip().casefold() == "log"


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def answer_command(ack: Ack, command: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    message = _rooms(begin, me) if is_direct(command) else _preview(begin, chat, command["channel_id"], me, now)
    chat.whisper(command["channel_id"], me.person, message)


def answer_mention(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    message = _preview(begin, chat, event["channel"], me, now)
    chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def answer_in_private(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    chat.post(event["channel"], _rooms(begin, me), thread=event.get("thread_ts"))


def choose(ack: Ack, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    chat.dm(me.person, _rooms(begin, me))


def show(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    chat.replace(_preview(begin, chat, action["value"], me, now))


def keep(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    with begin() as db:
        decision_logs.keep(db, action["value"], by=me, at=now)
    ack()
    deliver()
    chat.replace(messages.kept())


def stop(ack: Ack, action: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver) -> None:
    with begin() as db:
        decision_logs.let_be(db, action["value"], by=me, at=now)
    ack()
    deliver()


def show_earlier(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    channel, _, number = action["value"].partition(":")
    with begin(reading=True) as db:
        found = decision_logs.readable(db, channel, by=me, before=number_on(number))
        form = messages.earlier(found, partnerships.own(db).zone)
    chat.ask(body["trigger_id"], form)


def _preview(begin: Begin, chat: Chat, channel: str, me: Member, now: datetime) -> Message:
    directory.refresh(begin, chat, now=now)
    with begin() as db:
        found, zone = decision_logs.readable(db, channel, by=me), partnerships.own(db).zone
    return messages.preview(found, zone) if found.decisions else messages.nothing_yet()


def _rooms(begin: Begin, me: Member) -> Message:
    with begin() as db:
        return messages.which(channels.shared_with(db, me.person))
