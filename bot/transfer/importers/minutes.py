"""Meeting minutes in Markdown: marked decisions and actions, who was there, and on which day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.text import reasons
from bot.transfer.importers.fields import person, within
from bot.transfer.importers.found import COMMITMENT, DECISION, ImportRecord, Item, Skipped, Someone, worded
from bot.transfer.importers.markdown import BULLET, HEADING, RULE, named, numbered, plain, uncommented

MARKED = re.compile(
    r"^\s*(?:[-*+>]\s*|\d{1,3}[.)]\s*)*(?:\[[ xX]\]\s*)?[*_`]{0,3}"
    r"(?:#(?P<tag>agreed|decision|decided|resolved|action|todo)\b:?"
    r"|(?P<word>resolutions?|resolved|decisions?|decided|agreed|agreement|action(?: items?| points?)?|todo|to do|ai)"
    r"(?:\s*[#-]?\s*\d{1,4})?\s*[*_`]{0,3}\s*:)"
    r"[*_`]{0,3}\s*(?P<text>.*)$",
    re.IGNORECASE,
)
LABEL = r"^\s*(?:[-*+>]\s*)?[*_]{0,3}(?:%s)[*_]{0,3}\s*:[*_]{0,3}\s*"
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


@dataclass
class _Open:
    """A decision or an action whose lines are still being read."""

    line: int
    kind: str
    indent: int
    lines: list[str]
    meeting: _Meeting
    why: str = ""


def records(path: Path, text: str, where: str) -> Iterator[Item]:
    """Everything that is marked: "RESOLUTION:", "Decision:", "#agreed", "ACTION:", and lists of decisions."""
    meeting = _Meeting(within(path.stem.replace("_", "-")))
    lines = uncommented(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    current: _Open | None = None
    for number, line, is_code in numbered(lines):
        opened = None if is_code else _begins(line, number + 1, meeting)
        if current and (opened or not _goes_on(current, line)):
            yield _closed(current, path, where)
            current = None
        if not opened:
            _take_in(line, current, meeting, lines[number + 1 : number + 2], is_code=is_code)
        current = opened or current
    if current:
        yield _closed(current, path, where)


def _take_in(line: str, current: _Open | None, meeting: _Meeting, below: Sequence[str], *, is_code: bool) -> None:
    if current:
        _add(current, line)
    elif not is_code:
        _learn(meeting, line, below)


def _begins(line: str, number: int, meeting: _Meeting) -> _Open | None:
    line = line[:20_000]
    marked = MARKED.match(line)
    indent = len(line) - len(line.lstrip())
    here = replace(meeting)
    if marked and marked["text"].strip(" *_"):
        word = (marked["tag"] or marked["word"]).casefold()
        return _Open(number, _kind(word), indent, [marked["text"].strip()], here)
    bullet = BULLET.match(line)
    if bullet and not indent and meeting.section in (DECISION, COMMITMENT) and bullet["text"].strip():
        return _Open(number, meeting.section, indent, [re.sub(r"^\[[ xX]\]\s*", "", bullet["text"].strip())], here)
    return None


def _goes_on(current: _Open, line: str) -> bool:
    """A wrapped line, an indented one, or the scribe's dots; not an empty line, a heading or the next entry."""
    if not line.strip() or HEADING.match(line[:1_000]) or PRESENT.match(line[:1_000]):
        return False
    if WHY.match(line[:1_000]) or line.lstrip().startswith(("...", "…")):
        return True
    bullet = BULLET.match(line[:1_000])
    deeper = len(line) - len(line.lstrip()) > current.indent
    return deeper if bullet else True


def _add(current: _Open, line: str) -> None:
    why = WHY.match(line[:20_000])
    if why and why["why"].strip():
        current.why = why["why"].strip()
    else:
        current.lines.append(line.strip().lstrip(".…").strip())


def _closed(current: _Open, path: Path, where: str) -> Item:
    place = f"{where}, line {current.line}"
    said = plain("\n".join(current.lines)).strip(" *_")
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


def _learn(meeting: _Meeting, line: str, below: Sequence[str]) -> None:
    """Take in what a line tells of the meeting."""
    line = line[:5_000]
    heading = HEADING.match(line)
    is_title = bool(line.strip()) and any(map(RULE.match, below))
    title = heading["title"] if heading else line if is_title else ""
    present = PRESENT.match(line)
    if title:
        meeting.day = within(plain(title)) or meeting.day
        meeting.section = _section(named(title))
    elif DATED.match(line):
        meeting.day = within(line) or meeting.day
    elif present:
        _meet(meeting, present["names"], first=present["role"].casefold().startswith("chair"))
    elif meeting.section == "people" and (bullet := BULLET.match(line)):
        _meet(meeting, bullet["text"])


def _section(title: str) -> str:
    if title in PEOPLE:
        return "people"
    if title in DECISIONS:
        return DECISION
    return COMMITMENT if title in ACTIONS else ""


def _meet(meeting: _Meeting, names: str, *, first: bool = False) -> None:
    apart = re.split(r"[;,]|\band\b", plain(re.sub(r"\([^()]*\)", "", names)))
    fresh = tuple(someone for each in apart if (someone := person(each)))
    both = (*fresh, *meeting.people) if first else (*meeting.people, *fresh)
    meeting.people = tuple(dict.fromkeys(both))[:MOST_PEOPLE]


def _kind(word: str) -> str:
    return COMMITMENT if word.startswith(("action", "todo", "to do", "ai")) else DECISION
