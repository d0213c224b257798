"""What the buttons and forms of a review carry unseen, and what people fill in: read back and checked at the door."""

from pydantic import Field

from bot.dispatch.payloads import Filled, OptionalDay, PlacedPayload
from bot.features.decisions.review import Learned
from bot.text.reasons import Wording


class AboutReview(PlacedPayload):
    """Which decision a button or a form is about, and where our message stands that it was pressed in."""

    number: int = Field(alias="n", ge=0, lt=10**9)
    seen: int | None = Field(default=None, alias="s")  # how often it had been looked at when the form was opened
    version: int = Field(default=0, alias="v")


class ReviewForm(Filled):
    """The answers in the forms of a review. An empty field is an empty text."""

    months: int = Field(default=0, ge=0, le=120)
    how: str = ""
    text: str = ""
    reason: str = ""
    options: str = ""
    expected: str = ""
    review_on: OptionalDay = None
    happened: str = ""
    lesson: str = ""
    owner: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        return Wording(self.text, self.reason, self.options, (), self.review_on, self.expected)

    def learned(self, look: AboutReview) -> Learned:
        return Learned(self.happened, self.lesson, look.seen)
