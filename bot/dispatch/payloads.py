"""What comes back from our own buttons and forms, read and checked: they may be older than we are, or made up."""

import json
from datetime import date, time
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from bot.errors import Refusal

OUTDATED = (
    "I cannot read this any more: it may be older than I am."
    " Keep a copy of what you wrote, and begin again from a newer message or from my Home tab."
)

LARGEST = 2**63 - 1  # of a number that a database keeps

OptionalDay = Annotated[date | None, BeforeValidator(lambda written: written or None)]
"""A day in a form, where an empty field is no day."""


HOME, LIST, DIGEST = "home", "list", "letter"  # where a button stands, and so where it shows what came of it


class Payload(BaseModel):
    """What a button or a form carries unseen, and brings back."""

    @property
    def packed(self) -> str:
        return self.model_dump_json(exclude_defaults=True, by_alias=True)


class PlacedPayload(Payload):
    """The same, with where our message stands whose button was clicked. The router fills it in with each click."""

    channel: str = Field(default="", alias="c")
    message: str = Field(default="", alias="m")  # empty where only one person sees it: no form could edit that
    is_private: bool = Field(default=False, alias="dm")
    place: str = Field(default="", alias="p")  # HOME, LIST, DIGEST, or a word of the feature

    @property
    def at_home(self) -> bool:
        return self.place == HOME


class Filled(BaseModel):
    """What people fill in, where a form asks only what this names. An empty field is an empty text."""


Model = TypeVar("Model", bound=BaseModel)


def read_back(model: type[Model], carried: str | None) -> Model:
    """What a button or a form of ours carries unseen. Raises Refusal when it is none of ours, or not of today's."""
    try:
        return model.model_validate(json.loads(carried or "", parse_int=_whole, parse_constant=_none))
    except (ValueError, RecursionError):  # a ValidationError is one too, and quotes what somebody wrote
        raise Refusal(OUTDATED) from None


def number_on(carried: str | None) -> int:
    """The number that a button carries. Raises Refusal when it carries none."""
    try:
        return _whole(carried or "")
    except ValueError:
        raise Refusal(OUTDATED) from None


def day_on(carried: str | None) -> date | None:
    """The day that a button carries; "" is none. Raises Refusal when it carries something else."""
    try:
        return date.fromisoformat(carried) if carried else None
    except ValueError:
        raise Refusal(OUTDATED) from None


class Answers(dict[str, Any]):
    """By field name. A form that was opened before we asked this field is outdated."""

    def __missing__(self, name: str) -> NoReturn:
        raise Refusal(OUTDATED)

    def fitting(self, model: type[Model]) -> Model:
        """All of them as a model. Raises Refusal when the form asked something else."""
        try:
            return model.model_validate(self)
        except ValidationError:
            raise Refusal(OUTDATED) from None

    def number(self, name: str) -> int:
        """Raises Refusal at the field when it was left empty."""
        try:
            return _whole(self[name])
        except ValueError:
            raise Refusal("I need a whole number here.", field=name) from None

    def numbers(self, name: str) -> tuple[int, ...]:
        """Of what was ticked."""
        return tuple(number_on(each) for each in self[name])

    def hour(self, name: str) -> time:
        """Raises Refusal at the field when it was left empty."""
        try:
            return time.fromisoformat(self[name])
        except ValueError:
            raise Refusal("Choose a time, please.", field=name) from None

    def day(self, name: str) -> date:
        """Raises Refusal at the field when it was left empty."""
        try:
            return date.fromisoformat(self[name])
        except ValueError:
            raise Refusal("Choose a day, please.", field=name) from None


def _whole(digits: str) -> int:
    if len(digits) > 20 or abs(int(digits)) > LARGEST:
        raise ValueError("larger than any number of ours")
    return int(digits)


def _none(name: str) -> NoReturn:
    raise ValueError("no number of ours")
