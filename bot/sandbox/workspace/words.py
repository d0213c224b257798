"""What people read in a text, in blocks, on buttons: for asking whether something can be seen."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

GROUP = "subteam^"  # before the id of a user group
MARK = re.compile(r"<(?P<kind>[@#!]?)(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
STYLED = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)((?:(?!\1)[^\n])*(?!\1)\S)\1(?![\w*_~`])")
STYLES = 4  # each may stand around the others
SAID = ("text", "title", "label", "hint", "placeholder", "fields", "elements", "accessory", "element", "options")
DEEPER = (
    *SAID,
    "option_groups",
    "description",
    "rows",
    "alt_text",
    "submit",
    "close",
    "initial_value",
    "actions",
    "items",
)


def read(text: str, names: Mapping[str, str]) -> str:
    """Slack's mrkdwn as it reads: names instead of ids, labels instead of links, no marks."""

    def spoken(mark: re.Match[str]) -> str:
        kind, what, label = mark["kind"], mark["what"], mark["label"]
        if kind in ("@", "#"):
            return kind + (names.get(what) or label or what)
        if kind == "!":
            group = names.get(what.removeprefix(GROUP)) if what.startswith(GROUP) else None
            return label or "@" + (group or what.split("^")[0])
        return label or what

    return html.unescape(_unstyled(MARK.sub(spoken, text)))


def reads(part: Any, names: Mapping[str, str]) -> str:
    """All visible words of blocks, one after another."""
    return "\n".join(word for word in _words(part, names) if word)


def labels(part: Any) -> list[str]:
    """The labels of all buttons, in order."""
    return [button["text"]["text"] for button in _buttons(part)]


def _unstyled(text: str) -> str:
    for _ in range(STYLES):
        text = STYLED.sub(r"\2", text)
    return text


def _words(part: Any, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from _words(each, names)
    elif isinstance(part, dict):
        yield from _words_of(part, names)


def _words_of(part: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    kind = part.get("type")
    if kind in ("mrkdwn", "markdown"):
        yield read(str(part.get("text", "")), names)
    elif kind in RICH:
        yield "".join(_rich(part, names))
    else:
        for name in DEEPER:
            if name in part:
                yield from _words(part[name], names)


BUTTONS = {"button", "workflow_button"}
RICH = {"rich_text_section", "rich_text_preformatted", "rich_text_quote"}


def _rich(part: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for each in part.get("elements", ()):
        kind = each.get("type")
        if kind == "user":
            yield "@" + names.get(each["user_id"], each["user_id"])
        elif kind == "usergroup":
            yield "@" + names.get(each["usergroup_id"], each["usergroup_id"])
        elif kind == "channel":
            yield "#" + names.get(each["channel_id"], each["channel_id"])
        else:
            yield _rich_word(each)


def _rich_word(each: Mapping[str, Any]) -> str:
    if each.get("type") == "emoji":
        return f":{each['name']}:"
    if each.get("type") == "broadcast":
        return f"@{each['range']}"
    return str(each.get("text") or each.get("url") or each.get("fallback") or "")


def _buttons(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict) and part.get("type") in BUTTONS:
        yield part
    elif isinstance(part, list | dict):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _buttons(each)
