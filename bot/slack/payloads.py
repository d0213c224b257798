"""What Slack sends, read into plain values: people, channels, messages, and the answers in a form."""

import json
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bot.chat.port import ChatChannel, ChatMessage, ChatPerson
from bot.dispatch.payloads import Answers

Json = dict[str, Any]
"""What Slack sends, before it is read: the one loose type in the house."""

UNKEPT = re.compile("[\x00\ud800-\udfff]")  # signs that no database keeps

CHOSEN = {"datepicker": "selected_date", "timepicker": "selected_time"}


def moment(ts: str) -> datetime:
    """When a message was said: Slack's message ids are seconds since 1970 with six decimals."""
    return datetime.fromtimestamp(float(ts), UTC)


def heard(message: Json, channel: str) -> ChatMessage:
    """A message read back, its text still with Slack's marks. What bots say has no author for us."""
    by = None if message.get("bot_id") or message.get("subtype") == "bot_message" else message.get("user")
    ts = str(message["ts"])
    thread = message.get("thread_ts")
    return ChatMessage(channel, ts, message.get("text") or "", by=by, at=moment(ts), thread=thread)


def is_direct(body: Json) -> bool:
    """Whether something was said or clicked in a conversation between one person and the bot."""
    event, channel = body.get("event") or {}, body.get("channel")
    name = channel.get("name") if isinstance(channel, dict) else body.get("channel_name")
    at_home = event.get("type") == "app_home_opened"  # it names the private conversation too
    return at_home or event.get("channel_type") == "im" or name == "directmessage"


def is_from_a_person(event: Json) -> bool:
    """Whether somebody said this, now: not a bot, not an edit, not a deletion, not a join message."""
    return not event.get("bot_id") and event.get("subtype") in (None, "file_share", "thread_broadcast")


def addressed(event: Json, bot: str | None) -> str:
    """What somebody says to the bot, without its name."""
    text = str(event.get("text") or "")
    return re.sub(rf"^\s*<@{bot}(?:\|[^>]*)?>[\s,:]*", "", text).strip() if bot else text.strip()


def profile(user: Json) -> ChatPerson:
    """A person as users.info and users.list tell; people of other workspaces have no e-mail, zone or locale."""
    told = user.get("profile") or {}
    name = told.get("display_name") or told.get("real_name") or user.get("real_name") or user.get("name")
    return ChatPerson(
        person=str(user["id"]),
        team=str(user.get("team_id") or told.get("team") or ""),
        name=str(name or user["id"]),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_bot=is_machine(user),
        email=str(told.get("email") or ""),
        zone_name=user.get("tz"),
        language=(user.get("locale") or "")[:2] or None,
        is_single_channel=bool(user.get("is_ultra_restricted")),
        has_left=bool(user.get("deleted")),
        told_at=_since_1970(user.get("updated")),
    )


def _since_1970(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) and 0 < seconds < 2**33 else None


def is_machine(user: Json) -> bool:
    return bool(user.get("is_bot")) or user.get("id") == "USLACKBOT"


def room(channel: Json) -> ChatChannel:
    """A channel. The first letter of its id says nothing; the flags do."""
    return ChatChannel(
        channel=str(channel["id"]),
        name=str(channel.get("name") or ""),
        is_private=bool(channel.get("is_private")),
        is_archived=bool(channel.get("is_archived")),
        has_bot=bool(channel.get("is_member")),
        is_direct=bool(channel.get("is_im") or channel.get("is_mpim")),
    )


def answers_in(state: Json) -> Answers:
    """What people filled in, by field name; an empty field answers "" or, where several may be chosen, ()."""
    fields = (state or {}).get("values", {}).values()
    return Answers({name: _answer(element) for field in fields for name, element in field.items()})


def _answer(element: Json) -> Any:
    kind = str(element.get("type"))
    if kind == "multi_users_select":
        return tuple(element.get("selected_users") or ())
    if kind in ("checkboxes", "multi_static_select"):
        return tuple(option["value"] for option in element.get("selected_options") or ())
    if kind in ("static_select", "radio_buttons"):
        return (element.get("selected_option") or {}).get("value") or ""
    return UNKEPT.sub("", element.get(CHOSEN.get(kind, "value")) or "")


def occurrence(body: Json) -> str | None:
    """What makes two requests the same one: Slack's own id of the event, the command, the click or the form."""
    if body.get("event_id"):
        return str(body["event_id"])
    if body.get("type") == "view_submission" and body["view"].get("id"):
        # one form may take another's place, and one that leafs on is another one
        return f"view:{body['view']['id']}:{body['view'].get('callback_id')}:{body['view'].get('hash', '')}"
    if body.get("event"):  # an event without an id is known by its content, which has its time in it
        return f"event:{sha256(json.dumps(body['event'], sort_keys=True).encode()).hexdigest()}"
    return f"trigger:{body['trigger_id']}" if body.get("trigger_id") else None
