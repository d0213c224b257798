"""apps.* and auth.*: who the app is, and where it connects."""

from bot.sandbox.api.call import Call
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
