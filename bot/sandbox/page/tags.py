"""HTML that cannot be forged: whatever is not `Html` already is escaped on its way into a tag."""

import html
from collections.abc import Iterable

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Text that is HTML already, made by `tag` and its siblings only."""

    __slots__ = ()


def tag(name: str, /, *inside: object, **attributes: object) -> Html:
    """`tag("a", "here", class_="x", data_ts="1")`; an attribute that is None or False is left out, True stands bare."""
    opening = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(opening if name in VOID else f"{opening}{join(inside)}</{name}>")


def join(parts: Iterable[object], between: str = "") -> Html:
    return Html(between.join(escaped(part) for part in parts))


def escaped(part: object) -> Html:
    if isinstance(part, Html):
        return part
    return Html("" if part is None or part is False else html.escape(str(part)))


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
