"""What a message says, however it is said: by a call, through a response URL, or later."""

from dataclasses import dataclass, field

from bot.sandbox.delivery.wire import Payload


@dataclass(frozen=True)
class Content:
    text: str
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    metadata: Payload | None = None
