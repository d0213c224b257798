"""The door for every call of the bot's: is it known, who calls, may they, how often, what is missing, what goes wrong.

Source: https://docs.slack.dev/apis/web-api
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.api.call import Call
from bot.sandbox.api.table import ANSWERS
from bot.sandbox.delivery.replies import Answer, failed, refused
from bot.sandbox.delivery.trace import OK
from bot.sandbox.delivery.wire import Payload
from bot.sandbox.errors import SlackError
from bot.sandbox.spec import arguments, sentences
from bot.sandbox.spec.arguments import STRUCTURED
from bot.sandbox.spec.methods import METHODS, Method
from bot.sandbox.workspace.state import State


def web_api(workspace: State, method: str, args: Mapping[str, Any], token: str | None) -> Answer:
    """Answer one call. Arguments come as Slack gets them: text, or JSON where a JSON body was sent."""
    entry = workspace.trace.begin("call", method, {name: value for name, value in args.items() if name != "token"})
    call = Call(workspace, {})
    with workspace.lock:
        fault = workspace.faults.strike(method)
    answer, status, sentence = Answer(), OK, ""
    if fault is None or fault.takes_effect:
        try:
            with workspace.lock:
                told = _answered(call, method, args, token)
            answer = Answer(200, {"ok": True, **told}, _scopes(workspace, method))
        except SlackError as error:
            answer, status = refused(error), error.code
            sentence = sentences.refusal(method, error.code, error.messages, **error.more)
    if fault is not None:
        answer, status, sentence = failed(fault, answer), fault.status, sentences.on_purpose(fault.status)
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
    problems = arguments.problems(rules, args)
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
