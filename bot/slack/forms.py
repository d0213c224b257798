"""What comes back from our own buttons and forms, read and checked: they may be older than we are, or made up."""

import json
import re
from datetime import date, time
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import Refusal
from bot.slack.payloads import Payload

OUTDATED = (
    "I cannot read this any more: it may be older than I am."
    " Keep a copy of what you wrote, and begin again from a newer message or from my Home tab."
)

LARGEST = 2**63 - 1  # of a number that a database keeps

UNKEPT = re.compile("[\x00\ud800-\udfff]")  # signs that no database keeps

CHOSEN = {"datepicker": "selected_date", "timepicker": "selected_time"}

Kind = TypeVar("Kind", bound=BaseModel)


def read_back(kind: type[Kind], carried: str | None) -> Kind:
    """What a button or a form of ours carries unseen. Raises Refusal when it is none of ours, or not of today's."""
    try:
        return kind.model_validate(json.loads(carried or "", parse_int=_whole, parse_constant=_none))
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


def filled_in(kind: type[Kind], state: Payload) -> Kind:
    """What people filled in, where a form asks only what `kind` names. Raises Refusal when it asked something else."""
    try:
        return kind.model_validate(answers_in(state))
    except ValidationError:
        raise Refusal(OUTDATED) from None


class Answers(dict[str, Any]):
    """By field name. A form that was opened before we asked this field is outdated."""

    def __missing__(self, name: str) -> NoReturn:
        raise Refusal(OUTDATED)

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


def answers_in(state: Payload) -> Answers:
    """What people filled in, by field name; an empty field answers "" or, where several may be chosen, ()."""
    fields = (state or {}).get("values", {}).values()
    return Answers({name: _answer(element) for field in fields for name, element in field.items()})


def _answer(element: Payload) -> Any:
    kind = str(element.get("type"))
    if kind == "multi_users_select":
        return tuple(element.get("selected_users") or ())
    if kind in ("checkboxes", "multi_static_select"):
        return tuple(option["value"] for option in element.get("selected_options") or ())
    if kind in ("static_select", "radio_buttons"):
        return (element.get("selected_option") or {}).get("value") or ""
    return UNKEPT.sub("", element.get(CHOSEN.get(kind, "value")) or "")


def _whole(digits: str) -> int:
    if len(digits) > 20 or abs(int(digits)) > LARGEST:
        raise ValueError("larger than any number of ours")
    return int(digits)


def _none(name: str) -> NoReturn:
    raise ValueError("no number of ours")
