"""Looking up what people mean by ids: the message or view, the element in it, what they chose there so far."""

from typing import Any

from bot.sandbox import elements, values
from bot.sandbox.messages import Message
from bot.sandbox.people import User
from bot.sandbox.state import State
from bot.sandbox.views import Chosen, View
from bot.sandbox.wire import Payload

BUTTON = ("text", "value", "style", "url")  # what a click tells of a button


def chosen_in(workspace: State, who: User, said: Message) -> Chosen:
    """What somebody has chosen in a message so far."""
    key = (who.id, said.channel, said.ts)
    fresh = values.starting(said.blocks)
    before = workspace.chosen.get(key, {})
    workspace.chosen[key] = {
        block: {action: before.get(block, {}).get(action, held) for action, held in actions.items()}
        for block, actions in fresh.items()
    }
    return workspace.chosen[key]


def visible(workspace: State, user: str, channel: str, ts: str) -> Message:
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


def element(said: Message | View, block_id: str, action_id: str) -> Payload:
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
    elif element["type"] in values.HOLDS_NOTHING - {"overflow"}:
        told = {"value": value} if value is not None else {}
    else:
        told = values.chosen(element, value)
    return {**named, **told, "action_ts": workspace.new_ts()}


def remember(state: Chosen, block_id: str, element: Payload, action: Payload) -> None:
    """What was chosen goes along with whatever is pressed next."""
    if values.holds_value(element):
        key = values.key_of(element)
        state.setdefault(block_id, {})[element["action_id"]] = {"type": element["type"], key: action[key]}
