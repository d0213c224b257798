"""A valid call of every method, and the workspace in which each of them is granted."""

from typing import Any

from bot.sandbox import Answer, Workspace, web_api
from bot.sandbox.api.tokens import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.spec.methods import METHODS
from bot.sandbox.workspace.files import File
from bot.sandbox.workspace.state import APP_TOKEN, BOT_TOKEN
from tests.sandbox.harbour import CARD, FORM, SCOPES, manifest, section, workspace

SCOPES_OF_ALL = sorted({scope for method in METHODS.values() for scope in method.scopes} | set(SCOPES))
GENERAL, TIDES, ADA, BO = "C0GENERAL", "C0TIDES", "U0ADA", "U0BO"
ARGUMENTS = {"invalid_arguments", "invalid_blocks", "invalid_blocks_format", "invalid_metadata_format"}
"""What Slack answers when the call itself is wrong, whatever the workspace."""

HOME = {"type": "home", "blocks": [section("hi")]}
METADATA = {"event_type": "berth", "event_payload": {"identity": "7"}}
ATTACHMENT = {"color": "#439FE0", "fallback": "x", "fields": [{"title": "Tide", "value": "High", "short": True}]}
SAYING = {"channel": GENERAL, "text": "A berth", "blocks": CARD}
PAGES = {"cursor": "", "limit": 10}

Call = tuple[str, dict[str, Any]]

CALLS: list[Call] = [
    ("api.test", {}),
    ("apps.connections.open", {}),
    ("apps.uninstall", {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}),
    ("assistant.threads.setStatus", {"channel_id": GENERAL, "thread_ts": "HERS", "status": "is thinking…"}),
    (
        "assistant.threads.setStatus",
        {"channel_id": GENERAL, "thread_ts": "HERS", "status": "x", "loading_messages": ["Looking", "Reading"]},
    ),
    (
        "assistant.threads.setSuggestedPrompts",
        {"channel_id": GENERAL, "thread_ts": "HERS", "title": "Ask", "prompts": [{"title": "Why?", "message": "Why?"}]},
    ),
    ("assistant.threads.setTitle", {"channel_id": GENERAL, "thread_ts": "HERS", "title": "Tides"}),
    ("auth.revoke", {"test": True}),
    ("auth.test", {}),
    ("bots.info", {"bot": "B0STEWARD"}),
    ("chat.delete", {"channel": GENERAL, "ts": "OURS"}),
    ("chat.deleteScheduledMessage", {"channel": GENERAL, "scheduled_message_id": "WAITING"}),
    ("chat.getPermalink", {"channel": GENERAL, "message_ts": "HERS"}),
    ("chat.postEphemeral", {**SAYING, "user": ADA, "thread_ts": "HERS"}),
    ("chat.postMessage", SAYING),
    ("chat.postMessage", {"channel": GENERAL, "markdown_text": "**High**"}),
    ("chat.postMessage", {**SAYING, "thread_ts": "HERS", "reply_broadcast": True, "metadata": METADATA}),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "attachments": [ATTACHMENT], "unfurl_links": False}),
    ("chat.postMessage", {"channel": GENERAL, "text": "x", "mrkdwn": False, "parse": "none", "link_names": True}),
    ("chat.scheduleMessage", {**SAYING, "post_at": 1_772_500_000}),
    ("chat.scheduledMessages.list", {"channel": GENERAL, "limit": 10}),
    ("chat.update", {**SAYING, "ts": "OURS"}),
    ("conversations.archive", {"channel": TIDES}),
    ("conversations.create", {"name": "night-watch", "is_private": True}),
    ("conversations.history", {"channel": GENERAL, "limit": 10, "oldest": "1.0", "inclusive": True}),
    ("conversations.info", {"channel": GENERAL, "include_num_members": True}),
    ("conversations.invite", {"channel": TIDES, "users": "U0CHI"}),
    ("conversations.join", {"channel": TIDES}),
    ("conversations.leave", {"channel": TIDES}),
    ("conversations.list", {"types": "public_channel,private_channel", "exclude_archived": True, "limit": 10}),
    ("conversations.members", {"channel": GENERAL, **PAGES}),
    ("conversations.open", {"users": f"{ADA},{BO}", "return_im": True}),
    ("conversations.open", {"channel": "DIRECT"}),
    ("conversations.replies", {"channel": GENERAL, "ts": "HERS", "limit": 10}),
    ("conversations.setTopic", {"channel": TIDES, "topic": "High and low"}),
    ("conversations.unarchive", {"channel": "C0OLD"}),
    ("files.completeUploadExternal", {"files": [{"id": "SENT", "title": "Tide"}], "channel_id": GENERAL}),
    ("files.delete", {"file": "FILE"}),
    ("files.getUploadURLExternal", {"filename": "tide.png", "length": 264, "alt_txt": "A curve"}),
    ("files.info", {"file": "FILE"}),
    ("pins.add", {"channel": GENERAL, "timestamp": "HERS"}),
    ("pins.list", {"channel": GENERAL}),
    ("pins.remove", {"channel": GENERAL, "timestamp": "OURS"}),
    ("reactions.add", {"channel": GENERAL, "timestamp": "HERS", "name": "eyes"}),
    ("reactions.get", {"channel": GENERAL, "timestamp": "HERS", "full": True}),
    ("reactions.remove", {"channel": GENERAL, "timestamp": "OURS", "name": "eyes"}),
    ("team.info", {"team": "T0NORTH"}),
    ("usergroups.list", {"include_count": True, "include_users": True}),
    ("usergroups.users.list", {"usergroup": "S0CREW", "include_disabled": True}),
    ("users.conversations", {"user": ADA, "types": "public_channel", "limit": 10}),
    ("users.getPresence", {"user": ADA}),
    ("users.info", {"user": ADA, "include_locale": True}),
    ("users.list", {"limit": 10, "include_locale": True}),
    ("users.lookupByEmail", {"email": "ada@havenmouth.example"}),
    ("users.profile.get", {"user": ADA, "include_labels": True}),
    ("users.setPresence", {"presence": "auto"}),
    ("views.open", {"trigger_id": "TRIGGER", "view": FORM}),
    ("views.publish", {"user_id": ADA, "view": HOME}),
    ("views.push", {"trigger_id": "DEEPER", "view": FORM}),
    ("views.update", {"view_id": "VIEW", "view": FORM}),
]


