"""What the buttons under an answer carry unseen."""

from pydantic import Field

from bot.dispatch.payloads import Payload


class AnswerShown(Payload):
    """What the buttons under an answer carry: the question, the records that are meant, and where to go on."""

    question: str = Field(alias="q", max_length=1_000)
    records: tuple[tuple[str, int], ...] = Field(default=(), alias="n", max_length=10)  # kind and row
    skip: int = Field(default=0, ge=0, le=100)
    place: str = Field(default="", alias="at")
