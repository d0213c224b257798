"""The whole page for one person at one place."""

from bot.sandbox.page.composer import editor
from bot.sandbox.page.drawers import DRAWERS, drawer
from bot.sandbox.page.elements import question
from bot.sandbox.page.forms import form
from bot.sandbox.page.home import about, home
from bot.sandbox.page.icons import icon
from bot.sandbox.page.results import results
from bot.sandbox.page.room import room, thread
from bot.sandbox.page.scene import ABOUT, HOME, SEARCH, Scene
from bot.sandbox.page.side import side
from bot.sandbox.page.tags import Html, join, tag
from bot.sandbox.page.top import top

STYLES = ("base", "side", "top", "talk", "composer", "blocks", "forms", "drawers")

FAREWELL = {
    "title": {"type": "plain_text", "text": "Delete this message?"},
    "text": {"type": "plain_text", "text": "It is gone for everybody, and cannot be brought back."},
    "confirm": {"type": "plain_text", "text": "Delete"},
    "deny": {"type": "plain_text", "text": "Cancel"},
    "style": "danger",
}

PAGES = {HOME: home, ABOUT: about, SEARCH: results}


def page(scene: Scene) -> Html:
    main = room(scene, scene.channel) if scene.channel else PAGES[scene.page](scene)
    beside = thread(scene)
    look = "frame threaded" if "hidden" not in beside[:60] else "frame"
    app = tag(
        "div",
        *(side(scene), top(scene), main, beside, drawer(scene)),
        class_=look,
        id="app",
        data_me=scene.me.id,
        data_place=scene.place,
        data_thread=scene.thread,
        data_at=scene.marked,
        data_words=scene.words,
        data_drawer=scene.drawer if scene.drawer in DRAWERS else "",
    )
    toasts = tag("div", class_="toasts", id="toasts", role="status")
    ask, jump = tag("dialog", class_="ask", id="ask"), tag("dialog", class_="jump", id="jump", aria_label="Go to")
    aside = (ask, jump, editor(), question(FAREWELL, scene.reader, id="farewell"), toasts)
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
    place = scene.called(scene.channel) if scene.channel else scene.workspace.bot.real_name
    return f"{'Search' if scene.place == SEARCH else place} · {scene.workspace.home.name}"
