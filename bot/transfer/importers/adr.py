"""Markdown decision records: MADR and the usual forms of architecture decision records."""

import re
from datetime import date
from pathlib import Path

from bot.transfer.importers.fields import address, moment, person, within
from bot.transfer.importers.found import ImportRecord, Item, Skipped, Someone, worded
from bot.transfer.importers.markdown import Document, fields, items, parsed, plain
from bot.transfer.importers.statuses import DecisionStatus, references, standing

DECISION = ("decision", "decision outcome", "decisions", "outcome", "resolution", "the decision")
CONTEXT = (
    *("context", "context and problem statement", "problem statement", "problem", "issue", "background"),
    *("context and problem", "context problem statement", "motivation", "introduction", "summary"),
)
REASON = ("rationale", "argument", "arguments", "justification", "reasoning", "reasons", "why", "decision rationale")
CONSEQUENCES = ("consequences", "implications", "positive consequences", "results", "impact")
OPTIONS = (
    *("considered options", "options", "alternatives", "alternatives considered", "options considered"),
    *("considered alternatives", "positions", "other options", "options not taken", "pros and cons of the options"),
)
PEOPLE = (
    *("deciders", "decision makers", "decision maker", "decided by", "authors", "author", "owner"),
    *("participants", "who"),
)
DATED = ("date", "decided on", "decided", "date decided", "decision date", "last updated", "created", "created on")
STATUS = ("status", "state")
REPLACES = re.compile(r"\b(?:super[sc]edes|replaces)\b[\s:]*(?P<what>.{1,300})", re.IGNORECASE)
CHOSEN = re.compile(
    r"^\W*chosen (?:option|alternative)s?\s*:?\s*[\"“']?(?P<what>.{1,500}?)[\"”']?\s*"
    r"(?:[,.]?\s*because:?\s*(?P<why>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
NUMBERED = re.compile(
    r"^\s*\[?(?:adr|ad|decision|rfc|madr)?[\s\-#]*(?P<number>\d{1,6})(?:\s*[.:)\-–—]|\])\s*",  # noqa: RUF001
    re.IGNORECASE,
)
LABEL = re.compile(r"^(?:architectur(?:e|al) )?decision record(?:s? for|:| -)\s+", re.IGNORECASE)
FILE_NUMBER = re.compile(r"^(?:adr|ad|decision|rfc)?[\s\-_]*(?P<number>\d{1,6})(?!\d)", re.IGNORECASE)
TEMPLATE = re.compile(r"^\s*[\[{<(]|\{\s*(?:proposed|title|short)|\[(?:short |proposed \|)|template", re.IGNORECASE)


def is_one(document: Document) -> bool:
    """Whether a file is a decision record: it has a title, a decision, and a status or a context."""
    return (
        document.title is not None and document.has(*DECISION) and (bool(_status(document)) or document.has(*CONTEXT))
    )


def record(path: Path, text: str, where: str) -> Item:
    document = parsed(text)
    title = document.title
    if title is None or not is_one(document):
        return Skipped(where, "no decision record: it has no heading for a decision beside a status or a context")
    written = _status(document)
    name = _title(title.title)
    if TEMPLATE.search(name) or TEMPLATE.search(written) or "template" in path.stem.casefold():
        return Skipped(where, "it is a template")
    status = standing(written)
    if status.undecided:
        return Skipped(where, f"its status is “{status.undecided}”, so it is not decided")
    return _found(document, name, written, status, path, where)


def _found(document: Document, name: str, written: str, status: DecisionStatus, path: Path, where: str) -> ImportRecord:
    what, taken, because = _decided(name, document.directly_under(*DECISION) or document.under(*DECISION))
    reasons = (because, document.under(*REASON), document.under(*CONTEXT), document.under(*CONSEQUENCES))
    replaces, day = REPLACES.search(written), _day(document, written, path)
    return ImportRecord(
        where=where,
        identity="\x1f".join(("record", path.stem, name, str(day or ""))),  # many begin with the same first record
        people=_people(document),
        decided=day,
        ended=status.ended,
        names=_names(path, document.title.title if document.title else ""),
        replaces=references(replaces["what"]) if replaces else (),
        replaced_by=status.replaced_by,
        link=address(_meta(document, ("link", "url", "source"))),
        **worded(what, "\n\n".join(dict.fromkeys(filter(None, reasons))), _options(document, taken)),
    )


def _decided(title: str, section: str) -> tuple[str, str, str]:
    """What was decided, the title first, for it says what it is about; which option that is; and further reasons."""
    first, _, rest = section.partition("\n\n")
    chosen = CHOSEN.match(first[:2_000])
    if chosen:
        option = chosen["what"].strip()
        is_told = _key(option) and _key(option) in _key(title)
        why = "\n\n".join(filter(None, (chosen["why"], rest.strip())))
        return (title if is_told else f"{title}: {option}"), option, why
    return (f"{title}: {first}" if first else title), title, rest.strip()


def _options(document: Document, taken: str) -> str:
    """What was considered and not taken."""
    considered = items(document.under(*OPTIONS)) or _lines(document.under(*OPTIONS))
    plain_ones = (plain(each) for each in considered)
    return "\n".join(each for each in plain_ones if not (_key(taken) and _key(each).startswith(_key(taken))))


def _key(text: str) -> str:
    """Letters and digits alone, to compare by."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _lines(text: str) -> list[str]:
    return [text] if text else []


def _status(document: Document) -> str:
    return _meta(document, STATUS) or document.raw(*STATUS)


def _meta(document: Document, names: tuple[str, ...]) -> str:
    """A field of the front matter, or of the lines above the first section under the title."""
    head = [line for section in document.sections if section.level <= 1 for line in section.lines]
    for found in (document.front, fields(head)):
        value = next((found[name] for name in names if found.get(name)), "")
        if value:
            return value
    return ""


def _day(document: Document, status: str, path: Path) -> date | None:
    """The day in its date, its status, its section of a date, or its file name."""
    written = plain(_meta(document, DATED)) or document.under(*DATED)
    return moment(written) or within(written) or _last(status) or within(path.stem)


def _last(status: str) -> date | None:
    days = [day for line in status.splitlines()[:20] if (day := within(line))]
    return days[-1] if days else None


def _people(document: Document) -> tuple[Someone, ...]:
    written = _meta(document, PEOPLE) or "; ".join(items(document.under(*PEOPLE)) or [document.under(*PEOPLE)])
    apart = re.split(r"[;,\n]|\band\b", plain(written)[:5_000])
    return tuple(someone for each in apart if not TEMPLATE.search(each) and (someone := person(each)))


def _title(heading: str) -> str:
    return LABEL.sub("", plain(NUMBERED.sub("", heading))).strip() or heading


def _names(path: Path, heading: str) -> tuple[str, ...]:
    """What other records call it: its file, its number with and without zeros, its title."""
    numbers = [found["number"] for found in (FILE_NUMBER.match(path.stem), NUMBERED.match(heading)) if found]
    short = [str(int(number)) for number in numbers]
    adr = [f"ADR-{number}" for number in (*numbers, *short)]
    return tuple(dict.fromkeys((path.name, path.stem, *numbers, *short, *adr)))
