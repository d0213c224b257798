"""What comes back from our own buttons and forms, read and checked: they may be older than we are, or made up."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.dispatch.payloads import OUTDATED, Answers, day_on, number_on, read_back
from bot.slack.payloads import Payload

__all__ = ["OUTDATED", "Answers", "answers_in", "day_on", "filled_in", "number_on", "read_back"]

UNKEPT = re.compile("[\x00\ud800-\udfff]")  # signs that no database keeps

CHOSEN = {"datepicker": "selected_date", "timepicker": "selected_time"}

Kind = TypeVar("Kind", bound=BaseModel)


def filled_in(kind: type[Kind], state: Payload) -> Kind:
    """What people filled in, where a form asks only what `kind` names. Raises Refusal when it asked something else."""
    return answers_in(state).fitting(kind)


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
