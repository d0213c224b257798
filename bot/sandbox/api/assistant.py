"""assistant.threads.*: what the bot shows while it thinks, what it calls a thread, what it suggests to ask.

Source: https://docs.slack.dev/ai/developing-ai-apps
"""

from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace.changes import Change
from bot.sandbox.workspace.people import Channel


def set_status(call: Call) -> Payload:
    """Shown under the thread until the bot answers there, or says an empty status, or two minutes are over."""
    where, ts = _thread(call)
    call.workspace.thinking.set(where.id, ts, call.text("status"), call.args.get("loading_messages") or [])
    call.workspace.tell(Change(channel=where.id, thread=ts))
    return {}


def set_title(call: Call) -> Payload:
    where, ts = _thread(call)
    call.workspace.thinking.titles[where.id, ts] = call.text("title")
    call.workspace.tell(Change(channel=where.id, thread=ts))
    return {}


def set_prompts(call: Call) -> Payload:
    """What people can ask with one click."""
    if not call.workspace.manifest.is_agent:
        raise SlackError("not_agent_app")
    where = _channel(call)
    ts = _thread(call)[1] if call.text("thread_ts") else ""
    prompts = [(str(each["title"]), str(each["message"])) for each in call.args["prompts"]]
    call.workspace.thinking.prompts[where.id, ts] = prompts
    call.workspace.tell(Change(channel=where.id, thread=ts))
    return {}


def _channel(call: Call) -> Channel:
    return call.channel("channel_id")


def _thread(call: Call) -> tuple[Channel, str]:
    """The channel, and the message that the thread hangs under."""
    where = _channel(call)
    found = call.workspace.messages.find(where.id, call.text("thread_ts"))
    if found is None or found.ephemeral_to:
        raise SlackError("invalid_thread_ts")
    return where, found.thread_ts or found.ts
