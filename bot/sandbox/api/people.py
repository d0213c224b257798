"""auth.*, apps.*, team.*, users.*, usergroups.*: who everybody is, the app included."""

from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import Usergroup
from bot.sandbox.workspace.payloads import LONG_AGO


def user_info(call: Call) -> Payload:
    return {"user": payloads.user(call.workspace, call.person(), with_locale=call.flag("include_locale"))}


def user_list(call: Call) -> Payload:
    """Everybody of the installing workspace; people of others are not listed."""
    ours = [each for each in call.workspace.users.values() if each.kind != "external"]
    some, following = call.page(ours)
    locale = call.flag("include_locale")
    members = [payloads.user(call.workspace, each, with_locale=locale) for each in some]
    now = int(call.workspace.clock().timestamp())
    return {"members": members, "cache_ts": now, "response_metadata": {"next_cursor": following}}


def team_info(call: Call) -> Payload:
    team = call.workspace.teams.get(call.text("team") or call.workspace.home.id)
    if team is None:
        raise SlackError("team_not_found")
    url = f"https://{team.domain}.slack.com/"
    told = {"id": team.id, "name": team.name, "url": url, "domain": team.domain, "email_domain": ""}
    return {"team": {**told, "icon": {"image_default": True}, "avatar_base_url": "https://ca.slack-edge.com/"}}


def auth(call: Call) -> Payload:
    place, bot = call.workspace.home, call.workspace.bot
    return {
        "url": f"https://{place.domain}.slack.com/",
        "team": place.name,
        "user": bot.name,
        "team_id": place.id,
        "user_id": bot.id,
        "bot_id": bot.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(call: Call) -> Payload:
    """apps.connections.open: where to connect by Socket Mode, once."""
    if call.workspace.open_link is None:
        raise SlackError("internal_error", "this workspace has no server")
    return {"url": call.workspace.open_link()}


def usergroups(call: Call) -> Payload:
    disabled = call.flag("include_disabled")
    groups = [each for each in call.workspace.usergroups.values() if not each.is_disabled or disabled]
    count, users = call.flag("include_count"), call.flag("include_users")
    return {"usergroups": [_usergroup(call, each, count=count, users=users) for each in groups]}


def _usergroup(call: Call, group: Usergroup, *, count: bool = False, users: bool = False) -> Payload:
    """Source: https://docs.slack.dev/reference/objects/usergroup-object"""
    told: Payload = {
        "id": group.id,
        "team_id": call.workspace.home.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": LONG_AGO,
        "date_update": LONG_AGO,
        "date_delete": LONG_AGO if group.is_disabled else 0,
        "auto_type": None,
        "created_by": group.people[0] if group.people else "",
        "updated_by": group.people[0] if group.people else "",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
    }
    told |= {"users": list(group.people)} if users else {}
    return told | ({"user_count": len(group.people)} if count else {})
