"""Every block of a message, a form and a home page as HTML.

Source: https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.sandbox.page.elements import element, picture, text
from bot.sandbox.page.markdown import markdown
from bot.sandbox.page.rare_blocks import RARE
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.richtext import rich_text
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]
State = Mapping[str, Mapping[str, Part]]  # what was chosen and typed, by block and action, as Slack writes it


def blocks(parts: Iterable[Part], reader: Reader, state: State | None = None) -> Html:
    """All blocks, with what was already chosen in them."""
    chosen = state or {}
    return join(block(_with_answers(part, chosen.get(part.get("block_id", ""), {})), reader) for part in parts)


def block(part: Part, reader: Reader) -> Html:
    kind = str(part.get("type"))
    show = BLOCKS.get(kind, _unknown)
    look = f"block {kind.replace('_', '-')}"
    return tag("div", show(part, reader), class_=look, data_block=part.get("block_id"))


def _with_answers(part: Part, answers: Mapping[str, Part]) -> Part:
    """The block as if its elements had been offered with what the person chose."""
    if not answers:
        return part
    changed: Part = {name: _answered(part[name], answers) for name in ("accessory", "element") if name in part}
    if "elements" in part:
        changed["elements"] = [_answered(each, answers) for each in part["elements"]]
    return {**part, **changed}


def _answered(element: Part, answers: Mapping[str, Part]) -> Part:
    answer = answers.get(element.get("action_id", ""))
    if answer is None:
        return element
    blank = {name: value for name, value in element.items() if not name.startswith("initial_")}
    chosen = {f"initial_{_start(name)}": value for name, value in answer.items() if name != "type"}
    return {**blank, **{name: value for name, value in chosen.items() if value is not None}}


def _start(name: str) -> str:
    """`selected_option` was offered as `initial_option`, a `rich_text_value` as `initial_value`."""
    return name.removeprefix("selected_").removeprefix("rich_text_")


def _section(part: Part, reader: Reader) -> Html:
    words = tag("div", text(part["text"], reader), class_="text") if part.get("text") else ""
    fields = [tag("div", text(each, reader)) for each in part.get("fields") or ()]
    shown = tag("div", words, tag("div", *fields, class_="fields") if fields else "", class_="said")
    aside = tag("div", element(part["accessory"], reader), class_="accessory") if part.get("accessory") else ""
    return join([shown, aside])


def _context(part: Part, reader: Reader) -> Html:
    return join(_small(each, reader) for each in part.get("elements", ()))


def _small(part: Part, reader: Reader) -> Html:
    return picture(part, reader) if part.get("type") == "image" else tag("span", text(part, reader))


def _elements(part: Part, reader: Reader) -> Html:
    return join(element(each, reader) for each in part.get("elements", ()))


def _input(part: Part, reader: Reader) -> Html:
    optional = tag("small", " optional") if part.get("optional") else ""
    name = f"field-{part.get('block_id')}"
    label = tag("label", text(part.get("label"), reader), optional, id=f"{name}-label", for_=name)
    hint = tag("p", text(part["hint"], reader), class_="hint") if part.get("hint") else ""
    error = tag("p", class_="error", id=f"{name}-error", role="alert", hidden=True)
    asked = element({**part.get("element", {}), "named_by": name}, reader)
    return tag("div", label, asked, error, hint, class_="field", data_tells="" if part.get("dispatch_action") else None)


def _image(part: Part, reader: Reader) -> Html:
    title = tag("figcaption", text(part["title"], reader)) if part.get("title") else ""
    return tag("figure", title, picture(part, reader))


def _carousel(part: Part, reader: Reader) -> Html:
    return join(block(each, reader) for each in part.get("elements", ()))


def _unknown(part: Part, reader: Reader) -> Html:
    return tag("p", f"This sandbox does not show a “{part.get('type')}” block yet.", class_="note")


BLOCKS: dict[str, Callable[[Part, Reader], Html]] = {
    "section": _section,
    "header": lambda part, reader: tag("h3", text(part.get("text"), reader), dir="auto"),
    "divider": lambda part, reader: tag("hr"),
    "context": _context,
    "actions": _elements,
    "context_actions": _elements,
    "input": _input,
    "image": _image,
    "rich_text": rich_text,
    "markdown": lambda part, reader: markdown(str(part.get("text", "")), reader),
    "carousel": _carousel,
    **RARE,
    "file": lambda part, reader: tag("p", "📄 A file from elsewhere", class_="note"),
}
