"""What goes back over HTTP to the bot: an answer, a refusal, or nothing that makes sense."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.wire import Payload


@dataclass(frozen=True)
class Answer:
    """What goes back over HTTP. `is_dropped`: the connection breaks instead."""

    status: int = 200
    body: Payload = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    is_dropped: bool = False


def refused(error: SlackError) -> Answer:
    """Slack says no."""
    if error.code == "ratelimited":
        return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(error.more["retry_after"])})
    return Answer(200, error.body)


def failed(fault: Fault) -> Answer:
    """Something goes wrong on purpose."""
    if fault.retry_after is not None:
        return Answer(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(fault.retry_after)})
    if fault.how == "drop":
        return Answer(is_dropped=True)
    if fault.how == "500":
        return Answer(500)
    return Answer(200, {"ok": False, "error": fault.error})
