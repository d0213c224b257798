"""What goes back over HTTP to the bot: an answer, a refusal, or nothing that makes sense."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.wire import Payload

GARBAGE = "<!doctype html><title>Sign in</title><p>This network asks you to sign in first."  # as a hotel's would


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP. `is_dropped`: the connection breaks instead. `page`: this stands in place of JSON."""

    status: int = 200
    body: Payload = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    is_dropped: bool = False
    page: str = ""
    held_for: float = 0.0  # seconds of real time until it goes out


def refused(error: SlackError) -> Answer:
    """Slack says no."""
    if error.code == "ratelimited":
        return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(error.more["retry_after"])})
    return Answer(200, error.body)


def failed(fault: Fault, answer: Answer | None = None) -> Answer:
    """Something goes wrong on purpose. `answer`: what would have gone back, where the call took effect."""
    if fault.retry_after is not None:
        return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(fault.retry_after)})
    if fault.how == "slow":
        return replace(answer or Answer(), held_for=fault.seconds)
    return _BROKEN[fault.how] if fault.how in _BROKEN else Answer(200, {"ok": False, "error": fault.error})


_BROKEN = {"drop": Answer(is_dropped=True), "500": Answer(500), "garbage": Answer(page=GARBAGE)}
