"""Every call of the bot's comes in here: is it known, who calls, may they, how often, what is missing, what goes wrong.

Source: https://docs.slack.dev/apis/web-api
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.api import chat, conversations, files, people, views
from bot.sandbox.api.call import Call
from bot.sandbox.delivery.faults import Fault
from bot.sandbox.delivery.trace import OK
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.spec import methods, refusals
from bot.sandbox.spec.methods import METHODS, STRUCTURED, Method
from bot.sandbox.workspace.state import State

ANSWERS: dict[str, Callable[[Call], Payload]] = {
    "apps.connections.open": people.open_connection,
    "auth.test": people.auth,
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
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.get_upload_url,
    "team.info": people.team_info,
    "usergroups.list": people.usergroups,
    "users.conversations": conversations.of_user,
    "users.info": people.user_info,
    "users.list": people.user_list,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}


GARBAGE = "<!doctype html><title>Sign in</title><p>This network asks you to sign in first."  # as a hotel's would


@dataclass(frozen=True)
class ApiAnswer:
    """What goes back over HTTP. `is_dropped`: the connection breaks instead. `page`: this stands in place of JSON."""

    status: int = 200
    body: Payload = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    is_dropped: bool = False
    page: str = ""
    held_for: float = 0.0  # seconds of real time until it goes out


def refused(error: SlackError) -> ApiAnswer:
    """Slack says no."""
    if error.code == "ratelimited":
        return ApiAnswer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(error.more["retry_after"])})
    return ApiAnswer(200, error.body)


def failed(fault: Fault, answer: ApiAnswer | None = None) -> ApiAnswer:
    """Something goes wrong on purpose. `answer`: what would have gone back, where the call took effect."""
    if fault.retry_after is not None:
        return ApiAnswer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(fault.retry_after)})
    if fault.how == "slow":
        return replace(answer or ApiAnswer(), held_for=fault.seconds)
    return _BROKEN[fault.how] if fault.how in _BROKEN else ApiAnswer(200, {"ok": False, "error": fault.error})


_BROKEN = {"drop": ApiAnswer(is_dropped=True), "500": ApiAnswer(500), "garbage": ApiAnswer(page=GARBAGE)}


def web_api(workspace: State, method: str, args: Mapping[str, Any], token: str | None) -> ApiAnswer:
    """Answer one call. Arguments come as Slack gets them: text, or JSON where a JSON body was sent."""
    entry = workspace.trace.begin("call", method, {name: value for name, value in args.items() if name != "token"})
    call = Call(workspace, {})
    with workspace.lock:
        fault = workspace.faults.strike(method)
    answer, status, sentence = ApiAnswer(), OK, ""
    if fault is None or fault.takes_effect:
        try:
            with workspace.lock:
                told = _answered(call, method, args, token)
            answer = ApiAnswer(200, {"ok": True, **told}, _scopes(workspace, method))
        except SlackError as error:
            answer, status = refused(error), error.code
            sentence = refusals.refusal(method, error.code, error.messages, **error.more)
    if fault is not None:
        answer, status, sentence = failed(fault, answer), fault.status, refusals.on_purpose(fault.status)
    entry.payload = call.args or entry.payload  # as it was meant, rather than as it was written
    workspace.trace.end(entry, status, answer=answer.body, sentence=sentence)
    for settle in call.after:
        settle()
    return answer


def _answered(call: Call, method: str, args: Mapping[str, Any], token: str | None) -> Payload:
    rules = METHODS.get(method)
    if rules is None:
        raise SlackError("unknown_method", req_method=method)
    call.workspace.tokens.check(token or args.get("token"), rules)
    call.args = _decoded(args)
    call.workspace.calls.append((method, call.args))
    _authorize(call.workspace, rules)
    _throttle(call, method, rules)
    _check_arguments(rules, call.args)
    return ANSWERS[method](call)


def _authorize(workspace: State, rules: Method) -> None:
    provided = workspace.manifest.scopes
    if rules.scopes and not provided.intersection(rules.scopes):
        raise SlackError("missing_scope", needed=",".join(rules.scopes), provided=",".join(sorted(provided)))


def _throttle(call: Call, method: str, rules: Method) -> None:
    place = call.workspace
    wait = place.limits.wait(method, rules.tier, _channel(place, call.text("channel")), place.clock())
    if wait:
        raise SlackError("ratelimited", retry_after=wait)


def _channel(workspace: State, given: str) -> str:
    """The id of a channel that may be called by its name: it has one bucket, whatever it is called."""
    name = given.removeprefix("#")
    return next((each.id for each in workspace.channels.values() if name and name == each.name), given)


def _check_arguments(rules: Method, args: Payload) -> None:
    problems = methods.problems(rules, args)
    if problems:
        raise SlackError("invalid_arguments", *problems)


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


def _scopes(workspace: State, method: str) -> dict[str, str]:
    """Slack tells with every answer which scopes the token has, and which the method takes."""
    granted = ",".join(sorted(workspace.manifest.scopes))
    return {"x-oauth-scopes": granted, "x-accepted-oauth-scopes": ",".join(METHODS[method].scopes)}
