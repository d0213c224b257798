"""usergroups.*: groups of people who are mentioned together."""

from bot.sandbox import profiles
from bot.sandbox.api.call import Call
from bot.sandbox.errors import SlackError
from bot.sandbox.wire import Payload


def list_all(call: Call) -> Payload:
    groups = [each for each in call.workspace.usergroups.values() if not each.is_disabled or _with_disabled(call)]
    count, users = call.flag("include_count"), call.flag("include_users")
    return {"usergroups": [profiles.usergroup(call.workspace, each, count=count, users=users) for each in groups]}


def users(call: Call) -> Payload:
    group = call.workspace.usergroups.get(call.text("usergroup"))
    if group is None or (group.is_disabled and not _with_disabled(call)):
        raise SlackError("no_such_subteam")
    return {"users": list(group.people)}


def _with_disabled(call: Call) -> bool:
    return call.flag("include_disabled")
