"""Rich text: what Slack's own composer makes of lists, quotes and styled words, as HTML.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Callable
from typing import Any

from bot.sandbox.page import brackets
from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.moments import slack_date
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]

STYLES = {"bold": "b", "italic": "i", "strike": "s", "underline": "u", "code": "code"}
DEEPEST = 6  # steps of indentation that are shown


def rich_text(part: Part, reader: Reader) -> Html:
    show = PARTS.get(part.get("type", ""))
    return show(part, reader) if show else Html("")


def _inside(part: Part, reader: Reader) -> Html:
    return join(rich_text(each, reader) for each in part.get("elements", ()))


def _section(part: Part, reader: Reader) -> Html:
    return tag("div", _inside(part, reader), class_="words", dir="auto")


def _list(part: Part, reader: Reader) -> Html:
    name = "ol" if part.get("style") == "ordered" else "ul"
    rows = [tag("li", _inside(each, reader)) for each in part.get("elements", ())]
    start = int(part.get("offset", 0)) + 1 if name == "ol" else None
    return tag(name, *rows, class_=f"indent-{min(int(part.get('indent', 0)), DEEPEST)}", start=start)


def _text(part: Part, reader: Reader) -> Html:
    shown = join(str(part.get("text", "")).split("\n"), "<br>")
    return _styled(part, shown)


def _styled(part: Part, shown: Html) -> Html:
    style = part.get("style") or {}
    for name, mark in STYLES.items():
        shown = tag(mark, shown) if style.get(name) else shown
    return shown


def _link(part: Part, reader: Reader) -> Html:
    url = str(part.get("url", ""))
    return _styled(part, brackets.link(url, part.get("text") or url, reader))


def _emoji(part: Part, reader: Reader) -> Html:
    name = str(part.get("name", ""))
    return tag("span", emoji(name, str(part["skin_tone"]) if part.get("skin_tone") else None) or f":{name}:")


def _date(part: Part, reader: Reader) -> Html:
    pattern = f"{part.get('timestamp')}^{part.get('format', '')}|{part.get('fallback', '')}"
    return slack_date(pattern, reader)


PARTS: dict[str, Callable[[Part, Reader], Html]] = {
    "rich_text": _inside,
    "rich_text_section": _section,
    "rich_text_list": _list,
    "rich_text_quote": lambda part, reader: tag("blockquote", _inside(part, reader)),
    "rich_text_preformatted": lambda part, reader: tag("pre", _inside(part, reader)),
    "text": _text,
    "link": _link,
    "emoji": _emoji,
    "date": _date,
    "user": lambda part, reader: brackets.person(str(part.get("user_id")), reader),
    "channel": lambda part, reader: brackets.channel(str(part.get("channel_id")), reader),
    "usergroup": lambda part, reader: brackets.group(str(part.get("usergroup_id")), reader),
    "team": lambda part, reader: tag("span", f"@{part.get('team_id')}", class_="mention"),
    "broadcast": lambda part, reader: brackets.broadcast(str(part.get("range"))),
    "color": lambda part, reader: tag("code", part.get("value")),
}
