"""What people do with the bot's own parts: commands, buttons, choices, forms, shortcuts.

The page and the tests hand over ids only; the element is looked up in what is stored, as Slack does.
"""

from typing import Any

from bot.sandbox.delivery import interactions, response_urls
from bot.sandbox.delivery.wire import Change, Payload, Reply
from bot.sandbox.errors import Unavailable
from bot.sandbox.people import finding, submissions, typed
from bot.sandbox.workspace import elements
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View

SHORTEST_QUERY = 3  # characters before the app is asked what it offers, unless the element says otherwise
MOST_OFFERED = 1_000  # options of one element that may still be chosen, though others are offered by now


def command(workspace: State, user: str, channel: str, line: str) -> Reply:
    """Type a slash command. What cannot be, Slack says to the person alone."""
    name, _, rest = line.strip().partition(" ")
    with workspace.lock:
        who, where = workspace.user(user), workspace.channel(channel)
        known = workspace.manifest.commands.get(name)
        if not who.has_commands:
            raise Unavailable(f"slash commands do not exist for {who.name}, who is {who.kind}")
        if where.is_archived:
            raise Unavailable(f"#{where.name} is archived")
        if known is None:
            workspace.whisper(where.id, who.id, f"{name} is not a valid command.")
            return Reply(acked=False, reason="no_such_command")
        text = _command_text(workspace, rest.strip(), should_escape=bool(known.get("should_escape")))
        payload = interactions.command(workspace, who, where, name, text)
    reply = workspace.outbox.ask("slash_commands", payload)
    if not reply.acked:
        why = "operation_timeout" if reply.reason == "timeout" else "dispatch_failed"
        workspace.whisper(where.id, who.id, f'{name} failed with the error "{why}"')
    elif reply.body:
        response_urls.answer(workspace, payload["response_url"], reply.body)
    return reply


def press(
    workspace: State, user: str, said: SlackMessage | View, block_id: str, action_id: str, value: Any = None
) -> Reply:
    """Press a button or choose something in a message, a window or a Home page; the bot is told at once."""
    with workspace.lock:
        who = workspace.user(user)
        element = finding.element(said, block_id, action_id)
        action = finding.action(workspace, element, block_id, value)
        if isinstance(said, View):
            finding.remember(said.state, block_id, element, action)
            payload = interactions.pressed_in_view(workspace, who, said, action)
        else:
            state = finding.chosen_in(workspace, who, said)
            finding.remember(state, block_id, element, action)
            payload = interactions.pressed_in_message(workspace, who, said, action, state)
    return workspace.outbox.ask("interactive", payload)


def fill(workspace: State, user: str, view_id: str, block_id: str, action_id: str, value: Any) -> None:
    """Type or choose something in a window without telling the bot; it goes along when the form is sent."""
    view = finding.open_view(workspace, user, view_id)
    element = finding.element(view, block_id, action_id)
    view.state.setdefault(block_id, {})[action_id] = elements.chosen(element, value)


def choose_quietly(
    workspace: State, user: str, channel: str, ts: str, block_id: str, action_id: str, value: Any
) -> None:
    """Fill in an input of a message; it goes along with the next click."""
    said = finding.visible(workspace, user, channel, ts)
    state = finding.chosen_in(workspace, workspace.user(user), said)
    state.setdefault(block_id, {})[action_id] = elements.chosen(finding.element(said, block_id, action_id), value)


def submit(
    workspace: State, user: str, view_id: str, filled: dict[str, dict[str, Any]] | None = None
) -> dict[str, str]:
    """Send a form. `filled`: raw values by block and action.

    Gives what stands in red, by block; "" is the form itself.
    """
    with workspace.lock:
        view = finding.open_view(workspace, user, view_id)
        for block_id, actions in (filled or {}).items():
            for action_id, value in actions.items():
                fill(workspace, user, view_id, block_id, action_id, value)
        view.errors = submissions.red(view)
        payload = interactions.submitted(workspace, workspace.user(user), view)
    if not view.errors:
        reply = workspace.outbox.ask("interactive", payload)
        with workspace.lock:
            submissions.settle(workspace, view, reply, payload)
    workspace.tell(Change(modal=view.user))
    return view.errors


def close(workspace: State, user: str, view_id: str, *, all_of_them: bool = False) -> None:
    """Close a window, or all that lie on top of one another."""
    with workspace.lock:
        view = finding.open_view(workspace, user, view_id)
        all_of_them = all_of_them or bool(view.body.get("clear_on_close"))
        gone = workspace.views.clear(view.user) if all_of_them else [view]
        workspace.views.close(view)
        workspace.tell(Change(modal=view.user))
    for each in gone:
        if each.body.get("notify_on_close"):
            told = interactions.closed(workspace, workspace.user(user), each, is_cleared=all_of_them)
            workspace.outbox.ask("interactive", told)


def shortcut(workspace: State, user: str, name: str, said: SlackMessage | None = None) -> Reply:
    """Choose a shortcut by its name or callback_id: of a message's own menu, or without one from anywhere."""
    kind = "message" if said else "global"
    with workspace.lock:
        who, found = workspace.user(user), workspace.manifest.shortcut(name, kind)
        if not who.has_commands:
            raise Unavailable(f"shortcuts do not exist for {who.name}, who is {who.kind}")
        if found is None:
            offered = [each["name"] for each in workspace.manifest.shortcuts if each["type"] == kind]
            raise LookupError(f"no shortcut {name!r}; there are {offered}")
        payload = interactions.shortcut(workspace, who, found["callback_id"], said)
    return workspace.outbox.ask("interactive", payload)


def offer(
    workspace: State, user: str, place: SlackMessage | View, block_id: str, action_id: str, words: str
) -> Payload:
    """What the app offers while somebody types: `options` or `option_groups`; empty when it is too early to ask.

    Raises LookupError when there is no such element.
    """
    element = finding.element(place, block_id, action_id)
    if len(words) < int(element.get("min_query_length", SHORTEST_QUERY)):
        return {}
    with workspace.lock:
        asked = interactions.suggestion(workspace, workspace.user(user), place, block_id, action_id, words)
    offered = workspace.outbox.ask("interactive", asked).body or {}
    with workspace.lock:  # what was offered before may have been chosen by now, and stays good
        both = [*place.suggested.get(action_id, ()), *elements.options_of(offered)]
        place.suggested[action_id] = list({str(each["value"]): each for each in both}.values())[-MOST_OFFERED:]
    return offered


def _command_text(workspace: State, text: str, *, should_escape: bool) -> str:
    return typed.marked(workspace, text, labelled=True) if should_escape else typed.escaped(text)
