"""Choosing one or several of many: boxes, drop-downs, and lists of people and channels."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bot.sandbox.page.brackets import plain
from bot.sandbox.page.markup import mrkdwn
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]

SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
INITIAL = ("initial_option", "initial_user", "initial_channel", "initial_conversation")


class Choice(NamedTuple):
    value: str
    label: Html
    small: Html | str = ""
    group: str = ""


def boxes(part: Part, reader: Reader) -> Html:
    """Checkboxes or radio buttons, one beneath the other; radio buttons exclude one another within their form."""
    kind = "radio" if part["type"] == "radio_buttons" else "checkbox"
    name, chosen = part.get("action_id", ""), _chosen(part)
    rows = (_box(kind, name, each, each.value in chosen) for each in _offered(part, reader))
    return tag("span", *rows, class_="boxes", role="group", aria_labelledby=_label(part))


def select(part: Part, reader: Reader) -> Html:
    """A drop-down, which the browser makes usable by keyboard, reader and thumb."""
    chosen, prompt = _chosen(part), _prompt(part)
    empty = tag("option", prompt, value="", selected=not chosen)
    groups = [_group(name, list(each), chosen) for name, each in _grouped(_offered(part, reader))]
    name = part.get("named_by")
    return tag("span", tag("select", empty, *groups, id=name, aria_label=None if name else prompt), class_="select")


def several(part: Part, reader: Reader) -> Html:
    """A list to tick in, behind a line that shows who or what is ticked, with a field to narrow it."""
    name, chosen = part.get("action_id", ""), _chosen(part)
    offered = list(_offered(part, reader))
    picked = [tag("span", each.label, class_="chip") for each in offered if each.value in chosen]
    chips = tag("span", *picked, class_="chips", data_prompt=_prompt(part))
    shown = tag("summary", chips, id=part.get("named_by"), aria_labelledby=_label(part))
    narrow = tag("input", type="search", placeholder="Find…", aria_label="Find", class_="narrow", autocomplete="off")
    rows = [_box("checkbox", name, each, each.value in chosen) for each in offered]
    most = part.get("max_selected_items")
    return tag("details", shown, narrow, tag("div", *rows, class_="rows"), class_="several", data_most=most)


def _box(kind: str, name: str, each: Choice, on: bool) -> Html:
    small = tag("small", each.small) if each.small else ""
    box = tag("input", type=kind, name=name, value=each.value, checked=on)
    return tag("label", box, tag("span", each.label, small), class_="box")


def _group(name: str, offered: Iterable[Choice], chosen: frozenset[str]) -> Html:
    options = join(tag("option", each.label, value=each.value, selected=each.value in chosen) for each in offered)
    return tag("optgroup", options, label=name) if name else options


def _grouped(offered: Iterable[Choice]) -> Iterator[tuple[str, list[Choice]]]:
    groups: dict[str, list[Choice]] = {}
    for each in offered:
        groups.setdefault(each.group, []).append(each)
    yield from groups.items()


def _offered(part: Part, reader: Reader) -> Iterator[Choice]:
    kind = part["type"].removeprefix("multi_")
    if kind == "users_select":
        yield from (Choice(user, plain(name)) for user, name in reader.people.items() if user not in reader.unlisted)
    elif kind in ("conversations_select", "channels_select"):
        yield from _channels(part, reader)
    else:
        yield from _options(part, reader)


def _channels(part: Part, reader: Reader) -> Iterator[Choice]:
    wanted = set(part.get("filter", {}).get("include", ("public", "private", "im", "mpim")))
    wanted = {"public"} if part["type"].endswith("channels_select") else wanted
    for channel, name in reader.channels.items():
        private = channel in reader.private
        if ("private" if private else "public") in wanted:
            yield Choice(channel, plain(f"🔒 {name}" if private else f"# {name}"))
    for talk, name in reader.talks.items():
        if ("im" if talk.startswith("D") else "mpim") in wanted:
            yield Choice(talk, plain(name))


def _options(part: Part, reader: Reader) -> Iterator[Choice]:
    groups = part.get("option_groups") or [{"options": part.get("options") or part.get("initial_options") or ()}]
    for group in groups:
        name = str(group.get("label", {}).get("text", ""))
        for option in group["options"]:
            yield Choice(
                str(option.get("value", "")), _words(option.get("text") or {}, reader), _small(option, reader), name
            )


def _small(option: Part, reader: Reader) -> Html | str:
    return _words(option["description"], reader) if "description" in option else ""


def _words(part: Part, reader: Reader) -> Html:
    words = str(part.get("text", ""))
    return mrkdwn(words, reader) if part.get("type") == "mrkdwn" else plain(words)


def _chosen(part: Part) -> frozenset[str]:
    """The values that are chosen already, however this kind of element names them."""
    one = [part[name] for name in INITIAL if part.get(name)]
    many = [each for name in INITIAL for each in part.get(f"{name}s") or ()]
    return frozenset(str(each["value"]) if isinstance(each, dict) else str(each) for each in [*one, *many])


def _label(part: Part) -> str | None:
    return f"{part['named_by']}-label" if part.get("named_by") else None


def _prompt(part: Part) -> str:
    return str((part.get("placeholder") or {}).get("text") or "Choose…")
