"""Finding what a person means by the words that they see: buttons by label, fields by label, choices by name."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.sandbox.delivery.wire import Payload
from bot.sandbox.people import typed
from bot.sandbox.workspace import elements
from bot.sandbox.workspace.directory import User
from bot.sandbox.workspace.elements import elements_of
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import Chosen, View


def button(place: SlackMessage | View, label: str) -> tuple[str, Payload]:
    """A button's block_id and the button. Raises LookupError, naming what there is."""
    for block, element in _all(place):
        if element["type"] == "button" and element["text"]["text"] == label:
            return block["block_id"], element
    raise LookupError(f"no button {label!r}; there are {place.labels} in {place.reads!r}")


def field(place: SlackMessage | View, name: str) -> tuple[Payload, Payload]:
    """A block and its element that holds a value, by label, placeholder, block_id or action_id."""
    for block, element in _all(place):
        if element["type"] != "button" and name in _names(block, element):
            return block, element
    raise LookupError(f"no field {name!r}; there are {[_names(*each) for each in _all(place)]}")


def field_of_block(place: View, block_id: str) -> Payload:
    for block, element in _all(place):
        if block["block_id"] == block_id and elements.holds_value(element):
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
    for option in elements.options_of(element):
        words = typed.unescaped(option["text"]["text"])
        named |= {words: option["value"], words.removeprefix("#"): option["value"]}
    return named.get(value, value)


def _all(place: SlackMessage | View) -> Iterator[tuple[Payload, Payload]]:
    for block in place.blocks:
        for element in elements_of(block):
            yield block, element


def _names(block: Payload, element: Payload) -> list[str]:
    placeholder = (element.get("placeholder") or {}).get("text")
    label = (block.get("label") or block.get("text") or {}).get("text")
    return [each for each in (label, placeholder, block.get("block_id"), element.get("action_id")) if each]


BUTTON = ("text", "value", "style", "url")  # what a click tells of a button


def chosen_in(workspace: State, who: User, said: SlackMessage) -> Chosen:
    """What somebody has chosen in a message so far."""
    key = (who.id, said.channel, said.ts)
    fresh = elements.starting(said.blocks)
    before = workspace.chosen.get(key, {})
    workspace.chosen[key] = {
        block: {action: before.get(block, {}).get(action, held) for action, held in actions.items()}
        for block, actions in fresh.items()
    }
    return workspace.chosen[key]


def visible(workspace: State, user: str, channel: str, ts: str) -> SlackMessage:
    """A message that somebody can see."""
    who, where = workspace.user(user), workspace.channel(channel)
    said = workspace.messages.find(where.id, ts)
    if said is None or said.ephemeral_to not in (None, who.id) or not workspace.sees(who, where):
        raise LookupError(f"{who.name} sees no message {ts} in {where.name or where.id}")
    return said


def open_view(workspace: State, user: str, view_id: str) -> View:
    """A window or Home page of theirs."""
    view = workspace.views.by_id.get(view_id)
    if view is None or view.user != workspace.user(user).id:
        raise LookupError(f"no view {view_id} is open for {user}")
    return view


def element(said: SlackMessage | View, block_id: str, action_id: str) -> Payload:
    found = elements.find(said.blocks, block_id, action_id)
    if found is None:
        raise LookupError(f"nothing called {action_id!r} in block {block_id!r}")
    offered = said.suggested.get(action_id)
    return {**found[1], "suggested": offered} if offered else found[1]


def action(workspace: State, element: Payload, block_id: str, value: Any) -> Payload:
    """What a click or a choice tells of its element."""
    named = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
    if element["type"] == "button":
        told: Payload = {key: element[key] for key in BUTTON if key in element}
    elif element["type"] in elements.HOLDS_NOTHING - {"overflow"}:
        told = {"value": value} if value is not None else {}
    else:
        told = elements.chosen(element, value)
    return {**named, **told, "action_ts": workspace.new_ts()}


def remember(state: Chosen, block_id: str, element: Payload, action: Payload) -> None:
    """What was chosen goes along with whatever is pressed next."""
    if elements.holds_value(element):
        key = elements.key_of(element)
        state.setdefault(block_id, {})[element["action_id"]] = {"type": element["type"], key: action[key]}
