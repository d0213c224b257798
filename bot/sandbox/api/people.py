"""team.*, users.*, bots.*: who everybody is."""

from bot.sandbox.api.call import Call
from bot.sandbox.api.pages import page
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import profiles
from bot.sandbox.workspace.directory import APP_ID


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


def by_email(call: Call) -> Payload:
    """Somebody of the installing workspace, by the whole address."""
    wanted = call.text("email").casefold()
    ours = (each for each in call.workspace.users.values() if each.kind != "external" and not each.is_deleted)
    found = next((each for each in ours if each.email and each.email.casefold() == wanted), None)
    if found is None:
        raise SlackError("users_not_found")
    return {"user": profiles.user(call.workspace, found)}


def profile(call: Call) -> Payload:
    who = call.person() if call.text("user") else call.workspace.bot
    return {"profile": profiles.profile(call.workspace, who)}


def presence(call: Call) -> Payload:
    """Everybody is here, but for those whose account is deactivated, and the bot when it said so."""
    who = call.person() if call.text("user") else call.workspace.bot
    return {"presence": "away" if who.is_deleted or who.is_away else "active"}


def set_presence(call: Call) -> Payload:
    if call.text("presence") not in ("auto", "away"):
        raise SlackError("invalid_presence")
    call.workspace.bot.is_away = call.text("presence") == "away"
    return {}


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
