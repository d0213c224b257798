"""Meeting minutes in Markdown: marked decisions and actions, who was there, and on which day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.text import reasons
from bot.transfer.importers.fields import person, within
from bot.transfer.importers.found import COMMITMENT, DECISION, ImportRecord, Item, Skipped, Someone, worded
from bot.transfer.importers.markdown import LONGEST_SECTION, Block, Document, named, plain

MARKED = re.compile(
    r"^(?:[-*+>]\s*|\d{1,3}[.)]\s*)*(?:\[[ xX]\]\s*)?[*_]{0,3}"
    r"(?:#(?P<tag>agreed|decision|decided|resolved|action|todo)\b:?"
    r"|(?P<word>resolutions?|resolved|decisions?|decided|agreed|agreement|action(?: items?| points?)?|todo|to do|ai)"
    r"(?:\s*[#-]?\s*\d{1,4})?\s*:)\s*(?P<said>.*)$",
    re.IGNORECASE,
)
TICK = re.compile(r"^\[[ xX]\]\s*")
ENTRY = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s")  # of a list, also of one that is indented too far
LABEL = r"^(?:%s)\s*:\s*"
PRESENT = re.compile(
    LABEL % "(?P<role>present|attendees|attending|attendance|participants|chair|chaired by|in attendance)"
    + "(?P<names>.*)$",
    re.IGNORECASE,
)
DATED = re.compile(LABEL % "date|when|held on|meeting date", re.IGNORECASE)
WHY = re.compile(LABEL % "why|reason|rationale|because" + "(?P<why>.*)$", re.IGNORECASE)
NAME = r"[A-Z][\w'’.-]{0,40}"  # noqa: RUF001
OWNER = re.compile(
    rf"^@?(?P<name>{NAME}(?: {NAME}){{0,2}})\s*(?::|-|–|—|\bto\b|\bwill\b)\s+(?P<rest>.+)$",  # noqa: RUF001
    re.DOTALL,
)
VERBS = (
    "add agree apply back bring change come commit continue convert do get give go hand invite keep listen look"
    " migrate move need port publish refer rename reply report respond return send speak submit subscribe switch"
    " talk tell translate try update upgrade want work write"
)
DOING = frozenset(VERBS.split(" "))
"""Verbs that "to" may follow at the beginning of an action: "Rename to v1" is nobody called Rename."""

ACTIONS = ("action", "actions", "action items", "action points", "todo", "to do", "ai", "next steps")
DECISIONS = ("decisions", "decision", "resolutions", "decisions made", "agreements", "agreed", "decisions taken")
PEOPLE = ("present", "attendees", "attending", "attendance", "participants", "in attendance")
MOST_PEOPLE = 60  # of one meeting


@dataclass
class _Meeting:
    """What is known of the meeting so far: its day, who was there, and which list we are in."""

    day: date | None
    people: tuple[Someone, ...] = ()
    section: str = ""


@dataclass(frozen=True)
class _Line:
    """A line of a block, as a person reads it."""

    number: int
    text: str
    block: Block

    @property
    def marker(self) -> str:
        """Of the item that begins here."""
        return self.block.marker if self.number == self.block.line else ""


@dataclass
class _Open:
    """A decision or an action whose lines are still being read."""

    first: _Line
    kind: str
    said: list[str]
    meeting: _Meeting
    below: int  # the number of the next line, if it goes on there
    why: str = ""


def records(path: Path, document: Document, where: str) -> Iterator[Item]:
    """Everything that is marked: "RESOLUTION:", "Decision:", "#agreed", "ACTION:", and lists of decisions."""
    meeting = _Meeting(within(path.stem.replace("_", "-")))
    current: _Open | None = None
    for line in _lines(document):
        opened = _begins(line, meeting)
        if current and (opened or not _goes_on(current, line)):
            yield _closed(current, path, where)
            current = None
        if current:
            _add(current, line)
        elif not opened:
            _learn(meeting, line)
        current = opened or current
    if current:
        yield _closed(current, path, where)


def _lines(document: Document) -> Iterator[_Line]:
    for name, value in document.front.items():
        yield _Line(0, f"{name}: {value}", Block(0, ""))
    for block in document.blocks:
        if block.text.startswith("<"):
            continue  # a page for browsers; what its tags mean is not told in Markdown
        for number, text in enumerate(block.text.split("\n"), block.line):
            yield _Line(number, plain(text).strip(), block)


def _begins(line: _Line, meeting: _Meeting) -> _Open | None:
    if line.block.level:
        return None
    marked = MARKED.match(line.text)
    if marked and marked["said"].strip(" *_"):
        kind, said = _kind((marked["tag"] or marked["word"]).casefold()), marked["said"]
    elif line.marker and line.block.depth == 1 and meeting.section in (DECISION, COMMITMENT) and line.text:
        kind, said = meeting.section, TICK.sub("", line.text)
    else:
        return None
    return _Open(line, kind, [said.strip()], replace(meeting), line.number + 1)


def _goes_on(current: _Open, line: _Line) -> bool:
    """A wrapped line, an item inside it, its reason, or the scribe's dots; not what stands apart, or the next entry."""
    if line.number != current.below or line.block.level or PRESENT.match(line.text):
        return False
    is_inside = line.block is current.first.block or line.block.depth > current.first.block.depth
    return is_inside or WHY.match(line.text) is not None or line.text.startswith(("...", "…"))


