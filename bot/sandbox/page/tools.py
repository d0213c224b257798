"""What one can do with a message: react, reply, use a shortcut, copy its link, edit or delete it."""

from urllib.parse import urlsplit

from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.icons import icon
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.workspace.messages import Message

REACTIONS = ("scroll", "white_check_mark", "eyes", "heart")

CLOSED_DOORS = {
    "guest": "Message shortcuts do not exist for guests. A reaction or a mention may do the same.",
    "external": "Message shortcuts exist only for members of {home}. A reaction or a mention may do the same.",
}


def tools(scene: Scene, message: Message, *, in_thread: bool) -> Html:
    if message.ephemeral_to:
        dismiss = tag("button", icon("close"), data_act="dismiss", title="Dismiss", aria_label="Dismiss")
        return tag("div", dismiss, class_="tools")
    reply = [] if in_thread else [_reply(scene, message)]
    shown = [*_reactions(), *reply, _more(scene, message)] if scene.is_here else [_more(scene, message)]
    return tag("div", *shown, class_="tools", role="toolbar", aria_label="Do something with this message")


def _reactions() -> list[Html]:
    return [
        tag("button", emoji(name), data_act="react", value=name, title=f"React with :{name}:", aria_label=f":{name}:")
        for name in REACTIONS
    ]


def _reply(scene: Scene, message: Message) -> Html:
    href = scene.href(thread=message.thread_ts or message.ts)
    return tag("a", icon("reply"), href=href, title="Reply in thread", aria_label="Reply in thread")


def _more(scene: Scene, message: Message) -> Html:
    link = urlsplit(scene.workspace.permalink(message))
    address = link.path + (f"?{link.query}" if link.query else "")
    copy = tag("a", "Copy link", href=address, role="menuitem", data_copy=True)
    opener = tag("summary", icon("more"), title="More", aria_label="More actions", aria_haspopup="menu")
    parts = [*_shortcuts(scene), copy, *_own(scene, message)]
    return tag("details", opener, tag("div", *parts, class_="menu", role="menu"), class_="drop")


def _shortcuts(scene: Scene) -> list[Html]:
    """The app's message shortcuts; for those who have none, how else it is done."""
    mine = [each for each in scene.workspace.manifest.shortcuts if each["type"] == "message"]
    if not mine or not scene.is_here:
        return []
    if not scene.me.has_commands:
        words = CLOSED_DOORS[scene.me.kind].format(home=scene.workspace.home.name)
        return [tag("small", words), tag("hr")]
    return [*(_shortcut(scene, each["callback_id"], each["name"]) for each in mine), tag("hr")]


def _shortcut(scene: Scene, id: str, name: str) -> Html:
    words = join([name, tag("small", f" {scene.workspace.bot.real_name}", class_="unseen")])
    return tag("button", words, data_act="shortcut", value=id, role="menuitem")


def _own(scene: Scene, message: Message) -> list[Html]:
    if message.user != scene.me.id:
        return []
    return [
        tag("hr"),
        tag("button", "Edit message", data_act="edit", role="menuitem"),
        tag("button", "Delete message…", data_act="delete", role="menuitem", class_="danger"),
    ]
