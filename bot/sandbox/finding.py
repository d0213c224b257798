"""Finding what a person means by the words that they see: buttons by label, fields by label, choices by name."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.sandbox import typed, values
from bot.sandbox.elements import elements_of
from bot.sandbox.messages import Message
from bot.sandbox.state import State
from bot.sandbox.views import View
from bot.sandbox.wire import Payload


def button(place: Message | View, label: str) -> tuple[str, Payload]:
    """A button's block_id and the button. Raises LookupError, naming what there is."""
    for block, element in _all(place):
        if element["type"] == "button" and element["text"]["text"] == label:
            return block["block_id"], element
    raise LookupError(f"no button {label!r}; there are {place.labels} in {place.reads!r}")


def field(place: Message | View, name: str) -> tuple[Payload, Payload]:
    """A block and its element that holds a value, by label, placeholder, block_id or action_id."""
    for block, element in _all(place):
        if element["type"] != "button" and name in _names(block, element):
            return block, element
    raise LookupError(f"no field {name!r}; there are {[_names(*each) for each in _all(place)]}")


def field_of_block(place: View, block_id: str) -> Payload:
    for block, element in _all(place):
        if block["block_id"] == block_id and values.holds_value(element):
            return element
    raise LookupError(f"no field {block_id!r}; there are {sorted(place.values)}")


def raw_value(workspace: State, element: Payload, value: Any) -> Any:
    """What a person names, as Slack wants it: people and channels as ids, options as values, days in ISO form."""
    if isinstance(value, list | tuple):
        return [raw_value(workspace, element, each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    kind = element["type"].removeprefix("multi_")
    if not isinstance(value, str) or not value:
        return value
    if kind == "users_select":
        return workspace.user(value).id
    if kind in ("channels_select", "conversations_select"):
        return workspace.channel(value).id
    return _option_value(workspace, element, value)


def _option_value(workspace: State, element: Payload, value: str) -> str:
    named: dict[str, str] = {}
    for option in values.options_of(element):
        words = typed.unescaped(option["text"]["text"])
        named |= {words: option["value"], words.removeprefix("#"): option["value"]}
    return named.get(value, value)


def _all(place: Message | View) -> Iterator[tuple[Payload, Payload]]:
    for block in place.blocks:
        for element in elements_of(block):
            yield block, element


def _names(block: Payload, element: Payload) -> list[str]:
    placeholder = (element.get("placeholder") or {}).get("text")
    label = (block.get("label") or block.get("text") or {}).get("text")
    return [each for each in (label, placeholder, block.get("block_id"), element.get("action_id")) if each]
