"""auth.*, team.*, users.*, bots.*: who everybody is."""

from bot.sandbox import profiles
from bot.sandbox.api.call import Call
from bot.sandbox.api.pages import page
from bot.sandbox.directory import APP_ID
from bot.sandbox.errors import SlackError
from bot.sandbox.wire import Payload


def auth_test(call: Call) -> Payload:
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


def user_info(call: Call) -> Payload:
    return {"user": profiles.user(call.workspace, call.person(), with_locale=call.flag("include_locale"))}


def user_list(call: Call) -> Payload:
    """Everybody of the installing workspace; people of others are not listed."""
    ours = [each for each in call.workspace.users.values() if each.kind != "external"]
    some, following = page(call, ours)
    locale = call.flag("include_locale")
    members = [profiles.user(call.workspace, each, with_locale=locale) for each in some]
    now = int(call.workspace.clock().timestamp())
    return {"members": members, "cache_ts": now, "response_metadata": {"next_cursor": following}}


def team_info(call: Call) -> Payload:
    team = call.workspace.teams.get(call.text("team") or call.workspace.home.id)
    if team is None:
        raise SlackError("team_not_found")
    url = f"https://{team.domain}.slack.com/"
    told = {"id": team.id, "name": team.name, "url": url, "domain": team.domain, "email_domain": ""}
    return {"team": {**told, "icon": {"image_default": True}, "avatar_base_url": "https://ca.slack-edge.com/"}}


def bot_info(call: Call) -> Payload:
    asked = call.text("bot")
    bot = next((each for each in call.workspace.users.values() if each.is_bot and asked in ("", each.bot_id)), None)
    if bot is None:
        raise SlackError("bot_not_found")
    app = APP_ID if bot is call.workspace.bot else f"A{bot.bot_id[1:]}"
    told = {"id": bot.bot_id, "deleted": False, "name": bot.real_name, "updated": profiles.LONG_AGO, "app_id": app}
    return {"bot": {**told, "user_id": bot.id, "icons": {}}}
