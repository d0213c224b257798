"""A valid call of every method, and the workspace in which each of them is granted."""

from typing import Any

from bot.sandbox import ApiAnswer, Workspace, web_api
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN
from tests.sandbox.harbour import CARD, FORM, SCOPES, manifest, section, workspace

SCOPES_OF_ALL = sorted({scope for method in METHODS.values() for scope in method.scopes} | set(SCOPES))
GENERAL, ADA, BO = "C0GENERAL", "U0ADA", "U0BO"
ARGUMENTS = {"invalid_arguments", "invalid_blocks", "invalid_blocks_format", "invalid_metadata_format"}
"""What Slack answers when the call itself is wrong, whatever the workspace."""

HOME = {"type": "home", "blocks": [section("hi")]}
METADATA = {"event_type": "berth", "event_payload": {"identity": "7"}}
ATTACHMENT = {"color": "#439FE0", "fallback": "x", "fields": [{"title": "Tide", "value": "High", "short": True}]}
SAYING = {"channel": GENERAL, "text": "A berth", "blocks": CARD}
PAGES = {"cursor": "", "limit": 10}

Call = tuple[str, dict[str, Any]]

CALLS: list[Call] = [
    ("apps.connections.open", {}),
    ("auth.test", {}),
    ("chat.delete", {"channel": GENERAL, "ts": "OURS"}),
    ("chat.getPermalink", {"channel": GENERAL, "message_ts": "HERS"}),
    ("chat.postEphemeral", {**SAYING, "user": ADA, "thread_ts": "HERS"}),
    ("chat.postMessage", SAYING),
    ("chat.postMessage", {"channel": GENERAL, "markdown_text": "**High**"}),
    ("chat.postMessage", {**SAYING, "thread_ts": "HERS", "reply_broadcast": True, "metadata": METADATA}),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "attachments": [ATTACHMENT], "unfurl_links": False}),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "mrkdwn": False, "parse": "none", "link_names": True}),
    ("chat.update", {**SAYING, "ts": "OURS"}),
    ("conversations.history", {"channel": GENERAL, "limit": 10, "oldest": "1.0", "inclusive": True}),
    ("conversations.info", {"channel": GENERAL, "include_num_members": True}),
    ("conversations.list", {"types": "public_channel,private_channel", "exclude_archived": True, "limit": 10}),
    ("conversations.members", {"channel": GENERAL, **PAGES}),
    ("conversations.open", {"users": f"{ADA},{BO}", "return_im": True}),
    ("conversations.open", {"channel": "DIRECT"}),
    ("conversations.replies", {"channel": GENERAL, "ts": "HERS", "limit": 10}),
    ("files.completeUploadExternal", {"files": [{"id": "SENT", "title": "Tide"}], "channel_id": GENERAL}),
    ("files.getUploadURLExternal", {"filename": "tide.png", "length": 264, "alt_txt": "A curve"}),
    ("team.info", {"team": "T0NORTH"}),
    ("usergroups.list", {"include_count": True, "include_users": True}),
    ("users.conversations", {"user": ADA, "types": "public_channel", "limit": 10}),
    ("users.info", {"user": ADA, "include_locale": True}),
    ("users.list", {"limit": 10, "include_locale": True}),
    ("views.open", {"trigger_id": "TRIGGER", "view": FORM}),
    ("views.publish", {"user_id": ADA, "view": HOME}),
    ("views.push", {"trigger_id": "DEEPER", "view": FORM}),
    ("views.update", {"view_id": "VIEW", "view": FORM}),
]


def answered(method: str, args: dict[str, Any]) -> ApiAnswer:
    """What Slack says to a call in a workspace where the valid calls are granted."""
    place, real = _ready()
    given = {name: real.get(value, value) if isinstance(value, str) else value for name, value in args.items()}
    if isinstance(given.get("files"), list):
        given["files"] = [_named(each, real) for each in given["files"]]
    rules = METHODS.get(method)
    return web_api(place, method, given, APP_TOKEN if rules and rules.caller == "app" else BOT_TOKEN)


def _named(file: Any, real: dict[str, str]) -> Any:
    has_id = isinstance(file, dict) and isinstance(file.get("id"), str)
    return {**file, "id": real.get(file["id"], file["id"])} if has_id else file


def _ready() -> tuple[Workspace, dict[str, str]]:
    """The workspace, and the ids in it by the words that stand for them above."""
    shown = manifest(scopes=SCOPES_OF_ALL, events=[])  # no bot is connected that could hear them
    place = workspace()
    place.manifest = type(place.manifest).of(shown)
    place.open_link = lambda: "ws://127.0.0.1/link"
    place.add_usergroup("S0CREW", "crew", people=["ada", "bo"])
    place.invite("steward", "tides")

    def granted(method: str, **args: Any) -> Any:
        return web_api(place, method, args, BOT_TOKEN).body

    hers, ours = place.person("ada").says("so it is").ts, granted("chat.postMessage", **SAYING)["ts"]
    view = granted("views.open", trigger_id=place.new_trigger(BO), view=FORM)["view"]["id"]
    place.files.add(File("F0SENT", "tide.png", 1, "U0STEWARD", 1, content=b"x"))
    triggers = {"TRIGGER": place.new_trigger(ADA), "DEEPER": place.new_trigger(BO)}
    direct = place.direct("ada").id
    return place, {"HERS": hers, "OURS": ours, "VIEW": view, "DIRECT": direct, **triggers, "SENT": "F0SENT"}
