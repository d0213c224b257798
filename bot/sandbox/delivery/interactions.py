"""Commands, clicks and forms as Slack sends them.

Sources: https://docs.slack.dev/reference/interaction-payloads,
https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
"""

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import APP_ID, SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import Chosen, View

TOKEN = "sandbox-verification-token"  # noqa: S105 - the old way to know Slack; nobody checks it


def command(workspace: State, who: User, where: SlackChannel, name: str, text: str) -> Payload:
    return {
        "token": TOKEN,
        "team_id": workspace.home.id,
        "team_domain": workspace.home.domain,
        "channel_id": where.id,
        "channel_name": _name(where, private="privategroup"),
        "user_id": who.id,
        "user_name": who.name,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": workspace.new_hook(where.id, who.id, kind="commands"),
        "trigger_id": workspace.new_trigger(who.id),
    }


def pressed_in_message(workspace: State, who: User, said: SlackMessage, action: Payload, state: Chosen) -> Payload:
    return {
        **_envelope(workspace, who, "block_actions"),
        **_in_message(workspace, said),
        "trigger_id": workspace.new_trigger(who.id),
        "state": {"values": state},
        "response_url": workspace.new_hook(said.channel, who.id, said.ts),
        "actions": [action],
    }


def pressed_in_view(workspace: State, who: User, view: View, action: Payload) -> Payload:
    return {
        **_envelope(workspace, who, "block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.new_trigger(who.id, view.id),
        "view": payloads.view(workspace, view),
        "actions": [action],
    }


def submitted(workspace: State, who: User, view: View) -> Payload:
    return {
        **_envelope(workspace, who, "view_submission"),
        "trigger_id": workspace.new_trigger(who.id, view.id),
        "view": payloads.view(workspace, view),
        "response_urls": [],
    }


def closed(workspace: State, who: User, view: View, *, is_cleared: bool = False) -> Payload:
    view_told = payloads.view(workspace, view)
    return {**_envelope(workspace, who, "view_closed"), "view": view_told, "is_cleared": is_cleared}


def shortcut(workspace: State, who: User, callback_id: str, said: SlackMessage | None = None) -> Payload:
    """From a message's own menu; without one from the search bar or the composer."""
    told = {"callback_id": callback_id, "trigger_id": workspace.new_trigger(who.id), "action_ts": workspace.new_ts()}
    if said is None:
        return {**_envelope(workspace, who, "shortcut"), **told}
    where = workspace.channels[said.channel]
    return {
        **_envelope(workspace, who, "message_action"),
        **told,
        "response_url": workspace.new_hook(where.id, who.id, kind="app"),
        "message_ts": said.ts,
        "channel": {"id": where.id, "name": _name(where)},
        "message": payloads.message(workspace, said),
    }


def suggestion(
    workspace: State, who: User, place: SlackMessage | View, block_id: str, action_id: str, typed: str
) -> Payload:
    """Somebody types into a select whose options the app knows."""
    asked = {"action_id": action_id, "block_id": block_id, "value": typed}
    if isinstance(place, View):
        where: Payload = {"container": {"type": "view", "view_id": place.id}, "view": payloads.view(workspace, place)}
    else:
        where = _in_message(workspace, place)
    return {**_envelope(workspace, who, "block_suggestion"), **asked, **where}


def _in_message(workspace: State, said: SlackMessage) -> Payload:
    """Where an element stands; of what only one person sees Slack does not tell the words."""
    where = workspace.channels[said.channel]
    container: Payload = {"type": "message", "message_ts": said.ts, "channel_id": said.channel}
    if said.is_reply:
        container["thread_ts"] = said.thread_ts
    container["is_ephemeral"] = said.ephemeral_to is not None
    told = {} if said.ephemeral_to else {"message": payloads.message(workspace, said)}
    return {"container": container, "channel": {"id": where.id, "name": _name(where)}, **told}


def _envelope(workspace: State, who: User, kind: str) -> Payload:
    team = workspace.teams.get(who.team, workspace.home)
    return {
        "type": kind,
        "user": {"id": who.id, "username": who.name, "name": who.name, "team_id": who.team},
        "api_app_id": APP_ID,
        "token": TOKEN,
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _name(where: SlackChannel, *, private: str = "") -> str:
    if where.is_direct:
        return "directmessage"
    return private if where.is_private and private else where.name
