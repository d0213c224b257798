"""A convener asks which doors are open to whom; anybody is told which are open to them."""

import json
from pathlib import Path

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.features import capabilities
from bot.features.capabilities import messages
from bot.features.members import assignment
from bot.settings import Settings
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person
from storage import Begin
from storage.members import Member

MANIFEST = Path(__file__).parent.parent / "manifest.json"
WORDS = ("which doors are open", "doors", "which doors work")


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[asks])(tell)
    app.event("message", matchers=[is_direct_message, asks])(tell)
    app.action("doors_open")(tell_in_private)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def asks(event: Payload, context: BoltContext) -> bool:
    said = addressed(event, context.bot_user_id).casefold().strip(" .!?")
    return is_from_a_person(event) and "edited" not in event and said in WORDS


def tell(event: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    message = _told(begin, chat, me)
    if event.get("channel_type") == "im":
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def tell_in_private(ack: Ack, begin: Begin, chat: Chat, me: Member) -> None:
    """The same from a button."""
    ack()
    chat.dm(me.person, _told(begin, chat, me))


def _told(begin: Begin, chat: Chat, me: Member) -> Message:
    """Slack is asked what I may do and where I am, before anything is said of it."""
    with begin(reading=True) as db:
        assignment.check(db, me)
    app, rooms = capabilities.granted(json.loads(MANIFEST.read_text()), chat.scopes()), len(chat.rooms())
    with begin() as db:
        rows = capabilities.table(db, app, rooms=rooms)
    return messages.message(rows, capabilities.advice(rows))
