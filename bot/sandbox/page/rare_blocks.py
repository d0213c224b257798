"""The blocks that are seen less often: tables, cards, tasks and the like."""

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from bot.sandbox.page.brackets import SAFE_LINK
from bot.sandbox.page.elements import element, picture, text
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.richtext import rich_text
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]

TASK_SIGNS = {"complete": "✓", "in_progress": "◐", "pending": "○", "error": "!"}


def _video(part: Part, reader: Reader) -> Html:
    url = str(part.get("title_url") or part.get("video_url") or "")
    title = text(part.get("title"), reader)
    named = tag("a", title, href=url, target="_blank", rel="noopener noreferrer") if SAFE_LINK.match(url) else title
    words = tag("p", text(part["description"], reader)) if part.get("description") else ""
    return join([tag("b", "▶ ", named), words, tag("small", part.get("author_name") or part.get("provider_name"))])


def _table(part: Part, reader: Reader) -> Html:
    looks = [_column(each or {}) for each in part.get("column_settings") or ()]
    rows = [
        tag(
            "tr",
            *(
                tag("td" if number else "th", _cell(cell, reader), class_=look)
                for cell, look in zip_longest(row, looks[: len(row)])
            ),
        )
        for number, row in enumerate(part.get("rows", ()))
    ]
    return tag("div", tag("table", *rows), class_="table", tabindex="0")


def _column(settings: Part) -> str | None:
    """How a column stands: its side, and whether long words break."""
    align = settings.get("align")
    looks = [f"to-{align}" if align in ("center", "right") else "", "wraps" if settings.get("is_wrapped") else ""]
    return " ".join(filter(None, looks)) or None


def _cell(cell: Part, reader: Reader) -> Html:
    return rich_text(cell, reader) if cell.get("type") == "rich_text" else text(str(cell.get("text", "")), reader)


def _alert(part: Part, reader: Reader) -> Html:
    return tag("div", text(part.get("text"), reader), role="note", class_=f"level-{part.get('level', 'default')}")


def _card(part: Part, reader: Reader) -> Html:
    shown = [
        tag("div", text(part[name], reader), class_=name) for name in ("title", "subtitle", "body") if part.get(name)
    ]
    pictures = [picture(part[name], reader) for name in ("hero_image", "icon") if part.get(name)]
    actions = [element(each, reader) for each in part.get("actions") or ()]
    return join([*pictures, *shown, tag("div", *actions, class_="row") if actions else ""])


def _task(part: Part, reader: Reader) -> Html:
    sign = TASK_SIGNS.get(str(part.get("status")), "○")
    more = join(rich_text(part[name], reader) for name in ("details", "output") if part.get(name))
    return join([tag("b", f"{sign} ", text(part.get("title"), reader)), more])


def _plan(part: Part, reader: Reader) -> Html:
    tasks = (tag("li", _task(each, reader)) for each in part.get("tasks", ()))
    return join([tag("b", text(part.get("title"), reader)), tag("ul", *tasks)])


RARE: dict[str, Callable[[Part, Reader], Html]] = {
    "table": _table,
    "video": _video,
    "alert": _alert,
    "card": _card,
    "task_card": _task,
    "plan": _plan,
}
