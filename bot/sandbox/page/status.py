"""What the app says it is doing while one waits: “is thinking…”."""

from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.workspace.people import Channel


def status(scene: Scene, channel: Channel, thread: str) -> Html:
    """What is said of a thread stands under it; an empty place while there is nothing."""
    now = scene.workspace.thinking.status(channel.id, thread)
    if now is None:
        return tag("div", class_="typing", id="thread-status")
    dots = tag("span", tag("i"), tag("i"), tag("i"), class_="dots", aria_hidden="true")
    words = now.words or (now.loading[0] if now.loading else "")
    said = (tag("b", scene.workspace.bot.real_name), f" {words}")
    return tag("div", dots, tag("span", *said), class_="typing", id="thread-status", role="status")


def prompts(scene: Scene, channel: Channel, thread: str = "") -> Html:
    """What the app suggests to ask there, each said with one click."""
    offered = scene.workspace.thinking.prompts.get((channel.id, thread), []) if scene.is_here else []
    buttons = [tag("button", title, class_="btn", data_act="prompt", value=words) for title, words in offered]
    id = "thread-prompts" if thread else "prompts"
    return tag("div", *buttons, class_="prompts row", id=id, hidden=not buttons)
