"""Forms: what Slack itself refuses before the bot hears of it, and what happens after the bot has answered.

Source: https://docs.slack.dev/surfaces/modals#response_actions
"""

import re

from bot.sandbox.delivery.wire import Payload, Reply
from bot.sandbox.errors import SlackError
from bot.sandbox.spec import refusals
from bot.sandbox.workspace import elements, showing
from bot.sandbox.workspace.elements import elements_of
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import View

REQUIRED = "Please complete this required field."
TROUBLE = "We had some trouble connecting. Try again?"


def red(view: View) -> dict[str, str]:
    """What Slack marks by itself, by block: empty fields that are required, texts of the wrong length or form."""
    found = {}
    for block in view.blocks:
        if block["type"] == "input":
            wrong = _wrong(view, block)
            if wrong:
                found[block["block_id"]] = wrong
    return found


def settle(workspace: State, view: View, reply: Reply, payload: Payload) -> None:
    """Do what the bot answered: close, keep open with errors, change, or put another window on top.

    `payload`: what it answered to; the trace tells there why an answer is refused.
    """
    if not reply.acked:
        view.errors = {"": TROUBLE}
        return
    body = reply.body or {}
    try:
        RESPONSES.get(body.get("response_action", ""), _refuse)(workspace, view, body)
    except SlackError as error:
        view.errors = {"": f"{TROUBLE} ({error.code}: {' '.join(error.messages)})"}
        workspace.trace.complain(payload, error.code, refusals.submission(error.code, error.messages))


def _close(workspace: State, view: View, body: Payload) -> None:
    workspace.views.close(view)


def _show_errors(workspace: State, view: View, body: Payload) -> None:
    view.errors = _errors(view, body)


def _update(workspace: State, view: View, body: Payload) -> None:
    showing.change_view(workspace, view, body.get("view") or {})


def _push(workspace: State, view: View, body: Payload) -> None:
    showing.push_view(workspace, showing.build(workspace, showing.checked(body.get("view") or {}), view.user))


def _clear(workspace: State, view: View, body: Payload) -> None:
    workspace.views.clear(view.user)


def _refuse(workspace: State, view: View, body: Payload) -> None:
    raise SlackError("invalid_arguments", "response_action must be one of errors, update, push, clear")


RESPONSES = {"": _close, "errors": _show_errors, "update": _update, "push": _push, "clear": _clear}


def _errors(view: View, body: Payload) -> dict[str, str]:
    """What the bot marks in red. Slack refuses the whole answer when it names a block that is no input."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    errors = body.get("errors")
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_arguments", "errors must name inputs, each with words")
    strangers = [block for block in errors if block not in inputs]
    if strangers:
        raise SlackError("invalid_arguments", f"errors name no input: {strangers}")
    return {block: str(words) for block, words in errors.items()}


def _wrong(view: View, block: Payload) -> str:
    element = next(elements_of(block))
    held = view.state.get(block["block_id"], {}).get(element["action_id"], {})
    if elements.is_empty(held):
        return "" if block.get("optional") else REQUIRED
    value = held.get("value")
    return _wrong_text(element, value) if isinstance(value, str) else ""


def _wrong_text(element: Payload, text: str) -> str:
    shortest, longest = element.get("min_length"), element.get("max_length")
    if element["type"] == "plain_text_input":
        if longest and len(text) > longest:
            return f"Must be less than {longest + 1} characters"
        return f"Must be more than {shortest - 1} characters" if shortest and len(text) < shortest else ""
    return _WRONG_FORM[element["type"]](element, text) if element["type"] in _WRONG_FORM else ""


def _wrong_number(element: Payload, text: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, text):
        return "Must be a number"
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(text) < float(least):
        return f"Must be {least} or more"
    return f"Must be {most} or less" if most is not None and float(text) > float(most) else ""


_WRONG_FORM = {
    "email_text_input": lambda _, text: (
        "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", text) else "Must be an email address"
    ),
    "url_text_input": lambda _, text: "" if re.match(r"\w+://\S+$", text) else "Must be a link",
    "number_input": _wrong_number,
}
