"""The menu beside the field one writes in: the app's global shortcuts, and its commands."""

from bot.sandbox.page.icons import icon
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, tag

NO_COMMANDS = {
    "guest": "Slash commands do not exist for guests. Mention {bot} instead, or write to it in private.",
    "external": "Slash commands exist only for members of {home}. Mention {bot} instead, or write to it in private.",
}


def menu(scene: Scene) -> Html:
    items = _items(scene) if scene.me.has_commands else [tag("small", no_commands(scene))]
    opener = tag(
        "summary", icon("bolt"), class_="plain-icon", title="Shortcuts", aria_label="Shortcuts", aria_haspopup="menu"
    )
    return tag("details", opener, tag("div", *items, class_="menu left", role="menu"), class_="drop lightning")


def no_commands(scene: Scene) -> str:
    """For those to whom commands do not exist: what they can do instead."""
    bot, home = scene.workspace.bot.real_name, scene.workspace.home.name
    return NO_COMMANDS[scene.me.kind].format(bot=f"@{bot}", home=home)


def _items(scene: Scene) -> list[Html]:
    manifest = scene.workspace.manifest
    shortcuts = [each for each in manifest.shortcuts if each["type"] == "global"]
    first = [_item(each["name"], each.get("description"), "global", each["callback_id"]) for each in shortcuts]
    commands = [
        _item(each["command"], each.get("description"), "command", f"{each['command']} ")
        for each in manifest.commands.values()
    ]
    none = [] if first or commands else [tag("small", f"{scene.workspace.bot.real_name} offers none.")]
    return [*first, *([tag("hr")] if first and commands else []), *commands, *none]


def _item(name: str, words: str | None, act: str, value: str) -> Html:
    return tag("button", name, tag("small", words), data_act=act, value=value, role="menuitem", type="button")
