"""The export as a book in Markdown: a chapter a year, and an index that leads to every decision."""

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from bot.transfer.exporters import scope
from bot.transfer.exporters.scope import ExportScope
from bot.transfer.importers.fields import address
from storage.decisions import Decision
from storage.members import said_name
from storage.search import records
from storage.search.records import DecisionRecord

INDEX = "index.md"
LONGEST_ENTRY = 120  # characters of a decision in the index
SIGNS = re.compile(r"([\\`*_\[\]|~])")
OPENING = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]))")  # what begins a heading, a list or a rule


def write(db: Session, contents: ExportScope, folder: Path) -> int:
    """Write the chapters and the index into an empty folder; how many decisions there are."""
    names, zone, count = scope.names(db), contents.own.zone, 0
    index: dict[int, list[str]] = {}
    for page in scope.pages(db, contents):
        for record in records.of(db, page):
            year = record.decision.decided_at.astimezone(zone).year
            _append(folder / f"{year}.md", f"# {year}\n", _chapter(record, names, zone))
            index.setdefault(year, []).append(_entry(record.decision, zone))
        count += len(page)
    lines = [f"# {escaped(_title(contents))}", "", f"{count} decisions.", ""]
    for year in sorted(index, reverse=True):
        lines += [f"## [{year}]({year}.md)", "", *reversed(index[year]), ""]
    (folder / INDEX).write_text("\n".join(lines), encoding="utf-8")
    return count


def escaped(text: str) -> str:
    """People's words as Markdown that shows them as they are: no tag, link, heading or list can come out of them."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return OPENING.sub(_held, SIGNS.sub(r"\\\1", plain))


def _held(opening: re.Match[str]) -> str:
    space, sign = opening.groups()
    return f"{space}&#{ord(sign[0])};{sign[1:]}"


def _title(contents: ExportScope) -> str:
    part = f", as far as {contents.partner.name} took part in them" if contents.partner else ""
    seen = f", as far as {contents.person.name} may see them" if contents.person else ""
    return f"Decisions of {contents.own.name}{part}{seen}"


def _append(path: Path, heading: str, text: str) -> None:
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{heading}\n{text}" if is_new else text)


def _chapter(record: DecisionRecord, names: dict[str, str], zone: tzinfo) -> str:
    decision = record.decision
    parts = [
        f'<a id="d-{decision.number}"></a>\n\n## D-{decision.number}{_state(decision)}',
        _paragraphs(decision.text),
        *_labelled("Why", decision.reason or "no reason was given"),
        *_labelled("Not taken", decision.options),
        *_labelled("Withdrawn", decision.withdrawn_because if decision.withdrawn_at else ""),
        "\n".join(f"- {fact}" for fact in _facts(record, names, zone)),
    ]
    return "\n\n".join(parts) + "\n\n"


def _facts(record: DecisionRecord, names: dict[str, str], zone: tzinfo) -> Iterator[str]:
    decision = record.decision
    yield f"Decided on {decision.decided_at.astimezone(zone):%Y-%m-%d} by {', '.join(_people(record, names))}"
    for label, number in (("Replaced by", decision.superseded_by), ("Replaces", decision.supersedes)):
        if number:
            yield f"{label} D-{number}"
    if decision.review_on:
        yield f"To be reviewed on {decision.review_on}"
    if link := address(decision.source_link or decision.post_link or ""):
        yield f"<{link}>"
    if decision.imported_from:
        yield f"Imported from {escaped(decision.imported_from)}"


def _people(record: DecisionRecord, names: dict[str, str]) -> Sequence[str]:
    called = [(said_name(each.person) or names.get(each.person, each.person), each.partner) for each in record.people]
    return [escaped(name) + (f" ({escaped(partner)})" if partner else "") for name, partner in called]


def _entry(decision: Decision, zone: tzinfo) -> str:
    day = f"{decision.decided_at.astimezone(zone):%Y-%m-%d}"
    flat = " ".join(decision.text.split())
    short = flat if len(flat) <= LONGEST_ENTRY else f"{flat[: LONGEST_ENTRY - 1]}…"
    chapter = f"{decision.decided_at.astimezone(zone).year}.md#d-{decision.number}"
    return f"- {day} [D-{decision.number}]({chapter}){_state(decision)} {escaped(short)}"


def _state(decision: Decision) -> str:
    if decision.withdrawn_at:
        return " (withdrawn)"
    return f" (replaced by D-{decision.superseded_by})" if decision.superseded_by else ""


def _labelled(label: str, text: str) -> list[str]:
    return [f"**{label}:** {_paragraphs(text)}"] if text else []


def _paragraphs(text: str) -> str:
    return "\n\n".join(escaped(line.strip()) for line in text.split("\n") if line.strip())
