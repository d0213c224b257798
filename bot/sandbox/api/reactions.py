"""reactions.*: the bot's own emoji under messages."""

import re

from bot.sandbox.api.call import Call
from bot.sandbox.delivery import events
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.messages import Message

NAME = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")


def add(call: Call) -> Payload:
    said, emoji, bot = _said(call), _emoji(call), call.workspace.bot
    people = said.reactions.setdefault(emoji, [])
    if bot.id in people:
        raise SlackError("already_reacted")
    people.append(bot.id)
    call.workspace.changed(said)
    call.after.append(lambda: events.reacted(call.workspace, bot, said, emoji, added=True))
    return {}


def remove(call: Call) -> Payload:
    said, emoji, bot = _said(call), _emoji(call), call.workspace.bot
    people = said.reactions.get(emoji, [])
    if bot.id not in people:
        raise SlackError("no_reaction")
    people.remove(bot.id)
    if not people:
        del said.reactions[emoji]
    call.workspace.changed(said)
    call.after.append(lambda: events.reacted(call.workspace, bot, said, emoji, added=False))
    return {}


def get(call: Call) -> Payload:
    said = _said(call)
    message = payloads.message(call.workspace, said)
    return {
        "type": "message",
        "channel": said.channel,
        "message": {**message, "permalink": call.workspace.permalink(said)},
    }


def _said(call: Call) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    where = call.channel()
    if where.is_archived:
        raise SlackError("is_archived")
    return call.message(where, call.text("timestamp"))


def _emoji(call: Call) -> str:
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name
