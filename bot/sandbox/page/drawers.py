"""What opens at the right of the page: what arrived on a journey, what goes wrong on purpose, the inspector."""

from collections.abc import Callable

from bot.sandbox.page import arrivals, faults, inspector
from bot.sandbox.page.icons import icon
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.page.top import ARRIVALS, FAULTS, INSPECTOR

Inside = Callable[[Scene], list[Html]]

DRAWERS: dict[str, tuple[str, Inside]] = {
    ARRIVALS: ("While you travelled", arrivals.inside),
    FAULTS: ("What goes wrong on purpose", faults.inside),
    INSPECTOR: ("Inspector", inspector.inside),
}


def drawer(scene: Scene) -> Html:
    """An empty place when none is open."""
    if scene.drawer not in DRAWERS:
        return tag("aside", class_="drawer", id="drawer", hidden=True)
    title, inside = DRAWERS[scene.drawer]
    away = scene.href(thread=scene.thread, at=scene.marked, drawer="")
    close = tag("a", icon("close"), href=away, class_="plain-icon", aria_label="Close", title="Close", data_closes=True)
    head = tag("header", tag("h2", title), close, id="drawer-head")
    look = f"drawer {scene.drawer}"
    return tag("aside", head, *inside(scene), class_=look, id="drawer", aria_label=title)
