"""The bar over everything: search, the clock, what goes wrong on purpose, and the way into the inspector."""

from bot.sandbox.page.clock import clock, journey
from bot.sandbox.page.faults import is_any_on, warnings
from bot.sandbox.page.icons import icon
from bot.sandbox.page.scene import SEARCH, Scene
from bot.sandbox.page.tags import Html, tag

ARRIVALS, FAULTS, INSPECTOR = "arrivals", "faults", "inspector"  # the drawers


def top(scene: Scene) -> Html:
    opener = tag("button", icon("menu"), class_="plain-icon opener", data_act="side", aria_label="Places and people")
    bar = [opener, _search(scene), clock(scene), *_drawers(scene)]
    shown = tag("div", *bar, class_="bar", id="bar", data_keyed=True)
    return tag("header", shown, journey(scene), warnings(scene), class_="top", id="top")


def _search(scene: Scene) -> Html:
    field = tag(
        "input",
        type="search",
        name="q",
        value=scene.words,
        placeholder="Search",
        aria_label="Search messages",
        autocomplete="off",
        enterkeyhint="search",
        dir="auto",
    )
    keys = tag("kbd", "Ctrl K", title="Go to a channel or become somebody else")
    return tag("form", icon("search"), field, keys, role="search", id="finder", data_to=f"/as/{scene.me.id}/{SEARCH}")


def _drawers(scene: Scene) -> list[Html]:
    look = "plain-icon on" if is_any_on(scene.workspace) else "plain-icon"
    return [
        _opener(scene, FAULTS, "storm", "What goes wrong on purpose", look),
        _opener(scene, INSPECTOR, "glass", "Inspector: everything between Slack and the app", "plain-icon"),
    ]


def _opener(scene: Scene, name: str, sign: str, words: str, look: str) -> Html:
    """A second click closes it."""
    is_open = scene.drawer == name
    address = scene.href(thread=scene.thread, at=scene.marked, drawer="" if is_open else name)
    pressed = "true" if is_open else None
    return tag(
        "a",
        icon(sign),
        href=address,
        class_=look,
        id=f"open-{name}",
        title=words,
        aria_label=words,
        aria_current=pressed,
    )
