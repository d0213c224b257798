"""Prose out of Markdown: words as a person reads them, list items, fields in lines."""

import re
from collections.abc import Sequence

LONGEST_SECTION = 20_000  # characters; ten times what a record keeps
BULLET = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?P<text>.*)$")
FIELD = re.compile(
    r"^[ \t]*(?:[-*+>|][ \t]*)?[*_]{0,3}(?P<key>[A-Za-z][A-Za-z \-/()]{1,40}?)[*_]{0,3}"
    r"[ \t]*[:|][ \t]*[*_]{0,3}(?P<value>.*)$"
)
LINK = re.compile(r"!?\[(?P<label>[^\]\n]{0,300})\]\((?P<target>[^)\s]{0,500})(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3}|`+)(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*])")
WRAPPED = re.compile(r"(?<=\S)[ \t]*\n(?!\s*(?:[-*+>|#]|\d{1,3}[.)])|[ \t]*(?:\n|$))[ \t]*")
HTML = re.compile(r"</?[a-zA-Z][^<>\n@]{0,200}>")


def plain(text: str) -> str:
    """The text without links' targets, emphasis and tags, as a person reads it."""
    text = HTML.sub("", LINK.sub(lambda link: link["label"], text[:LONGEST_SECTION]))
    text = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", text))
    return re.sub(r"\n{3,}", "\n\n", WRAPPED.sub(" ", text)).strip()


def named(title: str) -> str:
    """A title in small letters, without numbers and signs: "2. Considered Options:" is "considered options"."""
    return " ".join(re.sub(r"[^a-z ]+", " ", plain(title[:200]).casefold()).split())


def fields(lines: Sequence[str]) -> dict[str, str]:
    """Lines such as "Date: 2024-03-31", "* Status: accepted", "**Deciders**: Ada", "| Status | accepted |"."""
    found: dict[str, str] = {}
    for line in lines:
        written = FIELD.match(line[:1_000])
        if written:
            found.setdefault(named(written["key"]), written["value"].strip(" |*_\t"))
    return found


def items(text: str) -> list[str]:
    """The entries of the lists in a text, without those inside them."""
    bullets = [bullet for line in text.split("\n") if (bullet := BULLET.match(line))]
    found = [(len(bullet["indent"].expandtabs(4)), bullet["text"].strip()) for bullet in bullets]
    outermost = min((indent for indent, _ in found), default=0)
    return [text for indent, text in found if indent <= outermost + 1 and text]


def uncommented(text: str) -> str:
    """The text without <!-- what is meant for whoever edits it -->."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]  # the lines below keep their numbers
        at = end + 3
    return "".join((*kept, text[at:]))
