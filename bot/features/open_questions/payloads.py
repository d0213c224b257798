"""What buttons and forms about whys carry, and where the message stands that they were pressed in."""

from datetime import date
from typing import Any

from pydantic import BaseModel, Field, field_validator

from bot.features.open_questions import LONGEST_QUESTION, MOST_AT_ONCE, QuestionReply
from storage.visibility import EVERYBODY

HOME, LIST, DIGEST = "home", "list", "letter"
ALL = "everybody"
NAMED, UNNAMED = "named", "unnamed"


class AskAround(BaseModel):
    """A question on its way, where it was asked, and the people who were shown to its asker."""

    question: str = Field(alias="q", max_length=LONGEST_QUESTION)
    place: str = Field(default="", alias="at", max_length=40)
    people: tuple[str, ...] = Field(default=(), alias="p", max_length=MOST_AT_ONCE)

    @property
    def packed(self) -> str:
        return self.model_dump_json(by_alias=True)


class AboutOpenQuestion(BaseModel):
    """Which question a button or a form is about, and where our message stands."""

    number: int = Field(alias="n", ge=0, lt=10**9)
    place: str = Field(default="", alias="p", max_length=10)
    channel: str = Field(default="", alias="c", max_length=40)
    message: str = Field(default="", alias="m", max_length=40)

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True, by_alias=True)


class OpenQuestionForm(BaseModel):
    """The answers in the forms of whys. An empty field is an empty text."""

    question: str = ""
    name: str = ""
    text: str = ""
    reason: str = ""
    source: str = ""
    settled_on: date | None = None
    channel: str = ""
    people: tuple[str, ...] = ()

    @field_validator("settled_on", mode="before")
    @classmethod
    def _empty_is_no_day(cls, value: Any) -> Any:
        return value or None

    @property
    def reply(self) -> QuestionReply:
        channel = EVERYBODY if self.channel == ALL else self.channel
        return QuestionReply(self.text, self.reason, self.source, self.settled_on, channel)
