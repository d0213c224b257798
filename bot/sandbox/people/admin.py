"""What changes around the conversations: channels shared with other workspaces, new ids, people who come and change.

Sources: https://docs.slack.dev/reference/events/channel_shared, …/channel_unshared, …/channel_id_changed,
…/team_join, …/user_change, …/subteam_members_changed
"""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.delivery import events
from bot.sandbox.delivery.wire import Change
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import SlackChannel, Team, User, Usergroup
from bot.sandbox.workspace.state import State


def share(workspace: State, channel: str, team: str) -> SlackChannel:
    """Share a channel with another workspace through Slack Connect."""
    with workspace.lock:
        where, other = workspace.channel(channel), workspace.teams[team]
        where.shared_with |= {other.id}
        workspace.tell(Change(channel=where.id))
    _tell_of(workspace, "channel_shared", where, connected_team_id=other.id)
    return where


def unshare(workspace: State, channel: str, team: str) -> SlackChannel:
    """Stop sharing it; the other workspace's people are gone from it."""
    with workspace.lock:
        where, other = workspace.channel(channel), workspace.teams[team]
        where.shared_with -= {other.id}
        where.people = [each for each in where.people if not _is_of(workspace, each, other)]
        workspace.tell(Change(channel=where.id))
    told = {"previously_connected_team_id": other.id, "is_ext_shared": where.is_shared}
    _tell_of(workspace, "channel_unshared", where, **told)
    return where


def renumber(workspace: State, channel: str, new_id: str) -> SlackChannel:
    """Give a channel a new id, as happens when it is shared or made private."""
    with workspace.lock:
        where = workspace.channel(channel)
        old_id, where.id = where.id, new_id
        workspace.channels[new_id] = workspace.channels.pop(old_id)
        workspace.names[new_id] = workspace.names.pop(old_id)
        workspace.messages.move(old_id, new_id)
        workspace.tell(Change(channel=new_id))
    told = {"old_channel_id": old_id, "new_channel_id": new_id}
    events.send(workspace, "channel_id_changed", {"type": "channel_id_changed", **told, **_stamp(workspace)}, where)
    return where


def regroup(workspace: State, group: str, people: Iterable[str]) -> Usergroup:
    """Say who is in a user group from now on."""
    with workspace.lock:
        changed = workspace.usergroups[group]
        before, changed.people = changed.people, [workspace.user(each).id for each in people]
    came = [each for each in changed.people if each not in before]
    left = [each for each in before if each not in changed.people]
    event: dict[str, Any] = {"type": "subteam_members_changed", "subteam_id": group, "team_id": workspace.home.id}
    event |= {"added_users": came, "added_users_count": len(came), "removed_users": left}
    event |= {"removed_users_count": len(left), "date_update": int(workspace.clock().timestamp())}
    events.send(workspace, "subteam_members_changed", {**event, **_stamp(workspace)})
    return changed


def welcome(workspace: State, id: str, name: str, **more: Any) -> User:
    """Somebody new comes into the workspace; the arguments are those of add_user."""
    with workspace.lock:
        who = workspace.add_user(id, name, **more)
    _tell_of_person(workspace, "team_join", who)
    return who


def change(workspace: State, user: str, **what: Any) -> User:
    """Change somebody's profile: real_name, email, tz, locale, kind, is_deleted."""
    with workspace.lock:
        who = workspace.user(user)
        for name, value in what.items():
            setattr(who, name, value)
        workspace.names[who.id] = who.real_name
    _tell_of_person(workspace, "user_change", who)
    return who


def _tell_of(workspace: State, kind: str, where: SlackChannel, **told: Any) -> None:
    events.send(workspace, kind, {"type": kind, "channel": where.id, **told, **_stamp(workspace)}, where)


def _tell_of_person(workspace: State, kind: str, who: User) -> None:
    told = payloads.user(workspace, who, with_locale=True)
    stamp = {"cache_ts": int(workspace.clock().timestamp()), **_stamp(workspace)}
    events.send(workspace, kind, {"type": kind, "user": told, **stamp})


def _stamp(workspace: State) -> dict[str, str]:
    return {"event_ts": workspace.new_ts()}


def _is_of(workspace: State, user_id: str, team: Team) -> bool:
    return workspace.users[user_id].team == team.id
