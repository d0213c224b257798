"""What the buttons and forms of a review carry unseen, and what people fill in: read back and checked at the door."""

from datetime import date
from typing import Any

from pydantic import BaseModel, Field, field_validator

from bot.features.decisions.review import Learned
from bot.slack.payloads import Payload, is_direct
from bot.text.reasons import Wording

DIGEST, HOME = "letter", "home"
"""Where a button stands, so that it is this place that shows what came of it."""


class AboutReview(BaseModel):
    """Which decision a button or a form is about, and where our message stands that it was pressed in."""

    number: int = Field(alias="n", ge=0, lt=10**9)
    place: str = Field(default="", alias="p")
    seen: int | None = Field(default=None, alias="s")  # how often it had been looked at when the form was opened
    version: int = Field(default=0, alias="v")
    channel: str = Field(default="", alias="c")
    message: str = Field(default="", alias="m")
    is_direct: bool = Field(default=False, alias="d")  # pressed in private

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True, by_alias=True)

    def pressed_in(self, body: Payload) -> "AboutReview":
        """The same, with where the button stands. What only one sees has no place that a form could edit."""
        container = body.get("container") or {}
        channel = (body.get("channel") or {}).get("id", "")
        message = "" if container.get("is_ephemeral") else container.get("message_ts", "")
        return self.model_copy(update={"channel": channel, "message": message, "is_direct": is_direct(body)})


class ReviewForm(BaseModel):
    """The answers in the forms of a review. An empty field is an empty text."""

    months: int = Field(default=0, ge=0, le=120)
    how: str = ""
    text: str = ""
    reason: str = ""
    options: str = ""
    expected: str = ""
    review_on: date | None = None
    happened: str = ""
    lesson: str = ""
    owner: tuple[str, ...] = ()

    @field_validator("review_on", mode="before")
    @classmethod
    def _empty_is_no_day(cls, value: Any) -> Any:
        return value or None

    @property
    def wording(self) -> Wording:
        return Wording(self.text, self.reason, self.options, (), self.review_on, self.expected)

    def learned(self, look: AboutReview) -> Learned:
        return Learned(self.happened, self.lesson, look.seen)
