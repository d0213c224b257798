"""How what happens in the workspace reaches the bot: one envelope out, one answer back."""

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
