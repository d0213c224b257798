"""What the trace tells of an envelope: its name, its id, and how the bot took it."""

from bot.sandbox.delivery.trace import OK, Entry, Kind, Trace
from bot.sandbox.delivery.wire import Kind as Wire
from bot.sandbox.delivery.wire import Payload, Reply
from bot.sandbox.transport import ACK_WITHIN

NO_ACK = "no ack"
RETRIES = "https://docs.slack.dev/apis/events-api/#retries"
ACKING = "https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response"
MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
INTERACTIONS: dict[str, Kind] = {
    "block_actions": "action",
    "block_suggestion": "options",
    "view_submission": "submission",
    "view_closed": "submission",
}  # everything else is a shortcut
WHY = {
    "connection_failed": "no bot is connected, or it closed the connection",
    "http_error": "the bot answered with an error",
    "http_timeout": f"the bot did not answer within {ACK_WITHIN:.0f} seconds",
    "timeout": f"the bot did not ack within {ACK_WITHIN:.0f} seconds",
}


def begin(trace: Trace, kind: Wire, payload: Payload, *, attempt: int = 0) -> Entry:
    """An envelope goes out."""
    if kind == "events_api":
        return trace.begin("event", _event(payload["event"]), payload, id=payload["event_id"], attempt=attempt)
    if kind == "slash_commands":
        return trace.begin("command", payload["command"], payload, id=payload["trigger_id"])
    what = INTERACTIONS.get(payload["type"], "shortcut")
    return trace.begin(what, _pressed(payload), payload, id=payload.get("trigger_id", ""))


def end(trace: Trace, entry: Entry, reply: Reply) -> None:
    """The bot acked it, or did not; an ack that came too late is told as well."""
    address = RETRIES if entry.kind == "event" else ACKING
    sentence = ""
    if not reply.acked:
        sentence = f"Not acked: {WHY.get(reply.reason, reply.reason)}. {address}"
    elif entry.late:
        sentence = f"Acked after {entry.waited:.1f} seconds: Slack waits no longer than {ACK_WITHIN:.0f}. {address}"
    status = OK if reply.acked else NO_ACK
    trace.end(entry, status, answer=reply.body, sentence=sentence, envelope_id=reply.envelope_id)


def keep_back(trace: Trace, name: str, payload: Payload, status: str, sentence: str) -> None:
    """An event that is not sent although the manifest subscribes to it."""
    trace.end(trace.begin("event", name, payload, id=payload["event_id"]), status, sentence=sentence)


def _event(event: Payload) -> str:
    """As the manifest subscribes to it."""
    kind = str(event["type"])
    return MESSAGES.get(event.get("channel_type", ""), kind) if kind == "message" else kind


def _pressed(payload: Payload) -> str:
    actions = payload.get("actions")
    named = actions[0]["action_id"] if actions else payload.get("action_id") or payload.get("callback_id")
    return str(named or (payload.get("view") or {}).get("callback_id") or payload["type"])
