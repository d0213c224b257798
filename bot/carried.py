"""What forms and buttons carry unseen, and what people fill in: read back and checked at the door."""

from datetime import UTC, date, datetime
from typing import Any

from pydantic import BaseModel, Field, field_validator

from bot.domain.decisions import Origin
from bot.domain.decisions.reopening import Change
from bot.domain.wording import Wording


class Filled(BaseModel):
    """The answers in a decision's forms. An empty field is an empty text."""

    text: str = ""
    reason: str = ""
    options: str = ""
    people: tuple[str, ...] = ()
    review_on: date | None = None
    channel: str = ""
    expected: str = ""
    owner: tuple[str, ...] = ()

    @field_validator("review_on", mode="before")
    @classmethod
    def _empty_is_no_day(cls, value: Any) -> Any:
        return value or None

    @property
    def wording(self) -> Wording:
        return Wording(self.text, self.reason, self.options, self.people, self.review_on, self.expected)


class About(BaseModel):
    """Which decision a form changes, and the version its writer was looking at."""

    number: int
    version: int = 0
    channel: str = ""  # where our message stands that asked for it
    asked: str = ""  # that message

    @property
    def packed(self) -> str:
        return self.model_dump_json()


class CameFrom(BaseModel):
    """Where the words in a form came from: whose they were, when, and the draft that waits for them."""

    by: str = ""
    at: float = 0  # seconds since 1970; 0 is now
    source: str | None = None
    link: str | None = None
    draft: int | None = None
    channel: str = ""  # where our message stands that offered the draft
    reply: str = ""  # that message
    drafted_in: str = ""  # the channel of the draft; none when it was written in private
    home: bool = False  # the form was opened from the Home tab
    reaction: bool = False  # somebody marked it
    apart: int = 0  # the number of an earlier decision, of which its author says that this is something else

    def origin(self, *, me: str, now: datetime) -> Origin:
        at = datetime.fromtimestamp(self.at, UTC) if self.at else now
        return Origin(by=self.by or me, at=at, source=self.source, link=self.link, by_reaction=self.reaction)

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True)


class Earlier(BaseModel):
    """An earlier decision, and the words it may settle: held for their author, or where they stand, or none."""

    number: int = Field(alias="d", ge=1, lt=10**9)
    holding: int = Field(default=0, alias="h", ge=0, lt=10**18)
    channel: str = Field(default="", alias="c", max_length=30)
    message: str = Field(default="", alias="m", pattern=r"^[\d.]{0,30}$")
    offer: int = Field(default=0, alias="n", ge=0, lt=10**18)

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True, by_alias=True)


class GoingOn(BaseModel):
    """How somebody wants to go on, when what they decided may be settled."""

    then: str = ""
    changed: str = ""


class Reopened(BaseModel):
    """The answers in the form that reopens a decision."""

    changed: str = ""
    instead: str = ""
    people: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        return Change(self.changed, self.instead, self.people)


class Asked(BaseModel):
    """What the buttons under an answer carry: the question, the records that are meant, and where to go on."""

    question: str = Field(alias="q", max_length=1_000)
    records: tuple[tuple[str, int], ...] = Field(default=(), alias="n", max_length=10)  # kind and row
    skip: int = Field(default=0, ge=0, le=100)
    place: str = Field(default="", alias="at")


class Sheet(BaseModel):
    """Which round a form answers, and where our message stands that asked."""

    round: int
    channel: str = ""
    message: str = ""

    @property
    def packed(self) -> str:
        return self.model_dump_json()


class Seen(BaseModel):
    """The newest wording of the purpose that whoever fills in the form was looking at."""

    newest: int = 0

    @property
    def packed(self) -> str:
        return self.model_dump_json()


class InLight(BaseModel):
    """Which spotlight a form writes, and where our message stands that asked."""

    spotlight: int
    channel: str = ""
    message: str = ""

    @property
    def packed(self) -> str:
        return self.model_dump_json()


class Leafing(BaseModel):
    """Which page of proposals a form shows: what stood on it, and where the next one begins."""

    kind: str = Field(default="decision", max_length=20)
    shown: tuple[int, ...] = Field(default=(), max_length=10)
    after: int = Field(default=0, ge=0)

    @property
    def packed(self) -> str:
        return self.model_dump_json()
