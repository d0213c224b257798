"""Putting views before people's eyes: windows opened, pushed and updated, Home pages published."""

from bot.sandbox.delivery.wire import Change, Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.spec import check
from bot.sandbox.workspace.elements import with_ids
from bot.sandbox.workspace.state import State
from bot.sandbox.workspace.views import Chosen, View

DEEPEST = 3  # windows on top of one another


def checked(body: Payload, kind: str = "modal") -> Payload:
    """A view that Slack would take as it is. Raises SlackError."""
    problems = check.view(body)
    if not problems and body["type"] != kind:
        problems.append(f"must be one of {kind} [json-pointer:/view/type]")
    if problems:
        raise SlackError("invalid_arguments", *problems)
    if check.is_larger(body, check.LARGEST_VIEW):
        raise SlackError("view_too_large")
    return body


def build(workspace: State, body: Payload, user: str) -> View:
    """A checked view for somebody, with the ids that the app left out filled in."""
    external = body.get("external_id")
    if external and workspace.views.with_external_id(external):
        raise SlackError("duplicate_external_id")
    id = workspace.new_id("V")
    filled = {**body, "blocks": with_ids(body["blocks"], lambda: workspace.new_id("")[-5:])}
    view = View(id, user, filled, _hash(workspace), root_view_id=id, names=workspace.names)
    view.state = view.starting_state()
    return view


def open_on_top(workspace: State, view: View) -> View:
    """Open a window. A window that is open already goes; one opened from within it lies on top."""
    workspace.views.open(view)
    workspace.tell(Change(modal=view.user))
    return view


def push_view(workspace: State, view: View) -> View:
    stack = workspace.views.stacks.get(view.user, [])
    if len(stack) >= DEEPEST:
        raise SlackError("push_limit_reached")
    if stack:
        view.previous_view_id, view.root_view_id = stack[-1].id, stack[0].id
    workspace.views.push(view)
    workspace.tell(Change(modal=view.user))
    return view


def change_view(workspace: State, old: View, body: Payload) -> View:
    """Change a view in place; what people typed stays where block_id and action_id stay."""
    checked(body, old.type)
    old.body = {**body, "blocks": with_ids(body["blocks"], lambda: workspace.new_id("")[-5:])}
    old.state = _kept(old.state, old.starting_state())
    old.hash, old.errors = _hash(workspace), {}
    workspace.tell(Change(home=old.user) if old.type == "home" else Change(modal=old.user))
    return old


def publish_home(workspace: State, view: View) -> View:
    old = workspace.views.homes.get(view.user)
    if old is not None:
        view.id = view.root_view_id = old.id
    workspace.views.publish(view)
    workspace.tell(Change(home=view.user))
    return view


def _kept(before: Chosen, fresh: Chosen) -> Chosen:
    def held(block: str, action: str, start: Payload) -> Payload:
        typed = before.get(block, {}).get(action)
        return typed if typed and typed["type"] == start["type"] else start

    return {
        block: {action: held(block, action, start) for action, start in actions.items()}
        for block, actions in fresh.items()
    }


def _hash(workspace: State) -> str:
    return f"{int(workspace.clock().timestamp())}.{workspace.new_id('')[-8:]}"
