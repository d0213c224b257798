"""apps.* and auth.*: the app's own connections, tokens, and its end."""

from bot.sandbox.api.call import Call
from bot.sandbox.api.tokens import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.delivery import app_events
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError


def test_auth(call: Call) -> Payload:
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


def revoke(call: Call) -> Payload:
    """The token works no longer; a `test` only says so."""
    if call.flag("test"):
        return {"revoked": False}
    call.workspace.tokens.revoke()
    call.after.append(lambda: app_events.revoked(call.workspace))
    return {"revoked": True}


def uninstall(call: Call) -> Payload:
    """The app leaves the workspace."""
    if call.text("client_id") != CLIENT_ID:
        raise SlackError("invalid_client_id")
    if call.text("client_secret") != CLIENT_SECRET:
        raise SlackError("bad_client_secret")
    call.workspace.tokens.revoke()
    call.after.append(lambda: app_events.revoked(call.workspace))
    call.after.append(lambda: app_events.uninstalled(call.workspace))
    return {}
