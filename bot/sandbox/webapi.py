"""The door for every call of the bot's: is it known, who calls, may they, how often, what is missing, what goes wrong.

Source: https://docs.slack.dev/apis/web-api
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.api import chat, conversations, people, reactions, views
from bot.sandbox.api.call import Call
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.spec.methods import METHODS, STRUCTURED, Method
from bot.sandbox.state import APP_TOKEN, BOT_TOKEN, State
from bot.sandbox.wire import Payload

Answering = Callable[[Call], Payload]

ANSWERS: dict[str, Answering] = {
    "api.test": lambda call: {"args": call.args},
    "apps.connections.open": people.open_connection,
    "auth.test": people.auth_test,
    "bots.info": people.bot_info,
    "chat.delete": chat.delete,
    "chat.getPermalink": chat.get_permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.list": conversations.list_all,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_direct,
    "conversations.replies": conversations.replies,
    "reactions.add": reactions.add,
    "reactions.get": reactions.get,
    "reactions.remove": reactions.remove,
    "team.info": people.team_info,
    "users.conversations": conversations.of_user,
    "users.info": people.user_info,
    "users.list": people.user_list,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP. `is_dropped`: the connection breaks instead."""

    status: int = 200
    body: Payload = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    is_dropped: bool = False


def web_api(workspace: State, method: str, args: Mapping[str, Any], token: str | None) -> Answer:
    """Answer one call. Arguments come as Slack gets them: text, or JSON where a JSON body was sent."""
    fault = workspace.faults.strike(method)
    if fault is not None and not fault.after:
        return _failed(fault)
    call = Call(workspace, {})
    try:
        with workspace.lock:
            told = _answered(call, method, args, token)
        for settle in call.after:
            settle()
        answer = Answer(200, {"ok": True, **told})
    except SlackError as error:
        answer = _refused(error)
    return answer if fault is None else _failed(fault)


def _answered(call: Call, method: str, args: Mapping[str, Any], token: str | None) -> Payload:
    rules = METHODS.get(method)
    if rules is None:
        raise SlackError("unknown_method", req_method=method)
    _authenticate(rules, token or args.get("token"))
    call.args = _decoded(args)
    call.workspace.calls.append((method, call.args))
    _authorize(call.workspace, rules)
    _throttle(call, method, rules)
    _check_arguments(rules, call.args)
    return ANSWERS[method](call)


def _authenticate(rules: Method, token: str | None) -> None:
    if not token:
        raise SlackError("not_authed")
    if token not in (BOT_TOKEN, APP_TOKEN):
        raise SlackError("invalid_auth")
    if (token == APP_TOKEN) != rules.takes_app_token:
        raise SlackError("not_allowed_token_type")


def _authorize(workspace: State, rules: Method) -> None:
    provided = workspace.manifest.scopes
    if rules.scopes and not provided.intersection(rules.scopes):
        raise SlackError("missing_scope", needed=",".join(rules.scopes), provided=",".join(sorted(provided)))


def _throttle(call: Call, method: str, rules: Method) -> None:
    wait = call.workspace.limits.wait(method, rules.tier, call.text("channel"), call.workspace.clock())
    if wait:
        raise SlackError("ratelimited", retry_after=wait)


def _check_arguments(rules: Method, args: Payload) -> None:
    missing = [name for name in rules.required if args.get(name) in (None, "")]
    if missing:
        raise SlackError("invalid_arguments", *(f"missing required field: {name}" for name in missing))


def _decoded(args: Mapping[str, Any]) -> Payload:
    decoded: Payload = {}
    for name, value in args.items():
        if name != "token" and value is not None:
            decoded[name] = _structure(name, value) if name in STRUCTURED and isinstance(value, str) else value
    return decoded


def _structure(name: str, value: str) -> Any:
    try:
        return json.loads(value) if value else None
    except ValueError:
        code = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
        raise SlackError(code, f"invalid `{name}`") from None


def _refused(error: SlackError) -> Answer:
    if error.code == "ratelimited":
        return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(error.more["retry_after"])})
    return Answer(200, error.body)


def _failed(fault: Fault) -> Answer:
    if fault.retry_after is not None:
        return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(fault.retry_after)})
    if fault.how == "drop":
        return Answer(is_dropped=True)
    if fault.how == "500":
        return Answer(500)
    return Answer(200, {"ok": False, "error": fault.error})
