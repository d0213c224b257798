"""The part of Markdown that a `markdown` block is used for: headings, lists, quotes, tables, code, and styled words.

Source: https://docs.slack.dev/reference/block-kit/blocks/markdown-block
"""

import re
from collections.abc import Callable
from itertools import groupby

from bot.sandbox.page.brackets import link
from bot.sandbox.page.emoji import NAME, emoji
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.tags import Html, escaped, join, tag

FENCE = re.compile(r"^```\w*\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
ATOM = re.compile(
    rf"`(?P<code>[^`\n]+)`|\[(?P<label>[^\]\n]+)\]\((?P<url>[^)\s]{{1,2000}})\)|(?P<emoji>{NAME.pattern})"
)
HOLE = "\x00"  # stands for an atom while the words around it are marked

STYLES = tuple(
    (re.compile(rf"(?<!\w){mark}(?=\S)((?:(?!{mark}).)*(?!{mark})\S){mark}(?!\w)"), rf"<{name}>\1</{name}>")
    for mark, name in ((r"\*\*", "b"), ("__", "b"), (r"\*", "i"), ("_", "i"), ("~~", "s"))
)

TOO_DEEP = re.compile(r"^(?:> ?){4,}", re.MULTILINE)  # quotes within quotes within quotes
HEADING = re.compile(r"(#{1,6}) +(.*)")
LINE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})\s*")
KINDS = (
    ("heading", HEADING),
    ("line", LINE),
    ("bullets", re.compile(r"\s*[-*+] +")),
    ("numbers", re.compile(r"\s*\d+[.)] +")),
    ("quote", re.compile(r"> ?")),
    ("table", re.compile(r"\|")),
    ("gap", re.compile(r"\s*$")),
)


def markdown(text: str, reader: Reader) -> Html:
    pieces = FENCE.split(TOO_DEEP.sub("> > > ", text.replace(HOLE, "")))
    return join(tag("pre", piece) if odd % 2 else _paragraphs(piece, reader) for odd, piece in enumerate(pieces))


def _paragraphs(text: str, reader: Reader) -> Html:
    return join(SHOW[kind](list(lines), reader) for kind, lines in groupby(text.split("\n"), key=_kind))


def _kind(line: str) -> str:
    return next((kind for kind, pattern in KINDS if pattern.match(line)), "words")


def _words(lines: list[str], reader: Reader) -> Html:
    return tag("p", join((_inline(line, reader) for line in lines), "<br>"), dir="auto")


def _headings(lines: list[str], reader: Reader) -> Html:
    return join(_heading(line, reader) for line in lines)


def _heading(line: str, reader: Reader) -> Html:
    found = HEADING.match(line)
    return tag(f"h{min(len(found[1]) + 2, 6)}", _inline(found[2], reader)) if found else Html("")


def _list(name: str) -> Callable[[list[str], Reader], Html]:
    kinds = dict(KINDS)

    def show(lines: list[str], reader: Reader) -> Html:
        start = kinds["bullets" if name == "ul" else "numbers"]
        return tag(name, *(tag("li", _inline(start.sub("", line, count=1), reader)) for line in lines))

    return show


def _quote(lines: list[str], reader: Reader) -> Html:
    return tag("blockquote", _paragraphs("\n".join(re.sub("^> ?", "", line) for line in lines), reader))


def _table(lines: list[str], reader: Reader) -> Html:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    shown = [
        tag("tr", *(tag("td" if odd else "th", _inline(cell, reader)) for cell in row)) for odd, row in enumerate(rows)
    ]
    return tag("div", tag("table", *shown), class_="table")


def _inline(line: str, reader: Reader) -> Html:
    atoms: list[Html] = []

    def keep(found: re.Match[str]) -> str:
        atoms.append(_atom(found, reader))
        return HOLE

    words: str = escaped(ATOM.sub(keep, line))
    for pattern, marked in STYLES:
        words = pattern.sub(marked, words)
    holes = iter(atoms)
    return Html(re.sub(HOLE, lambda _: next(holes), words))


def _atom(found: re.Match[str], reader: Reader) -> Html:
    if found["code"]:
        return tag("code", found["code"])
    if found["url"]:
        return link(found["url"], found["label"], reader)
    return escaped(emoji(found["emoji"].strip(":")) or found[0])


SHOW: dict[str, Callable[[list[str], Reader], Html]] = {
    "heading": _headings,
    "line": lambda lines, reader: tag("hr"),
    "bullets": _list("ul"),
    "numbers": _list("ol"),
    "quote": _quote,
    "table": _table,
    "gap": lambda lines, reader: Html(""),
    "words": _words,
}
