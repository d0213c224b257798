"""What passes between the workspace, the bot and the page: JSON, a way to the bot and its answer, and what changed."""

import json
from dataclasses import dataclass
from typing import Any, Literal, Protocol

Payload = dict[str, Any]
"""What Slack says and hears: JSON."""

Kind = Literal["events_api", "interactive", "slash_commands"]


@dataclass(frozen=True)
class Reply:
    """What came back. Not acked: no answer within three seconds, or one that says it failed."""

    acked: bool
    body: Payload | None = None
    reason: str = ""  # why it was not acked: timeout, http_error, connection_failed …
    no_retry: bool = False
    envelope_id: str = ""  # Socket Mode's own


class Wire(Protocol):
    """One way to the bot: in this process, by Socket Mode, or by signed HTTP."""

    def deliver(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply: ...


class Nowhere:
    """No bot is connected."""

    def deliver(self, kind: Kind, payload: Payload, *, retry: int = 0, reason: str = "") -> Reply:
        return Reply(acked=False, reason="connection_failed", no_retry=True)


@dataclass(frozen=True)
class Change:
    """One of these is set: a channel, the person whose window (modal) changed, or whose Home did; a trace, a fault."""

    channel: str | None = None
    modal: str | None = None
    home: str | None = None
    message: str | None = None  # the ts of the message in `channel`, where it is about one
    thread: str | None = None  # the thread that message is in
    to: str | None = None  # only this person sees it
    trace: int | None = None  # the number of the entry that began or ended
    fault: str | None = None  # the scene that began or ended


def answer_body(text: str) -> Payload | None:
    """What an answer says: JSON, or plain words, which are its text; None when it says nothing."""
    if not text.strip():
        return None
    try:
        told = json.loads(text)
    except ValueError:
        return {"text": text}
    return told if isinstance(told, dict) else {"text": text}
