"""What people do on the page, one verb each. The page names ids; the elements are looked up in what is stored."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.sandbox import acts, presses
from bot.sandbox.elements import find
from bot.sandbox.errors import Unavailable
from bot.sandbox.messages import Message
from bot.sandbox.page.scene import zone
from bot.sandbox.people import User
from bot.sandbox.views import View
from bot.sandbox.wire import Reply
from bot.sandbox.workspace import Workspace

Facts = dict[str, Any]

SILENT = "{bot} did not answer. Is it running?"


def do(workspace: Workspace, verb: str, facts: Facts) -> Facts:
    """Do it, and give what the page should know: `words` to say, `errors` to show in red, that it was `refused`."""
    try:
        return VERBS[verb](workspace, workspace.user(facts["as"]), facts) or {}
    except (Unavailable, LookupError) as refusal:
        return {"refused": True, "words": _sentence(refusal)}


def _say(workspace: Workspace, me: User, facts: Facts) -> Facts | None:
    """A line that starts with a slash is a command, whoever types it."""
    text, thread = str(facts["text"]), facts.get("thread") or None
    if not text.startswith("/"):
        acts.say(workspace, me.id, facts["channel"], text, thread=thread)
        return None
    if not me.has_commands:
        raise Unavailable(
            f"Slash commands do not exist for {me.kind} people. Mention @{workspace.bot.real_name} instead."
        )
    if thread:
        raise Unavailable("Slash commands do not work in threads.")
    presses.command(workspace, me.id, facts["channel"], text)
    return None


def _edit(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.edit(workspace, me.id, facts["channel"], facts["ts"], str(facts["text"]))


def _delete(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.delete(workspace, me.id, facts["channel"], facts["ts"])


def _react(workspace: Workspace, me: User, facts: Facts) -> None:
    """A second time takes the reaction back."""
    said, name = _message(workspace, me, facts), str(facts["name"])
    change = acts.unreact if me.id in said.reactions.get(name, ()) else acts.react
    change(workspace, me.id, said.channel, said.ts, name)


def _shortcut(workspace: Workspace, me: User, facts: Facts) -> Facts:
    return _answered(workspace, presses.shortcut(workspace, me.id, facts["shortcut"], facts["channel"], facts["ts"]))


def _press(workspace: Workspace, me: User, facts: Facts) -> Facts:
    said, block, action = _surface(workspace, me, facts), str(facts["block"]), str(facts["action"])
    _remember(workspace, me, said, facts.get("state") or {})
    value = _value(said, me, block, action, facts.get("value"))
    return _answered(workspace, presses.press(workspace, me.id, said, block, action, value))


def _submit(workspace: Workspace, me: User, facts: Facts) -> Facts:
    said = _surface(workspace, me, facts)
    state = {
        block: {action: _value(said, me, block, action, value) for action, value in actions.items()}
        for block, actions in (facts.get("state") or {}).items()
    }
    errors = presses.submit(workspace, me.id, str(facts["view"]), state)
    return {"trouble": errors.get("", ""), "errors": {block: words for block, words in errors.items() if block}}


def _close(workspace: Workspace, me: User, facts: Facts) -> None:
    presses.close(workspace, me.id, str(facts["view"]))


def _dismiss(workspace: Workspace, me: User, facts: Facts) -> None:
    said = _message(workspace, me, facts)
    if said.ephemeral_to == me.id:
        with workspace.lock:
            workspace.forget(said)


def _join(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.join(workspace, me.id, _channel_seen(workspace, me, facts))


def _home(workspace: Workspace, me: User, facts: Facts) -> None:
    acts.open_home(workspace, me.id)


VERBS: dict[str, Callable[[Workspace, User, Facts], Facts | None]] = {
    "say": _say,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "shortcut": _shortcut,
    "press": _press,
    "submit": _submit,
    "close": _close,
    "dismiss": _dismiss,
    "join": _join,
    "home": _home,
}


def _channel_seen(workspace: Workspace, me: User, facts: Facts) -> str:
    channel = workspace.channel(str(facts["channel"]))
    if not workspace.sees(me, channel):
        raise LookupError("no such channel")
    return channel.id


def _message(workspace: Workspace, me: User, facts: Facts) -> Message:
    said = workspace.messages.find(_channel_seen(workspace, me, facts), str(facts["ts"]))
    if said is None or said.ephemeral_to not in (None, me.id):
        raise LookupError("That message is gone.")
    return said


def _surface(workspace: Workspace, me: User, facts: Facts) -> Message | View:
    """The message, window or Home page in which something was pressed."""
    if "view" not in facts:
        return _message(workspace, me, facts)
    view = workspace.views.by_id.get(str(facts["view"]))
    if view is None or view.user != me.id:
        raise LookupError("That window is closed.")
    return view


def _remember(workspace: Workspace, me: User, said: Message | View, state: Facts) -> None:
    """What stands in the other fields goes along with the click; what is no longer there does not matter."""
    for block, actions in state.items():
        for action, value in actions.items():
            with suppress(LookupError):
                raw = _value(said, me, block, action, value)
                if isinstance(said, View):
                    presses.fill(workspace, me.id, said.id, block, action, raw)
                else:
                    presses.choose_quietly(workspace, me.id, said.channel, said.ts, block, action, raw)


def _value(said: Message | View, me: User, block: str, action: str, value: Any) -> Any:
    """What the page sends, as the workspace takes it: a moment that is typed is one in the person's own zone."""
    found = find(said.blocks, block, action)
    if found and found[1]["type"] == "datetimepicker" and value:
        return datetime.fromisoformat(str(value)).replace(tzinfo=zone(me))
    return value


def _answered(workspace: Workspace, reply: Reply) -> Facts:
    return {} if reply.acked else {"words": SILENT.format(bot=workspace.bot.real_name)}


def _sentence(refusal: Exception) -> str:
    words = str(refusal.args[0]) if refusal.args else "That is not possible here."
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?")) else ".")
