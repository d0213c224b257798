"""Files in the conversation: pictures that this sandbox keeps are shown, everything else is named and linked."""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.page.icons import icon
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, join, tag

Part = dict[str, Any]
SIZES = ((1 << 20, "MB"), (1 << 10, "kB"))


def files(parts: Iterable[Part], reader: Reader) -> Html:
    shown = [_file(part, reader) for part in parts]
    return tag("div", *shown, class_="files") if shown else Html("")


def _file(part: Part, reader: Reader) -> Html:
    name, here = str(part.get("title") or part.get("name") or "A file"), reader.kept(str(part.get("url_private", "")))
    if here is None:
        return tag("span", icon("file"), tag("b", name), class_="file")
    if str(part.get("mimetype", "")).startswith("image/"):
        picture = tag("img", src=here, alt=part.get("alt_txt") or name, class_="picture", loading="lazy")
        return tag("figure", tag("figcaption", name), tag("a", picture, href=here, target="_blank"), class_="shown")
    words = (tag("b", name), tag("small", size(int(part.get("size", 0)))))
    return tag("a", icon("file"), tag("span", *words), href=here, target="_blank", class_="file")


def size(number: int) -> str:
    """12 kB."""
    return next((f"{number / unit:.3g} {name}" for unit, name in SIZES if number >= unit), f"{number} bytes")


def names(parts: Iterable[Part]) -> Html:
    """The files that stand in a field."""
    return join(tag("span", icon("file"), part.get("name"), class_="chip", data_file=part.get("id")) for part in parts)