def _add(current: _Open, line: _Line) -> None:
    why = WHY.match(line.text)
    if why and why["why"].strip():
        current.why = why["why"].strip()
    else:
        item = f"{line.marker} {line.text}" if line.marker else line.text
        current.said.append(f"\n{item}" if ENTRY.match(item) else f" {item.lstrip('.…').strip()}")
    current.below = line.number + 1


def _closed(current: _Open, path: Path, where: str) -> Item:
    place = f"{where}, line {current.first.number}"
    said = "".join(current.said)[:LONGEST_SECTION].strip(" *_")
    day, people = current.meeting.day, current.meeting.people
    if not reasons.is_sentence(said):
        return Skipped(place, f"“{said[:40]}” is no sentence")
    parts = reasons.split(said) if current.kind == DECISION and not current.why else reasons.Wording(said, current.why)
    return ImportRecord(
        where=place,
        identity="\x1f".join(("minutes", day.isoformat() if day else path.stem, said)),
        kind=current.kind,
        people=_owner(said, people) if current.kind == COMMITMENT else people,
        decided=day,
        due_on=_due(said, day) if current.kind == COMMITMENT else None,
        is_proposal=current.kind == COMMITMENT,
        **worded(parts.text[:1].upper() + parts.text[1:], parts.reason),
    )


def _owner(said: str, people: Sequence[Someone]) -> tuple[Someone, ...]:
    """Who is to do it, as far as the line says so: "Julien to send the list". Nobody, rather than whoever was there.

    A first name stands for the one who was there and is called so.
    """
    named = OWNER.match(said[:2_000])
    if named is None or named["name"].casefold() in DOING:
        return ()
    called_so = [each for each in people if each.name.casefold().split()[:1] == [named["name"].casefold()]]
    someone = called_so[0] if len(called_so) == 1 else person(named["name"])
    return (someone,) if someone else ()


def _due(said: str, day: date | None) -> date | None:
    """A day that the action names, if it lies after the meeting."""
    due = within(said)
    return due if due and (day is None or due >= day) else None


def _learn(meeting: _Meeting, line: _Line) -> None:
    """Take in what a line tells of the meeting."""
    present = PRESENT.match(line.text)
    if line.block.level:
        meeting.day = within(line.text) or meeting.day
        meeting.section = _section(named(line.text))
    elif DATED.match(line.text):
        meeting.day = within(line.text) or meeting.day
    elif present:
        _meet(meeting, present["names"], first=present["role"].casefold().startswith("chair"))
    elif meeting.section == "people" and line.marker:
        _meet(meeting, line.text)


def _section(title: str) -> str:
    if title in PEOPLE:
        return "people"
    if title in DECISIONS:
        return DECISION
    return COMMITMENT if title in ACTIONS else ""


def _meet(meeting: _Meeting, names: str, *, first: bool = False) -> None:
    apart = re.split(r"[;,]|\band\b", re.sub(r"\([^()]*\)", "", names))
    fresh = tuple(someone for each in apart if (someone := person(each)))
    both = (*fresh, *meeting.people) if first else (*meeting.people, *fresh)
    meeting.people = tuple(dict.fromkeys(both))[:MOST_PEOPLE]


def _kind(word: str) -> str:
    return COMMITMENT if word.startswith(("action", "todo", "to do", "ai")) else DECISION
