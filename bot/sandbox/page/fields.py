"""Where one types: words, numbers, days and times."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.page.files import names
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.page.written import as_typed

Part = dict[str, Any]

MOST_FILES = 10  # in one field, unless it says otherwise
MARKS: tuple[tuple[str, str, str, str], ...] = (
    ("*", "B", "b", "Bold"),
    ("_", "I", "i", "Italic"),
    ("~", "S", "s", "Strike through"),
    ("`", "<>", "code", "Code"),
)
MARKS += (("• ", "•", "span", "List"), ("> ", "❝", "span", "Quote"))
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
    """Words with marks, and buttons that set them around what is selected."""
    value = part.get("initial_value")
    words = as_typed(value if isinstance(value, dict) else None, lambda id: reader.channel(id) or reader.person(id))
    name = part.get("named_by")
    marks = [
        tag("button", tag(look, sign), type="button", data_mark=mark, title=words, aria_label=words)
        for mark, sign, look, words in MARKS
    ]
    bar = tag("span", *marks, class_="marks", role="toolbar", aria_label="Style", aria_controls=name)
    focus = bool(part.get("focus_on_load"))
    field = tag("textarea", f"\n{words}", id=name, rows="5", dir="auto", placeholder=_prompt(part), autofocus=focus)
    return tag("span", bar, field, class_="rich")


def _file_field(part: Part, reader: Reader) -> Html:
    """A file is uploaded when it is chosen; what is sent is which one."""
    kinds = ",".join(f".{kind}" for kind in part.get("filetypes") or ())
    most = int(part.get("max_files", MOST_FILES))
    field = tag("input", type="file", id=part.get("named_by"), multiple=most > 1, accept=kinds or None)
    return tag(
        "span",
        field,
        tag("span", names(part.get("initial_files") or ()), class_="chips"),
        class_="uploads",
        data_most=most,
    )


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
