"""Markdown as far as records need it: front matter, and sections by their titles, without code and comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

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


def front_matter(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The fields between two lines of dashes at the very top, lists in one line or below; and where the rest begins."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return {}, 0
    end = next((number for number in range(1, min(len(lines), 200)) if lines[number].rstrip() in ("---", "...")), 0)
    found: dict[str, str] = {}
    key = ""
    for line in lines[1:end]:
        if line.strip().startswith("- ") and key:
            found[key] = "; ".join(filter(None, (found[key], _value(line.strip()[2:]))))
        elif ":" in line and not line.startswith((" ", "#")):
            name, _, value = line.partition(":")
            key = named(name)
            found[key] = _value(value)
    return found, end + 1 if end else 0


def _value(written: str) -> str:
    written = re.sub(r"\s#.*$", "", written.strip()[:1_000]).strip()
    if written.startswith("[") and written.endswith("]") and "](" not in written:
        return "; ".join(each.strip(" \"'") for each in written[1:-1].split(","))
    return written.strip("\"'")


LONGEST_FILE = 2_000_000  # characters; a longer one is no record
MOST_SECTIONS = 1_000
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t#]*$")
RULE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")


@dataclass
class MarkdownSection:
    """A heading and the lines under it, down to the next heading of any level."""

    title: str
    level: int
    line: int
    lines: list[str] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """By which it is looked up; what stands before the first heading has none."""
        return named(self.title) if self.level else ""


@dataclass(frozen=True)
class Document:
    """`front` are the fields of the front matter; the first section is what stands before the first heading."""

    front: dict[str, str]
    sections: list[MarkdownSection]

    @property
    def title(self) -> MarkdownSection | None:
        return next((each for each in self.sections if each.level == 1), None)

    def under(self, *names: str) -> str:
        """The text of the first section with one of these titles, and of the sections below it."""
        return plain("\n".join(_whole(self._from(names))))

    def directly_under(self, *names: str) -> str:
        """The text of the first section with one of these titles, without the sections below it."""
        return plain("\n".join(line for section in self._from(names)[:1] for line in section.lines))

    def raw(self, *names: str) -> str:
        """The same as it is written, with its links."""
        return "\n".join(_whole(self._from(names)))[:LONGEST_SECTION]

    def _from(self, names: Sequence[str]) -> list[MarkdownSection]:
        found = (number for number, section in enumerate(self.sections) if section.name in names)
        return self.sections[next(found, len(self.sections)) :]

    def has(self, *names: str) -> bool:
        return bool(self._from(names))


def parsed(text: str) -> Document:
    """Its sections, without comments and blocks of code."""
    lines = uncommented(text[:LONGEST_FILE].replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    front, start = front_matter(lines)
    sections = [MarkdownSection("", 0, start + 1)]
    for number, line, is_code in numbered(lines, start):
        heading = None if is_code or len(sections) > MOST_SECTIONS else _heading(lines, number)
        if heading:
            sections.append(MarkdownSection(heading[1], heading[0], number + 1))
        elif not is_code and not _is_underline(lines, number):
            sections[-1].lines.append(line)
    return Document(front, sections)


def numbered(lines: Sequence[str], start: int = 0) -> Iterator[tuple[int, str, bool]]:
    """Each line with its index, and whether it is code."""
    fenced = False
    for number in range(start, len(lines)):
        is_fence = FENCE.match(lines[number]) is not None
        yield number, lines[number], fenced or is_fence
        fenced ^= is_fence


def _whole(sections: Sequence[MarkdownSection]) -> Iterator[str]:
    yield from (line for section in sections[:1] for line in section.lines)
    for section in sections[1:]:
        if section.level <= sections[0].level:
            return
        yield f"{section.title}:"
        yield from section.lines


def _heading(lines: Sequence[str], number: int) -> tuple[int, str] | None:
    """Level and title when this line is a heading, of either kind."""
    marked = HEADING.match(lines[number][:1_000])
    if marked:
        return len(marked["marks"]), marked["title"].strip()
    below = lines[number + 1] if number + 1 < len(lines) else ""
    if RULE.match(below) and _could_be_title(lines[number]):
        return (1 if "=" in below else 2), lines[number].strip()
    return None


def _is_underline(lines: Sequence[str], number: int) -> bool:
    return number > 0 and RULE.match(lines[number]) is not None and _could_be_title(lines[number - 1])


def _could_be_title(line: str) -> bool:
    return 0 < len(line.strip()) < 300 and not BULLET.match(line) and not line.lstrip().startswith(("|", ">"))
