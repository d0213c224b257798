"""usergroups.*: groups of people who are mentioned together."""

from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace.people import Usergroup
from bot.sandbox.workspace.profiles import LONG_AGO


def list_all(call: Call) -> Payload:
    groups = [each for each in call.workspace.usergroups.values() if not each.is_disabled or _with_disabled(call)]
    count, users = call.flag("include_count"), call.flag("include_users")
    return {"usergroups": [_told(call, each, count=count, users=users) for each in groups]}


def _with_disabled(call: Call) -> bool:
    return call.flag("include_disabled")


def _told(call: Call, group: Usergroup, *, count: bool = False, users: bool = False) -> Payload:
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
