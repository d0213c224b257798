"""Messages and views as Slack writes them in JSON.

Sources: https://docs.slack.dev/reference/events/message, https://docs.slack.dev/reference/views
"""

from typing import Any

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.workspace import files
from bot.sandbox.workspace.directory import APP_ID, BOT_ID
from bot.sandbox.workspace.messages import Message
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View


def message(workspace: State, said: Message, *, with_metadata: bool = False) -> Payload:
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


def _content(workspace: State, said: Message) -> Payload:
    told: Payload = {"blocks": said.blocks} if said.blocks else {}
    if said.files:
        shared = [files.told(each, workspace.address, workspace.home.id) for each in said.files]
        told |= {"files": shared, "upload": False}
    return told | ({"attachments": said.attachments} if said.attachments else {})


def _authorship(workspace: State, said: Message) -> Payload:
    if said.bot_id:
        app = APP_ID if said.bot_id == BOT_ID else f"A{said.bot_id[1:]}"
        name = workspace.names.get(said.user, "")
        profile = {"id": said.bot_id, "deleted": False, "name": name, "app_id": app, "team_id": workspace.home.id}
        return {"bot_id": said.bot_id, "app_id": app, "bot_profile": profile}
    return {"client_msg_id": said.client_msg_id} if said.client_msg_id else {}


def _thread(workspace: State, said: Message) -> Payload:
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


def _reactions(said: Message) -> Payload:
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
