"""pins.*: messages that a channel keeps at hand."""

from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.messages import Message

MOST = 100  # in one channel


def add(call: Call) -> Payload:
    said, pinned = _said(call)
    if said.ts in pinned:
        raise SlackError("already_pinned")
    if len(pinned) >= MOST:
        raise SlackError("too_many_pins")
    pinned.append(said.ts)
    call.workspace.changed(said)
    return {}


def remove(call: Call) -> Payload:
    said, pinned = _said(call)
    if said.ts not in pinned:
        raise SlackError("no_pin")
    pinned.remove(said.ts)
    call.workspace.changed(said)
    return {}


def list_all(call: Call) -> Payload:
    where = call.channel()
    found = [call.workspace.messages.find(where.id, ts) for ts in call.workspace.pins.get(where.id, [])]
    told = [
        {"type": "message", "channel": where.id, "message": payloads.message(call.workspace, each)}
        for each in found
        if each
    ]
    return {"items": told}


def _said(call: Call) -> tuple[Message, list[str]]:
    where = call.channel()
    if not call.is_member(where):
        raise SlackError("not_in_channel")
    if not call.text("timestamp"):
        raise SlackError("no_item_specified")
    return call.message(where, call.text("timestamp")), call.workspace.pins.setdefault(where.id, [])
