"""Markdown as far as records need it: front matter, and what stands under each heading, line by line, without code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_FILE = 2_000_000  # characters; a longer one is no record
LONGEST_SECTION = 20_000  # characters; ten times what a record keeps
MOST_SECTIONS = 1_000
READER = MarkdownIt("commonmark", {"html": True}).enable("table")
READER.disable(["html_block", "reference", "autolink"])  # these stay as they are written, like <bo@x.example>
READER.core.ruler.enableOnly(["normalize", "block"])  # emphasis and links are read where they are asked for
MARKS = re.compile(r"[\\`*_\[<&]")  # a text without them is plain already
READ = ("text", "text_special", "code_inline", "image", "softbreak", "hardbreak")  # what of a line a person reads
ADDRESS = re.compile(r"<(https?://[^\s<>]{1,2000})>")
FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?P<fields>(?:.*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FIELD = re.compile(
    r"^[ \t]*[>|]?[ \t]*[*_]{0,3}(?P<key>[A-Za-z][A-Za-z \-/()]{1,40}?)[*_]{0,3}"
    r"[ \t]*[:|][ \t]*[*_]{0,3}(?P<value>.*)$"
)


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, the beginning of a list's item, or a row of a table. `text` is as it is written."""

    line: int  # of the file, counted from 1
    text: str
    level: int = 0  # of a heading; else 0
    marker: str = ""  # of an item: "*", "2."
    depth: int = 0  # how many lists it stands in

    @property
    def below(self) -> int:
        """The number of the line below it."""
        return self.line + self.text.count("\n") + 1


@dataclass(frozen=True)
class MarkdownSection:
    """A heading and what stands under it, down to the next heading of any level."""

    heading: Block = Block(0, "")  # of the level 0: what stands before the first heading
    blocks: list[Block] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """By which it is looked up."""
        return named(self.heading.text)


@dataclass(frozen=True)
class Document:
    """`front` are the fields of the front matter."""

    front: dict[str, str]
    blocks: tuple[Block, ...]

    @cached_property
    def sections(self) -> list[MarkdownSection]:
        found = [MarkdownSection()]
        for block in self.blocks:
            if block.level and len(found) <= MOST_SECTIONS:
                found.append(MarkdownSection(block))
            else:
                found[-1].blocks.append(block)
        return found

    @cached_property
    def head(self) -> dict[str, str]:
        """The fields of the front matter, and of the lines above the first section under the title."""
        above = [block for section in self.sections if section.heading.level <= 1 for block in section.blocks]
        return {**fields(written(above)), **{name: value for name, value in self.front.items() if value}}

    @property
    def title(self) -> str | None:
        return next((block.text for block in self.blocks if block.level == 1), None)

    def has(self, *names: str) -> bool:
        return any(section.name in names for section in self.sections)

    def directly_under(self, *names: str) -> list[Block]:
        """What stands in the first section with one of these titles, without the sections below it."""
        return next((section.blocks for section in self.sections if section.name in names), [])

    def under(self, *names: str) -> list[Block]:
        """What stands in the first section with one of these titles, and in the sections below it."""
        left = iter(self.sections)
        first = next((section for section in left if section.name in names), MarkdownSection())
        below = takewhile(lambda section: section.heading.level > first.heading.level, left)
        return [*first.blocks, *(block for section in below for block in (section.heading, *section.blocks))]


def parsed(text: str) -> Document:
    """Without comments and blocks of code."""
    text = uncommented(text[:LONGEST_FILE].replace("\r\n", "\n").replace("\r", "\n"))
    front = FRONT.match(text)
    start = front.end() if front else 0
    blocks = _blocks(text[start:], 1 + text.count("\n", 0, start))
    return Document(_front_matter(front["fields"]) if front else {}, tuple(blocks))


def plain(text: str) -> str:
    """The text without links' targets, emphasis and tags, as a person reads it."""
    text = text[:LONGEST_SECTION]
    if not MARKS.search(text):
        return text
    tokens: list[Token] = []
    READER.inline.parse(ADDRESS.sub(r"\1", text), READER, {}, tokens)
    return "".join("\n" if "break" in token.type else token.content for token in tokens if token.type in READ)


