"""What is offered where one chooses one or several of many, and what is chosen there already.

Source: https://docs.slack.dev/reference/block-kit/block-elements
"""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from bot.sandbox.page.mrkdwn import plain, text
from bot.sandbox.page.reader import Part, Reader

INITIAL = ("initial_option", "initial_user", "initial_channel", "initial_conversation")


class SelectOption(NamedTuple):
    value: str
    label: Markup
    small: Markup | str = ""
    group: str = ""


def offered(part: Part, reader: Reader) -> Iterator[SelectOption]:
    kind = part["type"].removeprefix("multi_")
    if kind == "users_select":
        people = reader.people.items()
        yield from (SelectOption(user, plain(name)) for user, name in people if user not in reader.unlisted)
    elif kind in ("conversations_select", "channels_select"):
        yield from _channels(part, reader)
    else:
        yield from _options(part, reader)


def grouped(part: Part, reader: Reader) -> list[tuple[str, list[SelectOption]]]:
    order: dict[str, list[SelectOption]] = {}
    for each in offered(part, reader):
        order.setdefault(each.group, []).append(each)
    return list(order.items())


def chosen(part: Part) -> frozenset[str]:
    """The values that are chosen already, however this kind of element names them."""
    one = [part[name] for name in INITIAL if part.get(name)]
    many = [each for name in INITIAL for each in part.get(f"{name}s") or ()]
    return frozenset(str(each["value"]) if isinstance(each, dict) else str(each) for each in [*one, *many])


def asked(part: Part, reader: Reader) -> list[SelectOption]:
    """What is chosen in a select whose options the app tells as one types."""
    one = part.get("initial_option")
    return [_option(each, reader) for each in part.get("initial_options") or ([one] if one else [])]


def prompt(part: Part) -> str | None:
    """What stands in a field in which nothing is chosen or typed yet."""
    return str((part.get("placeholder") or {}).get("text", "")) or None


def label(part: Part) -> str | None:
    """The id of what names it within a form."""
    return f"{part['named_by']}-label" if part.get("named_by") else None


def with_answers(part: Part, state: dict[str, dict[str, Part]]) -> Part:
    """The block as if its elements had been offered with what the person chose, which `state` tells as Slack does."""
    answers = state.get(part.get("block_id", ""))
    if not answers:
        return part
    changed: Part = {name: _answered(part[name], answers) for name in ("accessory", "element") if name in part}
    if "elements" in part:
        changed["elements"] = [_answered(each, answers) for each in part["elements"]]
    return {**part, **changed}


def _channels(part: Part, reader: Reader) -> Iterator[SelectOption]:
    wanted = set(part.get("filter", {}).get("include", ("public", "private", "im", "mpim")))
    wanted = {"public"} if part["type"].endswith("channels_select") else wanted
    for channel, name in reader.channels.items():
        private = channel in reader.private
        if ("private" if private else "public") in wanted:
            yield SelectOption(channel, plain(f"🔒 {name}" if private else f"# {name}"))
    for talk, name in reader.talks.items():
        if ("im" if talk.startswith("D") else "mpim") in wanted:
            yield SelectOption(talk, plain(name))


def _options(part: Part, reader: Reader) -> Iterator[SelectOption]:
    groups = part.get("option_groups") or [{"options": part.get("options") or part.get("initial_options") or ()}]
    for group in groups:
        name = str(group.get("label", {}).get("text", ""))
        yield from (_option(each, reader, name) for each in group["options"])


def _option(part: Part, reader: Reader, group: str = "") -> SelectOption:
    small = text(part.get("description"), reader)
    return SelectOption(str(part.get("value", "")), text(part.get("text") or {}, reader), small, group)


def _answered(element: Part, answers: dict[str, Part]) -> Part:
    """`selected_option` was offered as `initial_option`, a `rich_text_value` as `initial_value`."""
    answer = answers.get(element.get("action_id", ""))
    if answer is None:
        return element
    blank = {name: value for name, value in element.items() if not name.startswith("initial_")}
    for name, value in answer.items():
        if name != "type" and value is not None:
            blank[f"initial_{name.removeprefix('selected_').removeprefix('rich_text_')}"] = value
    return blank
