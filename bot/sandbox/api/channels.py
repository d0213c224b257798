"""conversations.*: what the bot changes about channels."""

import re

from bot.sandbox.api.call import READS, Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.people import acts
from bot.sandbox.workspace import profiles
from bot.sandbox.workspace.changes import Change
from bot.sandbox.workspace.people import Channel

WRITES = {"channel": ("channels:manage", "channels:write"), "group": ("groups:write",), "mpim": ("mpim:write",)}
NAME = re.compile(r"[\w-]{1,80}")  # Slack's own alphabets, lower case
GENERAL = "general"


def archive(call: Call) -> Payload:
    where = _inside(call)
    if where.is_archived:
        raise SlackError("already_archived")
    if where.name == GENERAL:
        raise SlackError("cant_archive_general")
    call.after.append(lambda: acts.archive(call.workspace, call.workspace.bot.id, where.id))
    return {}


def unarchive(call: Call) -> Payload:
    where = _room(call)
    if not where.is_archived:
        raise SlackError("not_archived")
    call.after.append(lambda: acts.archive(call.workspace, call.workspace.bot.id, where.id, back=True))
    return {}


def create(call: Call) -> Payload:
    name, private = call.text("name"), call.flag("is_private")
    if not NAME.fullmatch(name) or name != name.lower():
        raise SlackError("invalid_name_specials")
    if any(each.name == name for each in call.workspace.channels.values()):
        raise SlackError("name_taken")
    call.needs_one(WRITES["group" if private else "channel"])
    place = call.workspace
    made = place.add_channel(place.new_id("C"), name, private=private, people=[place.bot.id])
    place.tell(Change(channel=made.id))
    return {"channel": profiles.channel(place, made)}


def invite(call: Call) -> Payload:
    where = _inside(call, "invites")
    users = [each for each in call.text("users").split(",") if each]
    if not users:
        raise SlackError("no_user")
    for user in users:
        _check_guest(call, where, user)
    for user in users:
        call.after.append(lambda user=user: acts.invite(call.workspace, call.workspace.bot.id, user, where.id))  # type: ignore[misc]
    return {"channel": profiles.channel(call.workspace, where)}


def join(call: Call) -> Payload:
    where = call.channel()
    if where.type != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if where.is_archived:
        raise SlackError("is_archived")
    call.after.append(lambda: acts.join(call.workspace, call.workspace.bot.id, where.id))
    return {"channel": profiles.channel(call.workspace, where)}


def leave(call: Call) -> Payload:
    where = _room(call)
    if where.name == GENERAL:
        raise SlackError("cant_leave_general")
    if not call.is_member(where):
        return {"not_in_channel": True}
    call.after.append(lambda: acts.leave(call.workspace, call.workspace.bot.id, where.id))
    return {}


def set_topic(call: Call) -> Payload:
    where = _inside(call, "topic")
    where.topic = call.text("topic")
    call.workspace.tell(Change(channel=where.id))
    return {"channel": profiles.channel(call.workspace, where)}


def _room(call: Call, part: str = "") -> Channel:
    """A channel, not a direct message, that the bot has the scope to change, or this `part` of it."""
    where = call.channel()
    if where.type == "im":
        raise SlackError("method_not_supported_for_channel_type")
    scopes = WRITES[where.type]
    call.needs_one((*scopes, f"{READS[where.type]}write.{part}") if part else scopes)
    return where


def _inside(call: Call, part: str = "") -> Channel:
    where = _room(call, part)
    if not call.is_member(where):
        raise SlackError("not_in_channel")
    return where


def _check_guest(call: Call, where: Channel, user: str) -> None:
    if user not in call.workspace.users or call.workspace.users[user].is_deleted:
        raise SlackError("user_not_found")
    if user == call.workspace.bot.id:
        raise SlackError("cant_invite_self")
    if user in where.people:
        raise SlackError("already_in_channel")
