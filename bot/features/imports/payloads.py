"""What the form of an import's proposals carries unseen."""

from pydantic import Field

from bot.dispatch.payloads import Payload


class CandidatePage(Payload):
    """Which page of proposals a form shows: what stood on it, and where the next one begins."""

    kind: str = Field(default="decision", max_length=20)
    shown: tuple[int, ...] = Field(default=(), max_length=10)
    after: int = Field(default=0, ge=0)
