"""team.*, users.*, bots.*: who everybody is."""

from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import profiles


def user_info(call: Call) -> Payload:
    return {"user": profiles.user(call.workspace, call.person(), with_locale=call.flag("include_locale"))}


def user_list(call: Call) -> Payload:
    """Everybody of the installing workspace; people of others are not listed."""
    ours = [each for each in call.workspace.users.values() if each.kind != "external"]
    some, following = call.page(ours)
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
