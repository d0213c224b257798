"""chat.scheduleMessage and its kin: what the bot will have said later.

Slack's own defect is here, too: a scheduled message with metadata is taken, listed, and never posted.
Source: https://docs.slack.dev/reference/methods/chat.scheduleMessage
"""

from datetime import UTC, datetime, timedelta

from bot.sandbox.api import chat, posting
from bot.sandbox.api.call import Call
from bot.sandbox.api.pages import page
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace.scheduled import Scheduled

FARTHEST = timedelta(days=120)
MOST_AT_ONCE, AT_ONCE = 30, 300  # messages in a channel within so many seconds


def schedule(call: Call) -> Payload:
    where = chat.speakable(call, call.text("channel"))
    said = posting.content(call.args)
    if len(call.text("text")) > posting.LONGEST_TEXT:
        raise SlackError("msg_too_long")
    at, thread = _moment(call), chat.thread(call, where)
    near = [each for each in call.workspace.scheduled if each.channel == where.id and abs(each.post_at - at) < AT_ONCE]
    if len(near) >= MOST_AT_ONCE:
        raise SlackError("restricted_too_many")
    made = Scheduled(call.workspace.new_id("Q"), where.id, at, int(call.workspace.clock().timestamp()), said, thread)
    call.workspace.scheduled.append(made)
    if said.metadata is None:
        call.workspace.outbox.agenda.at(
            datetime.fromtimestamp(at, UTC), lambda: posting.post_scheduled(call.workspace, made)
        )
    message = {"type": "delayed_message", "text": said.text, "user": call.workspace.bot.id}
    return {"channel": where.id, "scheduled_message_id": made.id, "post_at": at, "message": message}


def delete(call: Call) -> Payload:
    where, id = call.channel(), call.text("scheduled_message_id")
    found = next((each for each in call.workspace.scheduled if (each.id, each.channel) == (id, where.id)), None)
    if found is None:
        raise SlackError("invalid_scheduled_message_id")
    call.workspace.scheduled.remove(found)
    return {}


def list_all(call: Call) -> Payload:
    channel = call.text("channel")
    if channel and channel not in call.workspace.channels:
        raise SlackError("invalid_channel")
    waiting = sorted(call.workspace.scheduled, key=lambda each: each.post_at)
    found, following = page(call, [each for each in waiting if channel in ("", each.channel)])
    told = [
        {"id": each.id, "channel_id": each.channel, "post_at": each.post_at, "date_created": each.created}
        | {"text": each.said.text}
        for each in found
    ]
    return {"scheduled_messages": told, "response_metadata": {"next_cursor": following}}


def _moment(call: Call) -> int:
    at, now = call.number("post_at", 0), call.workspace.clock()
    if at <= 0:
        raise SlackError("invalid_time")
    if at <= now.timestamp():
        raise SlackError("time_in_past")
    if at > (now + FARTHEST).timestamp():
        raise SlackError("time_too_far")
    return at
