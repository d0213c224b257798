"""Slack's events, read into plain interactions."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from slack_bolt import BoltContext

from bot.dispatch.interactions import (
    ChannelEvent,
    HomeOpened,
    Interaction,
    Overheard,
    PersonEvent,
    Reaction,
    Said,
    WorkspaceEvent,
)
from bot.dispatch.requests import Request
from bot.slack.payloads import Json, addressed, is_direct, is_from_a_person, moment, profile

Read = Callable[[Json, Json, BoltContext], Interaction | None]


def _words(event: Json, body: Json, context: BoltContext) -> Said | Overheard | None:
    """None where nobody said anything just now, anywhere: edits, deletions, bots, joins."""
    if not is_from_a_person(event) or "edited" in event or not event.get("channel"):
        return None
    is_private = is_direct(body)
    where: dict[str, Any] = {
        "at": when(event.get("ts"), context["request"]),
        "channel": event["channel"],
        "message": str(event.get("ts") or ""),
        "thread": event.get("thread_ts"),
        "is_private": is_private,
    }
    text = str(event.get("text") or "")
    if event["type"] == "app_mention" or is_private:
        return Said(text=addressed(event, context.bot_user_id), **where)
    is_to_us = f"<@{context.bot_user_id}" in text  # a mention comes by an event of its own
    return None if is_to_us else Overheard(text=text, **where)


def _in_channel(event: Json, _body: Json, context: BoltContext) -> ChannelEvent:
    channel, person = event.get("channel"), str(event.get("user") or "")
    return ChannelEvent(
        at=when(event.get("event_ts"), context["request"]),
        channel=str(event.get("old_channel_id") or (channel["id"] if isinstance(channel, dict) else channel)),
        person=person,
        invited_by=str(event.get("inviter") or ""),
        is_us=event["type"] in ("channel_left", "group_left") or person == context.bot_user_id,
        moved_to=str(event.get("new_channel_id") or ""),
    )


def _of_person(event: Json, _body: Json, context: BoltContext) -> PersonEvent:
    at = when(event.get("event_ts"), context["request"])
    return PersonEvent(at=at, known=profile(event["user"]), is_new=event["type"] == "team_join")


def _reaction(event: Json, _body: Json, context: BoltContext) -> Reaction | None:
    """The emoji alone, or with a skin tone, on a message."""
    item = event.get("item") or {}
    if item.get("type") != "message" or not item.get("channel"):
        return None
    at, emoji = when(event.get("event_ts"), context["request"]), str(event.get("reaction", "")).split("::")[0]
    return Reaction(at=at, channel=item["channel"], message=str(item.get("ts") or ""), emoji=emoji)


def _home(event: Json, _body: Json, context: BoltContext) -> HomeOpened | None:
    return HomeOpened(at=context["request"].now) if event.get("tab", "home") == "home" else None


def _of_workspace(event: Json, body: Json, context: BoltContext) -> WorkspaceEvent | None:
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return None  # of the people's own tokens we have none; without the bot's we are out
    told = body.get("event_time")
    at = datetime.fromtimestamp(int(told), UTC) if told else context["request"].now
    return WorkspaceEvent(at=at, workspace=str(body.get("team_id") or ""))


def when(ts: object, request: Request) -> datetime:
    """The moment that an interaction came with, or now, where it came with none."""
    try:
        return moment(str(ts)) if ts else request.now
    except (ValueError, OverflowError, OSError):
        return request.now


EVENTS: dict[str, tuple[str, Read]] = {
    "message": ("overheard", _words),
    "app_mention": ("said", _words),
    "app_home_opened": ("home_opened", _home),
    "reaction_added": ("reaction_given", _reaction),
    "reaction_removed": ("reaction_taken_back", _reaction),
    "member_joined_channel": ("joined", _in_channel),
    "member_left_channel": ("left", _in_channel),
    "channel_left": ("left", _in_channel),
    "group_left": ("left", _in_channel),
    "channel_rename": ("channel_changed", _in_channel),
    "group_rename": ("channel_changed", _in_channel),
    "channel_archive": ("channel_changed", _in_channel),
    "group_archive": ("channel_changed", _in_channel),
    "channel_unarchive": ("channel_changed", _in_channel),
    "group_unarchive": ("channel_changed", _in_channel),
    "channel_shared": ("channel_changed", _in_channel),
    "channel_unshared": ("channel_changed", _in_channel),
    "channel_id_changed": ("channel_moved", _in_channel),
    "team_join": ("person_changed", _of_person),
    "user_change": ("person_changed", _of_person),
    "subteam_members_changed": ("groups_changed", _of_workspace),
    "subteam_updated": ("groups_changed", _of_workspace),
    "app_uninstalled": ("let_go", _of_workspace),
    "tokens_revoked": ("let_go", _of_workspace),
}
"""Slack's events, as their listeners call them, and how each is read."""
