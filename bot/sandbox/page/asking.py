"""Selects whose options the app tells while one types.

Source: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select
"""

from typing import Any

from bot.sandbox.page.brackets import plain
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.people.presses import SHORTEST_QUERY

Part = dict[str, Any]


def asking(part: Part, reader: Reader) -> Html:
    """What is chosen, each with a way to take it back, and a field that offers more as one types."""
    several = part["type"].startswith("multi_")
    chosen = part.get("initial_options") or [part[name] for name in ("initial_option",) if part.get(name)]
    chips = tag("span", *(_chip(option) for option in chosen), class_="chips")
    words = str((part.get("placeholder") or {}).get("text") or "Type to search…")
    name = part.get("named_by")
    field = tag(
        "input",
        id=name,
        role="combobox",
        aria_autocomplete="list",
        aria_expanded="false",
        aria_label=None if name else words,
        autocomplete="off",
        placeholder=words,
        dir="auto",
        autofocus=bool(part.get("focus_on_load")),
    )
    offered = tag("ul", role="listbox", class_="offered", aria_label="Suggestions", hidden=True)
    return tag(
        "span",
        *(chips, field, offered),
        class_="asks",
        data_several=several,
        data_most=part.get("max_selected_items"),
        data_least=part.get("min_query_length", SHORTEST_QUERY),
    )


def _chip(option: Part) -> Html:
    words = plain(str((option.get("text") or {}).get("text", "")))
    value = str(option.get("value", ""))
    return tag("button", words, type="button", class_="chip", value=value, title="Take it back")
