"""The window that the app has open for somebody."""

from bot.sandbox.page.icons import icon
from bot.sandbox.page.render import blocks
from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.workspace.views import View


def form(scene: Scene) -> Html:
    """A dialog that is filled when the app has opened one."""
    view = scene.workspace.views.top(scene.me.id)
    title = "form-title"
    if view is None:
        return tag("dialog", class_="form", id="form", aria_labelledby=title)
    parts = [_head(scene, view, title), _trouble(), _body(scene, view), _foot(view)]
    return tag(
        "dialog", *parts, class_="form", id="form", data_view=view.id, data_hash=view.hash, aria_labelledby=title
    )


def _head(scene: Scene, view: View, title: str) -> Html:
    close = tag("button", icon("close"), class_="plain-icon", type="button", data_close=True, aria_label="Close")
    sign = tag("span", icon("helm"), class_="avatar app small", title=scene.workspace.bot.real_name)
    return tag("header", sign, tag("h2", view.title, id=title), close)


def _trouble() -> Html:
    return tag("p", class_="trouble", role="alert", hidden=True)


def _body(scene: Scene, view: View) -> Html:
    shown = tag("div", blocks(view.blocks, scene.reader, view.state), class_="blocks")
    return tag("form", shown, id="form-body", novalidate=True, data_surface=True, data_view=view.id)


def _foot(view: View) -> Html:
    close = tag("button", view.close, class_="btn", type="button", data_close=True)
    send = tag("button", view.submit, class_="btn primary", form="form-body") if view.submit else ""
    return tag("footer", close, send)
