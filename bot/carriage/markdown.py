"""Markdown as far as records need it: front matter, and sections by their titles, without code and comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.carriage.front_matter import front_matter
from bot.carriage.prose import BULLET, LONGEST_SECTION, named, plain, uncommented

LONGEST_FILE = 2_000_000  # characters; a longer one is no record
MOST_SECTIONS = 1_000
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>.*?)[ \t#]*$")
RULE = re.compile(r"^ {0,3}(?:=+|-{2,})\s*$")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")


@dataclass
class Section:
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
    sections: list[Section]

    @property
    def title(self) -> Section | None:
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

    def _from(self, names: Sequence[str]) -> list[Section]:
        found = (number for number, section in enumerate(self.sections) if section.name in names)
        return self.sections[next(found, len(self.sections)) :]

    def has(self, *names: str) -> bool:
        return bool(self._from(names))


def parsed(text: str) -> Document:
    """Its sections, without comments and blocks of code."""
    lines = uncommented(text[:LONGEST_FILE].replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    front, start = front_matter(lines)
    sections = [Section("", 0, start + 1)]
    for number, line, is_code in numbered(lines, start):
        heading = None if is_code or len(sections) > MOST_SECTIONS else _heading(lines, number)
        if heading:
            sections.append(Section(heading[1], heading[0], number + 1))
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


def _whole(sections: Sequence[Section]) -> Iterator[str]:
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
