"""What something was done to: the channel, message, window or element that the page names by ids."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from bot.sandbox.page import written
from bot.sandbox.page.visit import zone
from bot.sandbox.people import presses
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.directory import User
from bot.sandbox.workspace.elements import find
from bot.sandbox.workspace.files import File, told
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.views import View

Facts = dict[str, Any]  # what the page sends


def channel_seen(workspace: Workspace, me: User, facts: Facts) -> str:
    channel = workspace.channel(str(facts["channel"]))
    if not workspace.sees(me, channel):
        raise LookupError("no such channel")
    return channel.id


def message(workspace: Workspace, me: User, facts: Facts) -> SlackMessage:
    said = workspace.messages.find(channel_seen(workspace, me, facts), str(facts["ts"]))
    if said is None or said.ephemeral_to not in (None, me.id):
        raise LookupError("That message is gone.")
    return said


def surface(workspace: Workspace, me: User, facts: Facts) -> SlackMessage | View:
    """The message, window or Home page in which something was pressed."""
    if "view" not in facts:
        return message(workspace, me, facts)
    view = workspace.views.by_id.get(str(facts["view"]))
    if view is None or view.user != me.id:
        raise LookupError("That window is closed.")
    return view


def remember(workspace: Workspace, me: User, said: SlackMessage | View, state: Facts) -> None:
    """What stands in the other fields goes along with the click; what is no longer there does not matter."""
    for block, actions in state.items():
        for action, value in actions.items():
            with suppress(LookupError):
                raw = value_of(workspace, said, me, block, action, value)
                if isinstance(said, View):
                    presses.fill(workspace, me.id, said.id, block, action, raw)
                else:
                    presses.choose_quietly(workspace, me.id, said.channel, said.ts, block, action, raw)


def value_of(workspace: Workspace, said: SlackMessage | View, me: User, block: str, action: str, value: Any) -> Any:
    """What the page sends, as the workspace takes it: a moment that is typed is one in the person's own zone."""
    found = find(said.blocks, block, action)
    if not found or not value:
        return value
    kind = found[1]["type"]
    if kind == "datetimepicker":
        return datetime.fromisoformat(str(value)).replace(tzinfo=zone(me))
    if kind == "rich_text_input":
        return written.as_rich_text(workspace, str(value))
    if kind == "file_input":
        return [told(each, workspace.address, workspace.home.id) for each in _uploaded(workspace, me, value)]
    return value


def files(workspace: Workspace, me: User, facts: Facts) -> list[File]:
    """What somebody has uploaded and shares now."""
    return _uploaded(workspace, me, facts.get("files") or ())


def _uploaded(workspace: Workspace, me: User, ids: Any) -> list[File]:
    found = [workspace.files.find(str(id)) for id in ids]
    mine = [each for each in found if each is not None and each.user == me.id]
    if len(mine) < len(found):
        raise LookupError("That file is gone. Choose it again.")
    return mine