def answered(method: str, args: dict[str, Any]) -> Answer:
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
    shown["features"]["assistant_view"] = {"assistant_description": "Asks the harbour"}
    place = workspace()
    place.manifest = type(place.manifest).of(shown)
    place.open_link = lambda: "ws://127.0.0.1/link"
    place.add_usergroup("S0CREW", "crew", people=["ada", "bo"])
    place.add_channel("C0OLD", "old", people=["ada", "steward"]).is_archived = True
    place.invite("steward", "tides")

    def granted(method: str, **args: Any) -> Any:
        return web_api(place, method, args, BOT_TOKEN).body

    hers, ours = place.person("ada").says("so it is").ts, granted("chat.postMessage", **SAYING)["ts"]
    granted("pins.add", channel=GENERAL, timestamp=ours)
    granted("reactions.add", channel=GENERAL, timestamp=ours, name="eyes")
    waiting = granted("chat.scheduleMessage", **SAYING, post_at=1_772_500_000)["scheduled_message_id"]
    view = granted("views.open", trigger_id=place.new_trigger(BO), view=FORM)["view"]["id"]
    for id, done in (("F0SENT", False), ("F0DONE", True)):
        place.files.add(File(id, "tide.png", 1, "U0STEWARD", 1, content=b"x", is_complete=done))
    triggers = {"TRIGGER": place.new_trigger(ADA), "DEEPER": place.new_trigger(BO)}
    files = {"SENT": "F0SENT", "FILE": "F0DONE"}
    direct = place.direct("ada").id
    return place, {"HERS": hers, "OURS": ours, "WAITING": waiting, "VIEW": view, "DIRECT": direct, **triggers, **files}
