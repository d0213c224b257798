"""The inspector: every envelope that went to the app and every call that came from it, with the time to its answer."""

from bot.sandbox.page.scene import Scene
from bot.sandbox.page.tags import Html, tag

KINDS = (
    ("", "Everything"),
    ("envelope", "Slack → app"),
    ("event", "Events"),
    ("command", "Commands"),
    ("action", "Clicks"),
    ("submission", "Forms"),
    ("shortcut", "Shortcuts"),
    ("options", "Suggestions"),
    ("call", "Calls of the app"),
    ("response_url", "Response URLs"),
    ("refused", "Only what was refused or late"),
)


def inside(scene: Scene) -> list[Html]:
    """The frame only: the page fetches what happened, and again whenever something happens."""
    kinds = [tag("option", words, value=kind) for kind, words in KINDS]
    which = tag("span", tag("select", *kinds, aria_label="Kind", name="kind"), class_="select")
    words = tag("input", type="search", placeholder="Filter…", aria_label="Filter by text", autocomplete="off")
    form = tag("form", which, words, class_="sieve", id="sieve", data_kept=True)
    rows = tag("ol", class_="scroll trace", id="trace", data_kept=True, aria_label="Envelopes and calls, newest first")
    return [form, rows]
