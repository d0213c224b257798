"""The app's own place, with its tabs: Home, which it fills itself, Messages, and About, which its manifest tells."""

from bot.sandbox.page.faces import avatar
from bot.sandbox.page.icons import icon
from bot.sandbox.page.render import blocks
from bot.sandbox.page.scene import ABOUT, HOME, Scene
from bot.sandbox.page.tags import Html, tag


def home(scene: Scene) -> Html:
    return tag("main", tag("header", *head(scene), id="head"), _shown(scene), class_="room", id="main")


def about(scene: Scene) -> Html:
    told = scene.workspace.manifest
    shown = told.raw.get("display_information") or {}
    words = shown.get("long_description") or shown.get("description") or "Its manifest says nothing about it."
    commands = [(each["command"], each.get("description", "")) for each in told.commands.values()]
    shortcuts = [(each["name"], each.get("description", "")) for each in told.shortcuts]
    parts = [tag("p", words, class_="lead", dir="auto"), *_list("Commands", commands), *_list("Shortcuts", shortcuts)]
    parts += _list("What it may do", [(each, "") for each in sorted(told.scopes)])
    inside = tag("div", tag("div", *parts, class_="blocks about"), class_="home", id="about")
    return tag("main", tag("header", *head(scene), id="head"), inside, class_="room", id="main")


def head(scene: Scene) -> list[Html]:
    bot = scene.workspace.bot
    return [avatar(bot, scene.partners, small=True), tag("h1", bot.real_name), tabs(scene)]


def tabs(scene: Scene) -> Html:
    direct, manifest = scene.workspace.direct(scene.me).id, scene.workspace.manifest
    both = [(HOME, "Home", manifest.has_home), (direct, "Messages", manifest.has_messages), (ABOUT, "About", True)]
    links = [
        tag("a", name, href=scene.href(place), aria_current="page" if place == scene.place else None)
        for place, name, is_there in both
        if is_there
    ]
    return tag("nav", *links, class_="tabs", aria_label=f"Tabs of {scene.workspace.bot.real_name}")


def _shown(scene: Scene) -> Html:
    view = scene.workspace.views.homes.get(scene.me.id)
    if view is None:
        words = f"{scene.workspace.bot.real_name} has not shown anything here yet."
        return tag("div", tag("div", icon("waves"), tag("p", words), class_="empty"), class_="home", id="home-empty")
    shown = blocks(view.blocks, scene.reader, view.state)
    return tag(
        "div", tag("form", shown, class_="blocks", data_surface=True, data_view=view.id), class_="home", id="home"
    )


def _list(title: str, rows: list[tuple[str, str]]) -> list[Html]:
    if not rows:
        return []
    items = [tag("li", tag("b", name), f" {words}" if words else "") for name, words in rows]
    return [tag("h2", title), tag("ul", *items)]
