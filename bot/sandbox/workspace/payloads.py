"""Messages and views as Slack writes them in JSON.

Sources: https://docs.slack.dev/reference/events/message, https://docs.slack.dev/reference/views
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import files
from bot.sandbox.workspace.directory import APP_ID, BOT_ID, SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View


def message(workspace: State, said: SlackMessage, *, with_metadata: bool = False) -> Payload:
    """A message as it is read back and as it stands in events."""
    told: Payload = {"type": "message"}
    if said.subtype:
        told["subtype"] = said.subtype
    told |= {"user": said.user, "ts": said.ts, "text": said.text, "team": said.team or workspace.home.id}
    told |= _authorship(workspace, said)
    told |= _content(workspace, said)
    if said.edited_ts:
        told["edited"] = {"user": said.user, "ts": said.edited_ts}
    if said.metadata and with_metadata:
        told["metadata"] = said.metadata
    return told | _thread(workspace, said) | _reactions(said)


def _content(workspace: State, said: SlackMessage) -> Payload:
    told: Payload = {"blocks": said.blocks} if said.blocks else {}
    if said.files:
        shared = [files.told(each, workspace.address, workspace.home.id) for each in said.files]
        told |= {"files": shared, "upload": False}
    return told | ({"attachments": said.attachments} if said.attachments else {})


def _authorship(workspace: State, said: SlackMessage) -> Payload:
    if said.bot_id:
        app = APP_ID if said.bot_id == BOT_ID else f"A{said.bot_id[1:]}"
        name = workspace.names.get(said.user, "")
        profile = {"id": said.bot_id, "deleted": False, "name": name, "app_id": app, "team_id": workspace.home.id}
        return {"bot_id": said.bot_id, "app_id": app, "bot_profile": profile}
    return {"client_msg_id": said.client_msg_id} if said.client_msg_id else {}


def _thread(workspace: State, said: SlackMessage) -> Payload:
    if said.is_reply:
        root = workspace.messages.find(said.channel, said.thread_ts)
        return {"thread_ts": said.thread_ts, **({"parent_user_id": root.user} if root else {})}
    replies = workspace.messages.replies(said.channel, said.ts)
    if not replies:
        return {}
    users = list(dict.fromkeys(each.user for each in replies))
    return {
        "thread_ts": said.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "reply_users": users[:5],
        "is_locked": False,
        "subscribed": False,
    }


def _reactions(said: SlackMessage) -> Payload:
    if not said.reactions:
        return {}
    return {"reactions": [{"name": name, "users": who, "count": len(who)} for name, who in said.reactions.items()]}


def view(workspace: State, shown: View) -> Payload:
    """A view as the API gives it back and as interactions carry it."""
    body = shown.body
    return {
        "id": shown.id,
        "team_id": workspace.home.id,
        "type": shown.type,
        "blocks": shown.blocks,
        "private_metadata": body.get("private_metadata") or "",
        "callback_id": shown.callback_id,
        "state": {"values": shown.state},
        "hash": shown.hash,
        "title": _shown(body.get("title")) or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "close": _shown(body.get("close")),
        "submit": _shown(body.get("submit")),
        "previous_view_id": shown.previous_view_id,
        "root_view_id": shown.root_view_id,
        "app_id": APP_ID,
        "external_id": body.get("external_id") or "",
        "app_installed_team_id": workspace.home.id,
        "bot_id": BOT_ID,
    }


def _shown(text: Any) -> Payload | None:
    return {"emoji": True, **text} if isinstance(text, dict) else None


LONG_AGO = 1_700_000_000  # when every profile was last changed


def user(workspace: State, who: User, *, with_locale: bool = False) -> Payload:
    """A person as users.info tells. Of people elsewhere it tells neither e-mail nor time zone nor locale."""
    told: Payload = {
        "id": who.id,
        "team_id": who.team,
        "name": who.name,
        "deleted": who.is_deleted,
        "color": "9f69e7",
        "real_name": who.real_name,
        "profile": profile(workspace, who),
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": who.kind == "guest",
        "is_ultra_restricted": False,
        "is_bot": who.is_bot,
        "is_app_user": False,
        "updated": LONG_AGO,
        "is_email_confirmed": who.email is not None,
        "who_can_share_contact_card": "EVERYONE",
    }
    if who.kind == "external":
        return told | {"is_stranger": not workspace.shares_a_channel(who)}
    told |= _zone(who, workspace.clock())
    return told | ({"locale": who.locale} if with_locale else {})


def profile(workspace: State, who: User) -> Payload:
    first, _, last = who.real_name.partition(" ")
    told: Payload = {
        "title": "",
        "phone": "",
        "real_name": who.real_name,
        "real_name_normalized": who.real_name,
        "display_name": "" if who.is_bot else who.real_name,
        "display_name_normalized": "" if who.is_bot else who.real_name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": f"g{who.id.lower()}",
        "team": who.team,
    }
    if who.is_bot:
        told |= {"api_app_id": f"A{who.bot_id[1:]}", "bot_id": who.bot_id, "always_active": True}
    elif who.email and who.kind != "external" and "users:read.email" in workspace.manifest.scopes:
        told["email"] = who.email
    return told


def _zone(who: User, now: datetime) -> Payload:
    zone = ZoneInfo(who.tz or "Etc/UTC")
    local = now.astimezone(zone)
    offset = local.utcoffset()
    return {
        "tz": who.tz or "Etc/UTC",
        "tz_label": local.tzname() or "UTC",
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }


def channel(workspace: State, where: SlackChannel, *, count: bool = False) -> Payload:
    """A conversation as conversations.info tells the bot."""
    if where.is_direct:
        return _direct(where)
    shared = sorted(where.shared_with)
    told: Payload = {
        "id": where.id,
        "name": where.name,
        "name_normalized": where.name,
        "is_channel": not where.is_private,
        "is_group": where.is_private,
        "is_im": False,
        "is_mpim": where.is_group,
        "is_private": where.is_private,
        "is_archived": where.is_archived,
        "is_general": where.name == "general",
        "is_member": workspace.bot.id in where.people,
        "is_shared": bool(shared),
        "is_ext_shared": bool(shared),
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "created": where.created,
        "updated": where.created * 1000,
        "creator": where.creator,
        "context_team_id": workspace.home.id,
        "topic": {"value": where.topic, "creator": where.creator if where.topic else "", "last_set": where.created},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
        "unlinked": 0,
        "parent_conversation": None,
    }
    if shared:
        teams = [workspace.home.id, *shared]
        told |= {"shared_team_ids": teams, "internal_team_ids": [workspace.home.id], "connected_team_ids": shared}
        told |= {"conversation_host_id": workspace.home.id}
    return told | ({"num_members": len(where.people)} if count else {})


def _direct(where: SlackChannel) -> Payload:
    return {
        "id": where.id,
        "created": where.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "is_user_deleted": False,
        "user": where.people[0],
        "priority": 0,
    }
