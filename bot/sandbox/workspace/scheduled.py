"""A message that waits for its time."""

from dataclasses import dataclass

from bot.sandbox.workspace.content import Content


@dataclass(frozen=True)
class Scheduled:
    id: str
    channel: str
    post_at: int  # seconds since 1970
    created: int
    said: Content
    thread: str | None = None