def joined(blocks: Sequence[Block]) -> str:
    """As a person reads it: a paragraph is a line, and so is an item; what stood apart stands apart."""
    said, below = "", 0
    for block in blocks:
        marker = "  " * (block.depth - 1) + f"{block.marker} " if block.marker else ""
        said += "\n" if block.line == below else "\n\n"
        said += marker + _line(block) + (":" if block.level else "")
        below = block.below
        if len(said) > LONGEST_SECTION:
            break
    return said.strip()


def _line(block: Block) -> str:
    return " ".join(plain(block.text).split("\n"))


def written(blocks: Sequence[Block]) -> list[str]:
    """Their lines, with links and emphasis."""
    return [line for block in blocks for line in block.text.split("\n")]


def fields(lines: Sequence[str]) -> dict[str, str]:
    """Lines such as "Date: 2024-03-31", "**Deciders**: Ada", "| Status | accepted |"."""
    found: dict[str, str] = {}
    for line in lines:
        if told := FIELD.match(line[:1_000]):
            found.setdefault(named(told["key"]), told["value"].strip(" |*_\t"))
    return found


def items(blocks: Sequence[Block]) -> list[str]:
    """The entries of the lists among these, without those inside them."""
    entries = [block for block in blocks if block.marker]
    outermost = min((block.depth for block in entries), default=0)
    return [_line(block) for block in entries if block.depth == outermost and block.text]


def named(title: str) -> str:
    """A title in small letters, without numbers and signs: "2. Considered Options:" is "considered options"."""
    return " ".join(re.sub(r"[^a-z ]+", " ", plain(title[:200]).casefold()).split())


def uncommented(text: str) -> str:
    """The text without <!-- what is meant for whoever edits it -->; the lines below keep their numbers."""
    first, *others = text.split("<!--")
    kept = [first]
    for other in others:
        comment, is_closed, after = other.partition("-->")
        kept += ["\n" * comment.count("\n"), after] if is_closed else ["<!--", other]
    return "".join(kept)


def _blocks(source: str, first: int) -> Iterator[Block]:
    """Whatever holds text; `first` is the number of the first line."""
    lines, opening, marker, depth = source.split("\n"), Token("", "", 1), "", 0
    for token in READER.parse(source):
        line = first + token.map[0] if token.map else 0
        if token.type.endswith(("_list_open", "_list_close")):
            depth += token.nesting
        elif token.type.startswith("list_item"):
            marker = token.info + token.markup if token.nesting == 1 else ""
        elif token.type in ("tr_open", "code_block"):  # what is only indented is text: code stands between fences
            yield Block(line, token.content.rstrip("\n") or lines[line - first].strip(), depth=depth)
        elif token.type == "inline" and opening.tag not in ("td", "th"):
            yield from _block(Block(line, token.content, _level(opening), marker, depth), opening)
            marker = ""
        opening = token if token.nesting == 1 else opening


def _block(block: Block, opening: Token) -> Iterator[Block]:
    """Of a heading that is underlined the last line is the title; the others are what stood above it."""
    above, is_several, title = block.text.rpartition("\n")
    if opening.type == "heading_open" and is_several:
        yield replace(block, text=above, level=0)
        block = Block(block.line + above.count("\n") + 1, title, block.level, depth=block.depth)
    yield block


def _level(opening: Token) -> int:
    return int(opening.tag[1]) if opening.type == "heading_open" else 0


def _front_matter(written: str) -> dict[str, str]:
    """Its fields, lists in one line or below."""
    found: dict[str, str] = {}
    key = ""
    for line in written.split("\n"):
        if line.strip().startswith("- ") and key:
            found[key] = "; ".join(filter(None, (found[key], _value(line.strip()[2:]))))
        elif ":" in line and not line.startswith((" ", "#")):
            name, _, value = line.partition(":")
            key = named(name)
            found[key] = _value(value)
    return found


def _value(written: str) -> str:
    written = re.sub(r"\s#.*$", "", written.strip()[:1_000]).strip()
    if written.startswith("[") and written.endswith("]") and "](" not in written:
        return "; ".join(each.strip(" \"'") for each in written[1:-1].split(","))
    return written.strip("\"'")
