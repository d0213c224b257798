"""views.*: the bot opens windows and publishes Home pages."""

from bot.sandbox.api.call import Call
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.workspace import payloads, showing
from bot.sandbox.workspace.views import View


def open_view(call: Call) -> Payload:
    body = showing.checked(call.view())
    trigger = call.workspace.tickets.redeem(_trigger_id(call), call.workspace.clock())
    return _told(call, showing.open_on_top(call.workspace, showing.build(call.workspace, body, trigger.user)))


def push(call: Call) -> Payload:
    body = showing.checked(call.view())
    trigger = call.workspace.tickets.redeem(_trigger_id(call), call.workspace.clock())
    if call.workspace.views.top(trigger.user) is None:
        raise SlackError("not_found")
    return _told(call, showing.push_view(call.workspace, showing.build(call.workspace, body, trigger.user)))


def update(call: Call) -> Payload:
    body, views = call.view(), call.workspace.views
    external = call.text("external_id")
    if not external and not call.text("view_id"):
        raise SlackError("invalid_arguments", "missing required field: view_id or external_id")
    old = views.with_external_id(external) if external else views.by_id.get(call.text("view_id"))
    if old is None:
        raise SlackError("not_found")
    _check_hash(call, old)
    return _told(call, showing.change_view(call.workspace, old, body))


def publish(call: Call) -> Payload:
    body = showing.checked(call.view(), "home")
    if not call.workspace.manifest.has_home:
        raise SlackError("not_enabled")
    who = call.workspace.users.get(call.text("user_id"))
    if who is None:
        raise SlackError("invalid_arguments", "invalid `user_id`")
    _check_hash(call, call.workspace.views.homes.get(who.id))
    return _told(call, showing.publish_home(call.workspace, showing.build(call.workspace, body, who.id)))


def _trigger_id(call: Call) -> str:
    trigger = call.text("trigger_id") or call.text("interactivity_pointer")
    if not trigger:
        raise SlackError("invalid_arguments", "missing required field: trigger_id")
    return trigger


def _check_hash(call: Call, old: View | None) -> None:
    given = call.text("hash")
    if given and old is not None and given != old.hash:
        raise SlackError("hash_conflict")


def _told(call: Call, view: View) -> Payload:
    return {"view": payloads.view(call.workspace, view)}
