"""The interactive parts of blocks: finding them, and the ids that Slack fills in where the app left them out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from bot.sandbox.delivery.wire import Payload

PLACES, LISTS = ("accessory", "element"), ("elements", "actions")
QUIET = {"image", "mrkdwn", "plain_text"}  # elements that nobody can press
HOLDERS = {"section", "actions", "input", "context_actions", "card"}


def elements_of(block: Payload) -> Iterator[Payload]:
    """What can be pressed or filled in within one block."""
    if block.get("type") in HOLDERS:
        yield from (each for each in _parts(block) if each.get("type") not in QUIET)


def find(blocks: Iterable[Payload], block_id: str, action_id: str) -> tuple[Payload, Payload] | None:
    """The block and its element."""
    for block in blocks:
        if block.get("block_id") == block_id:
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None


def with_ids(blocks: Iterable[Payload], new_id: Callable[[], str]) -> list[Payload]:
    """The blocks with every block_id and action_id in place; what was handed in stays as it is."""
    return [_with_ids(block, new_id) for block in blocks]


def _with_ids(block: Payload, new_id: Callable[[], str]) -> Payload:
    filled = {**block, "block_id": block.get("block_id") or new_id()}
    if block.get("type") not in HOLDERS:
        return filled
    for name in {*PLACES, *LISTS} & block.keys():
        given = block[name]
        filled[name] = _named(given, new_id) if name in PLACES else [_named(each, new_id) for each in given]
    return filled


def _named(element: Payload, new_id: Callable[[], str]) -> Payload:
    if element.get("type") in QUIET or element.get("action_id"):
        return element
    return {**element, "action_id": new_id()}


def _parts(block: Payload) -> Iterator[Payload]:
    yield from (block[name] for name in PLACES if isinstance(block.get(name), dict))
    for name in LISTS:
        yield from block.get(name) or ()


HOLDS_NOTHING = {"button", "overflow", "workflow_button", "image", "feedback_buttons", "icon_button"}
ONE_OPTION = {"static_select", "external_select", "radio_buttons", "overflow"}
MANY_OPTIONS = {"multi_static_select", "multi_external_select", "checkboxes"}
KEYS = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "rich_text_input": "rich_text_value",
    "file_input": "files",
    **dict.fromkeys(ONE_OPTION, "selected_option"),
    **dict.fromkeys(MANY_OPTIONS, "selected_options"),
}  # everything else holds a `value`
STARTS = {
    "selected_user": "initial_user",
    "selected_conversation": "initial_conversation",
    "selected_channel": "initial_channel",
    "selected_users": "initial_users",
    "selected_conversations": "initial_conversations",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "rich_text_value": "initial_value",
    "value": "initial_value",
}


def holds_value(element: Payload) -> bool:
    """Whether something is chosen or typed there, rather than only pressed."""
    return element["type"] not in HOLDS_NOTHING


def starting(blocks: Iterable[Payload]) -> dict[str, dict[str, Payload]]:
    """What the app filled in, for every element that can hold something."""
    state: dict[str, dict[str, Payload]] = {}
    for block in blocks:
        for element in elements_of(block):
            if holds_value(element):
                state.setdefault(block["block_id"], {})[element["action_id"]] = _starting(element)
    return state


def chosen(element: Payload, value: Any) -> Payload:
    """What Slack says was chosen. `value`: words, a day, ids, an option's value; a list where several may be chosen.

    Raises LookupError when there is no such option.
    """
    key = key_of(element)
    if key == "selected_option":
        held: Any = _option(element, value) if value else None
    elif key == "selected_options":
        held = [_option(element, each) for each in _several(value)]
    elif element["type"].startswith("multi_"):
        held = _several(value)
    elif key == "selected_date_time":
        held = _moment(value)
    else:
        held = value or None
    return {"type": element["type"], key: held}


def key_of(element: Payload) -> str:
    return KEYS.get(element["type"], "value")


def is_empty(held: Payload) -> bool:
    return not any(value not in (None, "", []) for key, value in held.items() if key != "type")


def plain(held: Payload) -> Any:
    """The bare value: an option's value rather than the option; "" or [] when nothing is there."""
    key = KEYS.get(held.get("type", ""), "value")
    value = held.get(key)
    if key == "selected_options":
        return [each["value"] for each in value or ()]
    if key == "selected_option":
        return value["value"] if value else ""
    if value is None:
        return [] if held.get("type", "").startswith("multi_") else ""
    return value


def options_of(element: Payload) -> list[Payload]:
    """All options, those of groups included, and those that an app suggested while somebody typed."""
    grouped = [each for group in element.get("option_groups") or () for each in group["options"]]
    return [*(element.get("options") or ()), *grouped, *(element.get("suggested") or ())]


def _starting(element: Payload) -> Payload:
    key = key_of(element)
    start = element.get(STARTS.get(key, ""))
    empty: Any = [] if element["type"].startswith("multi_") or key in ("selected_options", "files") else None
    return {"type": element["type"], key: empty if start is None else start}


def _several(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    return [value] if value else []


def _option(element: Payload, value: Any) -> Payload:
    for option in options_of(element):
        if option.get("value") == value:
            return option
    raise LookupError(f"no option {value!r} in {element.get('action_id')!r}: {_offered(element)}")


def _offered(element: Payload) -> list[Any]:
    return [option.get("value") for option in options_of(element)]


def _moment(value: Any) -> int | None:
    if isinstance(value, datetime):
        return int(value.timestamp())
    return int(value) if value else None
