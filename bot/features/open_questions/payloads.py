"""What buttons and forms about whys carry, and where the message stands that they were pressed in."""

from pydantic import Field

from bot.dispatch.payloads import Filled, OptionalDay, Payload, PlacedPayload
from bot.features.open_questions import LONGEST_QUESTION, MOST_AT_ONCE, QuestionReply
from storage.visibility import EVERYBODY

ALL = "everybody"
NAMED, UNNAMED = "named", "unnamed"


class AskAround(Payload):
    """A question on its way, where it was asked, and the people who were shown to its asker."""

    question: str = Field(alias="q", max_length=LONGEST_QUESTION)
    place: str = Field(default="", alias="at")
    people: tuple[str, ...] = Field(default=(), alias="p", max_length=MOST_AT_ONCE)


class AboutOpenQuestion(PlacedPayload):
    """Which question a button or a form is about, and where our message stands."""

    number: int = Field(alias="n", ge=0, lt=10**9)


class OpenQuestionForm(Filled):
    """The answers in the forms of whys. An empty field is an empty text."""

    question: str = ""
    name: str = ""
    text: str = ""
    reason: str = ""
    source: str = ""
    settled_on: OptionalDay = None
    channel: str = ""
    people: tuple[str, ...] = ()

    @property
    def reply(self) -> QuestionReply:
        channel = EVERYBODY if self.channel == ALL else self.channel
        return QuestionReply(self.text, self.reason, self.source, self.settled_on, channel)
