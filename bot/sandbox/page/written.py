"""Rich text as people type it in a form: *bold*, lists, quotes, code; read into Slack's own form, and back.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from bot.sandbox.page.reader import Part, Reader
from bot.sandbox.people import typed
from bot.sandbox.workspace.directory import Directory

FENCE = re.compile(r"^```\n?(.*?)\n?```$", re.DOTALL | re.MULTILINE)
BULLET, NUMBER, QUOTE = re.compile(r"[•*-] +"), re.compile(r"\d{1,4}[.)] +"), re.compile(r"> ?")
STYLED = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?=\S)(?P<bold>[^*\n]*[^*\s])\*(?![\w*])"
    r"|(?<![\w_])_(?=\S)(?P<italic>[^_\n]*[^_\s])_(?![\w_])"
    r"|(?<![\w~])~(?=\S)(?P<strike>[^~\n]*[^~\s])~(?![\w~])"
)
MARKS = {"code": "`", "bold": "*", "italic": "_", "strike": "~"}


def as_rich_text(directory: Directory, text: str) -> Part:
    """What was typed, as a rich_text block."""
    pieces = FENCE.split(text.replace("\r\n", "\n"))
    parts: list[Part] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            parts.append({"type": "rich_text_preformatted", "elements": _plain(piece)})
        else:
            parts += _paragraphs(directory, piece.strip("\n"))
    return {"type": "rich_text", "elements": parts}


def _paragraphs(directory: Directory, text: str) -> Iterator[Part]:
    for kind, lines in groupby(text.split("\n") if text else (), key=_kind):
        yield KINDS[kind](directory, list(lines))


def _kind(line: str) -> str:
    found = ((name, pattern) for name, pattern in (("bullet", BULLET), ("ordered", NUMBER), ("quote", QUOTE)))
    return next((name for name, pattern in found if pattern.match(line)), "words")


def _words(directory: Directory, lines: list[str]) -> Part:
    return {"type": "rich_text_section", "elements": _inline(directory, "\n".join(lines))}


def _quote(directory: Directory, lines: list[str]) -> Part:
    words = "\n".join(QUOTE.sub("", line, count=1) for line in lines)
    return {"type": "rich_text_quote", "elements": _inline(directory, words)}


def _list(style: str, mark: re.Pattern[str]) -> Callable[[Directory, list[str]], Part]:
    def build(directory: Directory, lines: list[str]) -> Part:
        rows = [_words(directory, [mark.sub("", line, count=1)]) for line in lines]
        return {"type": "rich_text_list", "style": style, "indent": 0, "elements": rows}

    return build


KINDS: dict[str, Callable[[Directory, list[str]], Part]] = {
    "bullet": _list("bullet", BULLET),
    "ordered": _list("ordered", NUMBER),
    "quote": _quote,
    "words": _words,
}


def _inline(directory: Directory, text: str) -> list[Part]:
    elements: list[Part] = []
    end = 0
    for found in STYLED.finditer(text):
        elements += _marked(directory, text[end : found.start()])
        name = str(found.lastgroup)
        elements.append({"type": "text", "text": found[name], "style": {name: True}})
        end = found.end()
    return elements + _marked(directory, text[end:])


def _marked(directory: Directory, text: str) -> list[Part]:
    """Names become mentions, addresses links."""
    stored = typed.rich_text(typed.marked(directory, text, literally=True), "")
    return list(stored["elements"][0]["elements"])


def _plain(text: str) -> list[Part]:
    return [{"type": "text", "text": text}] if text else []


def in_field(part: Part, reader: Reader) -> str:
    """What stands in a field for rich text before anybody types."""
    value = part.get("initial_value")
    return as_typed(value if isinstance(value, dict) else None, lambda id: reader.channels.get(id) or reader.person(id))


def as_typed(block: Part | None, names: Callable[[str], str]) -> str:
    """A rich_text block as it would be typed; `names` tells what people and channels are called."""
    return "\n".join(_typed(part, names) for part in (block or {}).get("elements", ()))


def _typed(part: Part, names: Callable[[str], str]) -> str:
    inside = part.get("elements", ())
    if part["type"] == "rich_text_list":
        rows = enumerate((_typed(each, names) for each in inside), 1)
        return "\n".join(f"{number}. {row}" if part.get("style") == "ordered" else f"• {row}" for number, row in rows)
    words = "".join(_word(each, names) for each in inside)
    if part["type"] == "rich_text_quote":
        return "\n".join(f"> {line}" for line in words.split("\n"))
    return f"```\n{words}\n```" if part["type"] == "rich_text_preformatted" else words


def _word(part: Part, names: Callable[[str], str]) -> str:
    kind = part["type"]
    if kind in ("user", "channel"):
        return f"{'@' if kind == 'user' else '#'}{names(str(part.get(f'{kind}_id')))}"
    if kind == "broadcast":
        return f"@{part.get('range')}"
    words = f":{part['name']}:" if kind == "emoji" else str(part.get("text") or part.get("url") or "")
    marks = "".join(mark for name, mark in MARKS.items() if (part.get("style") or {}).get(name))
    return f"{marks}{words}{marks[::-1]}"
