"""The whole page for one person at one place."""

from bot.sandbox.page.composer import editor
from bot.sandbox.page.elements import question
from bot.sandbox.page.forms import form, home
from bot.sandbox.page.icons import icon
from bot.sandbox.page.room import room, thread
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.side import side
from bot.sandbox.page.tags import Html, join, tag

STYLES = ("base", "talk", "blocks")

FAREWELL = {
    "title": {"type": "plain_text", "text": "Delete this message?"},
    "text": {"type": "plain_text", "text": "It is gone for everybody, and cannot be brought back."},
    "confirm": {"type": "plain_text", "text": "Delete"},
    "deny": {"type": "plain_text", "text": "Cancel"},
    "style": "danger",
}


def page(scene: Scene) -> Html:
    main = room(scene, scene.channel) if scene.channel else home(scene)
    beside = thread(scene)
    look = "frame threaded" if scene.thread and "hidden" not in beside[:60] else "frame"
    app = tag(
        "div",
        *(side(scene), main, beside),
        class_=look,
        id="app",
        data_me=scene.me.id,
        data_place=scene.place,
        data_thread=scene.thread,
        data_at=scene.marked,
    )
    toasts = tag("div", class_="toasts", id="toasts", role="status")
    ask = tag("dialog", class_="ask", id="ask")
    aside = (ask, editor(), question(FAREWELL, scene.reader, id="farewell"), toasts)
    return document(_title(scene), app, form(scene), *aside, alive=True)


def message(title: str, *words: object) -> Html:
    """A page that says one thing only."""
    inside = tag("main", icon("waves"), tag("h1", title), *(tag("p", each) for each in words), class_="alone")
    return document(title, inside, alive=False)


def way_back(person: str) -> Html:
    return tag("a", "Back", href=f"/as/{person}", class_="btn")


def document(title: str, *body: object, alive: bool) -> Html:
    styles = [tag("link", rel="stylesheet", href=f"/static/{name}.css") for name in STYLES]
    head = [
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("link", rel="icon", href="/static/icon.svg"),
        *styles,
        tag("script", src="/static/page.js", type="module") if alive else "",
    ]
    return join([Html("<!doctype html>"), tag("html", tag("head", *head), tag("body", *body), lang="en")])


def _title(scene: Scene) -> str:
    place = scene.channel.name if scene.channel and scene.channel.name else scene.workspace.bot.real_name
    return f"{place} · {scene.workspace.home.name}"
