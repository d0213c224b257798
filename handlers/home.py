"""Somebody's own page: its rooms on the Home tab, and as messages for those who have none."""

import re
from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, MessageRef
from bot.settings import Settings
from bot.slack.forms import number_on
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from bot.surfaces import home
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_home_opened")(show)
    app.event("app_mention", matchers=[asks_for_room])(whisper)
    app.event("message", matchers=[is_direct_message, asks_for_room])(tell)
    app.action("room_more")(go_on)
    app.action(re.compile(r"room_\w+"))(enter)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def asks_for_room(event: Payload, context: BoltContext) -> bool:
    is_new = is_from_a_person(event) and "edited" not in event
    return is_new and home.called(addressed(event, context.bot_user_id)[:100]) is not None


def show(event: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    if event.get("tab", "home") == "home":
        home.show(begin, chat, me, settings, now)


def tell(
    event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    """In private the page stays where it is, and is edited there."""
    room = home.called(addressed(event, context.bot_user_id)) or ""
    home.enter(begin, me, room, at=now)
    thread = event.get("thread_ts")
    stands = chat.post(event["channel"], home.message(begin, me, settings, now), thread=thread)
    home.enter(begin, me, room, at=now, stands=MessageRef(event["channel"], stands))


def whisper(
    event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    home.enter(begin, me, home.called(addressed(event, context.bot_user_id)) or "", at=now)
    message = home.message(begin, me, settings, now)
    chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def enter(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    ack()
    _go(body, begin, chat, me, str(action["value"]), 0, settings, now)


def go_on(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    """To what had no place in the message."""
    ack()
    room, _, since = str(action["value"]).partition(":")
    _go(body, begin, chat, me, room, number_on(since), settings, now)


def _go(
    body: Payload, begin: Begin, chat: Chat, me: Member, room: str, since: int, settings: Settings, now: datetime
) -> None:
    """Show a room where it was asked for. What only one person sees is replaced; any other message is edited."""
    pressed = body.get("container") or {}
    if pressed.get("is_ephemeral"):
        home.enter(begin, me, room, since=since, at=now)
        return chat.replace(home.message(begin, me, settings, now))
    is_message = pressed.get("type") == "message"
    stands = MessageRef(str(pressed["channel_id"]), str(pressed["message_ts"])) if is_message else None
    home.enter(begin, me, room, since=since, at=now, stands=stands)
    home.show(begin, chat, me, settings, now)
