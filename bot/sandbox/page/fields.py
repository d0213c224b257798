"""Where one types: words, numbers, days and times."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, tag

Part = dict[str, Any]

MOMENTS = {"datepicker": "date", "timepicker": "time", "datetimepicker": "datetime-local"}
FIELDS = {"email_text_input": "email", "url_text_input": "url", "number_input": "number"}


def _field(part: Part, reader: Reader) -> Html:
    common = {
        "id": part.get("named_by"),
        "placeholder": _prompt(part),
        "autofocus": bool(part.get("focus_on_load")),
        "data_longest": part.get("max_length"),
    }
    value = str(part.get("initial_value", ""))
    if part.get("multiline"):
        return tag("textarea", f"\n{value}", rows="3", dir="auto", **common)
    kind = FIELDS.get(part["type"], "text")
    step = "any" if part.get("is_decimal_allowed") else None
    return tag("input", type=kind, value=value, step=step, dir="auto", autocomplete="off", **common)


def _rich_field(part: Part, reader: Reader) -> Html:
    name, rows = part.get("named_by"), str(part.get("min_lines", 4))
    return tag("textarea", id=name, rows=rows, dir="auto", placeholder=_prompt(part))


def _file_field(part: Part, reader: Reader) -> Html:
    return tag("span", "Files cannot be uploaded in this sandbox.", class_="note")


def _moment(part: Part, reader: Reader) -> Html:
    value = part.get("initial_date") or part.get("initial_time") or ""
    if part.get("initial_date_time"):
        value = f"{reader.when(float(part['initial_date_time'])):%Y-%m-%dT%H:%M}"
    name = part.get("named_by")
    label = None if name else _prompt(part) or "When?"
    return tag("input", type=MOMENTS[part["type"]], value=value, id=name, aria_label=label)


def _prompt(part: Part) -> str | None:
    return str((part.get("placeholder") or {}).get("text", "")) or None


SHOW: dict[str, Callable[[Part, Reader], Html]] = {
    "plain_text_input": _field,
    "rich_text_input": _rich_field,
    "file_input": _file_field,
    **dict.fromkeys(FIELDS, _field),
    **dict.fromkeys(MOMENTS, _moment),
}
