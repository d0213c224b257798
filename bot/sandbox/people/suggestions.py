"""What the app offers while somebody types into a select of its own, in a window, a Home page or a message.

Source: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload
"""

from bot.sandbox.delivery import interactions
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.people import finding
from bot.sandbox.workspace import payloads, values
from bot.sandbox.workspace.messages import Message
from bot.sandbox.workspace.people import User
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View

MOST_KEPT = 1_000  # options of one element that may still be chosen, though others are offered by now
SHORTEST = 3  # characters before the app is asked, unless the element says otherwise


def offer(workspace: State, user: str, place: Message | View, block_id: str, action_id: str, words: str) -> Payload:
    """The app's answer: `options` or `option_groups`; empty when it is too early to ask, or nothing came.

    Raises LookupError when there is no such element.
    """
    element = finding.element(place, block_id, action_id)
    if len(words) < int(element.get("min_query_length", SHORTEST)):
        return {}
    with workspace.lock:
        asked = _asked(workspace, workspace.user(user), place, block_id, action_id, words)
    reply = workspace.outbox.ask("interactive", asked)
    with workspace.lock:
        _keep(place, action_id, values.options_of(reply.body or {}))
    return reply.body or {}


def _asked(workspace: State, who: User, place: Message | View, block: str, action: str, words: str) -> Payload:
    if isinstance(place, View):
        return interactions.suggestion(workspace, who, place, block, action, words)
    where = workspace.channels[place.channel]
    shown = View("", who.id, {"type": "modal", "blocks": []}, "", "")
    told = interactions.suggestion(workspace, who, shown, block, action, words)
    told.pop("view")
    container = {"type": "message", "message_ts": place.ts, "channel_id": place.channel}
    told["container"] = {**container, "is_ephemeral": place.ephemeral_to is not None}
    told["channel"] = {"id": where.id, "name": where.name or "directmessage"}
    return told if place.ephemeral_to else {**told, "message": payloads.message(workspace, place)}


def _keep(place: Message | View, action_id: str, offered: list[Payload]) -> None:
    """What was offered before may have been chosen by now, and stays good."""
    known = {str(each["value"]): each for each in [*place.suggested.get(action_id, ()), *offered]}
    place.suggested[action_id] = list(known.values())[-MOST_KEPT:]
