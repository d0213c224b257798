"""People and channels as Slack describes them in JSON.

Sources: https://docs.slack.dev/reference/objects/user-object, …/objects/conversation-object
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace.people import Channel, User
from bot.sandbox.workspace.state import State

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


def channel(workspace: State, where: Channel, *, count: bool = False) -> Payload:
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


def _direct(where: Channel) -> Payload:
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
