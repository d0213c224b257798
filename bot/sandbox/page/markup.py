"""Slack's own markup as HTML: what people wrote, escaped, with bold, lists, links, mentions, dates and emoji.

Source: https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterator
from itertools import groupby

from bot.sandbox.page.brackets import angle, link, unescaped
from bot.sandbox.page.emoji import NAME, emoji
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, escaped, join, tag

FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
CODE = r"`[^`\n]+`"
ANGLE = r"<[^<>\n]+>"
BARE_LINK = r"\bhttps?://[^\s<>|\x00]*[^\s<>|\x00.,;:!?)\]}'\"*_~`]"
ATOM = re.compile(f"(?P<code>{CODE})|(?P<angle>{ANGLE})|(?P<link>{BARE_LINK})|(?P<emoji>{NAME.pattern})")
HOLE = "\x00"  # stands for an atom while the words around it are marked; no text can bring its own

STYLES = tuple(
    (re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^\n{mark}]*[^\s{mark}]){mark}(?![\w{mark}])"), rf"<{name}>\1</{name}>")
    for mark, name in ((r"\*", "b"), ("_", "i"), ("~", "s"))
)  # each reads on to the next such mark only: the time grows with the text, whatever is in it

BULLET = re.compile(r"^[•◦▪-] +")
QUOTE = re.compile(r"^(?:&gt;|>) ?")
QUOTE_REST = re.compile(r"^(?:&gt;|>){3,} ?", re.MULTILINE)  # from here to the end
DEEPEST = 3  # quotes within quotes; deeper ones are words


def mrkdwn(text: str, reader: Reader) -> Html:
    """A whole text, several lines and all."""
    pieces = FENCE.split(_clean(text))
    shown = [tag("pre", unescaped(piece)) if odd % 2 else _lines(piece, reader) for odd, piece in enumerate(pieces)]
    return join(shown)


def inline(text: str, reader: Reader) -> Html:
    """One line of it."""
    atoms: list[Html] = []

    def keep(found: re.Match[str]) -> str:
        atoms.append(_atom(found, reader))
        return HOLE

    words: str = escaped(unescaped(ATOM.sub(keep, text)))
    for pattern, marked in STYLES:
        words = pattern.sub(marked, words)
    holes = iter(atoms)
    return Html(re.sub(HOLE, lambda _: next(holes), words))


def only_emoji(text: str) -> bool:
    """Whether nothing but a few emoji was said: those are shown large."""
    names = [found[1] for found in NAME.finditer(text)]
    return 0 < len(names) <= 8 and not NAME.sub("", text).strip() and all(emoji(name) for name in names)


def _clean(text: str) -> str:
    return text.replace(HOLE, "").replace("\r\n", "\n")


def _lines(text: str, reader: Reader, depth: int = 0) -> Html:
    if depth >= DEEPEST:
        return _words(text.split("\n"), reader)
    before, *rest = QUOTE_REST.split(text, maxsplit=1)
    shown = [_group(kind, list(lines), reader, depth) for kind, lines in groupby(_without_edges(before), key=_kind)]
    quoted = [tag("blockquote", _lines(rest[0], reader, depth + 1))] if rest else []
    return join([*shown, *quoted])


def _without_edges(text: str) -> Iterator[str]:
    """The lines; the break that only separates a paragraph from a code block is not shown."""
    return iter(text.strip("\n").split("\n") if text.strip("\n") else ())


def _kind(line: str) -> str:
    return "quote" if QUOTE.match(line) else "list" if BULLET.match(line) else "words"


def _group(kind: str, lines: list[str], reader: Reader, depth: int) -> Html:
    if kind == "list":
        return tag("ul", *(tag("li", inline(BULLET.sub("", line), reader)) for line in lines))
    if kind == "quote":
        return tag("blockquote", _lines("\n".join(QUOTE.sub("", line) for line in lines), reader, depth + 1))
    return _words(lines, reader)


def _words(lines: list[str], reader: Reader) -> Html:
    return tag("div", join((inline(line, reader) for line in lines), "<br>"), class_="words", dir="auto")


def _atom(found: re.Match[str], reader: Reader) -> Html:
    match found.lastgroup:
        case "code":
            return tag("code", unescaped(found[0][1:-1]))
        case "angle":
            return angle(found[0][1:-1], reader)
        case "link":
            url = unescaped(found[0])
            return link(url, url, reader)
    return escaped(emoji(*NAME.fullmatch(found[0]).groups()) or found[0])  # type: ignore[union-attr]  # it matched
