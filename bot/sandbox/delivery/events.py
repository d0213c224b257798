"""What happens, as the events that Slack sends to those apps that subscribed to them.

Source: https://docs.slack.dev/reference/events and https://docs.slack.dev/apis/events-api/#callback-field
"""

from bot.sandbox.delivery import faults
from bot.sandbox.delivery.trace import MESSAGES
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.spec import events, refusals
from bot.sandbox.workspace import payloads
from bot.sandbox.workspace.directory import APP_ID, SlackChannel, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State


def send(workspace: State, name: str, event: Payload, where: SlackChannel | None = None) -> None:
    """Let the bot know, if its manifest subscribes to it, its scopes allow it, and it can see the place.

    `name`: as subscribed to.
    """
    if name not in workspace.manifest.events:
        return
    if where is not None and workspace.bot.id not in where.people and not _is_told_to_all(name, where):
        return
    told, needed = envelope(workspace, event, where), events.needed(name, where.type if where else "")
    if needed and not workspace.manifest.scopes.intersection(needed):
        workspace.trace.keep_back(name, told, "missing_scope", refusals.event(name, needed))
    elif workspace.failures.is_disabled:
        workspace.trace.keep_back(name, told, "app_disabled", f"{faults.OFF} {faults.ADDRESS}")
    else:
        workspace.outbox.send(told)


def envelope(workspace: State, event: Payload, where: SlackChannel | None = None) -> Payload:
    team, now = workspace.home.id, workspace.clock()
    named = where.id if where else ""
    bot = {"enterprise_id": None, "team_id": team, "user_id": workspace.bot.id, "is_bot": True}
    return {
        "token": "sandbox-verification-token",
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(now.timestamp()),
        "authorizations": [{**bot, "is_enterprise_install": False}],
        "is_ext_shared_channel": bool(where and where.is_shared),
        "event_context": f"4-{event['type']}-{team}-{APP_ID}-{named}",
    }


def posted(workspace: State, said: SlackMessage) -> None:
    """Something was said; a mention of the bot is told a second time, as one."""
    where = workspace.channels[said.channel]
    event = payloads.message(workspace, said, with_metadata=True) | abroad(workspace, said.user)
    event |= {"channel": said.channel, "event_ts": said.ts}
    send(workspace, MESSAGES[where.type], {**event, "channel_type": where.type}, where)
    if f"<@{workspace.bot.id}" in said.text and not where.is_direct and said.user != workspace.bot.id:
        send(workspace, "app_mention", {**event, "type": "app_mention"}, where)


def edited(workspace: State, said: SlackMessage, before: Payload) -> None:
    where = workspace.channels[said.channel]
    now = payloads.message(workspace, said, with_metadata=True) | abroad(workspace, said.user)
    _hidden(workspace, "message_changed", {"message": now, "previous_message": before}, where)


def deleted(workspace: State, before: Payload, where: SlackChannel) -> None:
    _hidden(workspace, "message_deleted", {"previous_message": before, "deleted_ts": before["ts"]}, where)


def _hidden(workspace: State, subtype: str, told: Payload, where: SlackChannel) -> None:
    ts = workspace.new_ts()
    event = {"type": "message", "subtype": subtype, **told, "channel": where.id, "hidden": True, "ts": ts}
    send(workspace, MESSAGES[where.type], {**event, "event_ts": ts, "channel_type": where.type}, where)


def reacted(workspace: State, who: User, said: SlackMessage, emoji: str, *, added: bool) -> None:
    kind = "reaction_added" if added else "reaction_removed"
    item = {"type": "message", "channel": said.channel, "ts": said.ts}
    event = {"type": kind, "user": who.id, "reaction": emoji, "item": item, "item_user": said.user}
    send(workspace, kind, {**event, "event_ts": workspace.new_ts()}, workspace.channels[said.channel])


def joined(workspace: State, who: User, where: SlackChannel, inviter: User | None = None) -> None:
    event = {"type": "member_joined_channel", "user": who.id, "channel": where.id, "channel_type": _letter(where)}
    event |= {"team": who.team, **({"inviter": inviter.id} if inviter else {}), "event_ts": workspace.new_ts()}
    send(workspace, "member_joined_channel", event, where)


def left(workspace: State, who: User, where: SlackChannel) -> None:
    """Somebody left. The bot itself learns it as channel_left, for it no longer sees the channel."""
    ts = workspace.new_ts()
    if who.id == workspace.bot.id:
        kind = f"{where.type}_left"
        send(workspace, kind, {"type": kind, "channel": where.id, "actor_id": where.creator, "event_ts": ts})
        return
    event = {"type": "member_left_channel", "user": who.id, "channel": where.id, "channel_type": _letter(where)}
    send(workspace, "member_left_channel", {**event, "team": who.team, "event_ts": ts}, where)


def archived(workspace: State, who: User, where: SlackChannel, *, back: bool = False) -> None:
    kind = f"{where.type}_{'unarchive' if back else 'archive'}"
    event = {"type": kind, "channel": where.id, "user": who.id, "is_moved": 0, "event_ts": workspace.new_ts()}
    send(workspace, kind, event, where)


def renamed(workspace: State, where: SlackChannel) -> None:
    kind, ts = f"{where.type}_rename", workspace.new_ts()
    told = {"id": where.id, "name": where.name, "name_normalized": where.name, "created": where.created}
    send(workspace, kind, {"type": kind, "channel": {**told, "is_mpim": where.is_group}, "event_ts": ts}, where)


def home_opened(workspace: State, who: User, tab: str = "home") -> None:
    where = workspace.direct(who)
    event: Payload = {"type": "app_home_opened", "user": who.id, "channel": where.id, "tab": tab}
    shown = workspace.views.homes.get(who.id)
    if shown is not None and tab == "home":
        event["view"] = payloads.view(workspace, shown)
    send(workspace, "app_home_opened", {**event, "event_ts": workspace.new_ts()})


def revoked(workspace: State) -> None:
    """The bot's token works no longer."""
    event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [workspace.bot.id]}}
    send(workspace, "tokens_revoked", {**event, "event_ts": workspace.new_ts()})


def abroad(workspace: State, user_id: str) -> Payload:
    """What Slack adds about somebody of another workspace."""
    who = workspace.users.get(user_id)
    if who is None or who.kind != "external":
        return {}
    profile: Payload = {"name": who.name, "first_name": who.real_name.split()[0], "real_name": who.real_name}
    profile |= {"display_name": who.real_name, "is_restricted": False, "is_ultra_restricted": False, "team": who.team}
    return {"user_team": who.team, "source_team": who.team, "team": who.team, "user_profile": profile}


def _is_told_to_all(name: str, where: SlackChannel) -> bool:
    """What happens to public channels is told to apps that are not in them, too."""
    return name.startswith("channel_") and not where.is_private


def _letter(where: SlackChannel) -> str:
    return "G" if where.is_private else "C"
