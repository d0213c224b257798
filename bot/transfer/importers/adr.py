"""Markdown decision records: MADR and the usual forms of architecture decision records."""

import re
from datetime import date
from pathlib import Path

from bot.transfer.importers.fields import address, moment, person, references, standing, within
from bot.transfer.importers.found import ImportRecord, Item, Skipped, Someone, worded
from bot.transfer.importers.markdown import LONGEST_SECTION, Document, items, joined, plain, written

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


def record(path: Path, document: Document, where: str) -> Item:
    title = document.title
    if title is None or not is_one(document):
        return Skipped(where, "no decision record: it has no heading for a decision beside a status or a context")
    state = _status(document)
    name = _title(title)
    if TEMPLATE.search(name) or TEMPLATE.search(state) or "template" in path.stem.casefold():
        return Skipped(where, "it is a template")
    status = standing(state)
    if status.undecided:
        return Skipped(where, f"its status is “{status.undecided}”, so it is not decided")
    return _found(document, name, state, path, where)


def _found(document: Document, name: str, state: str, path: Path, where: str) -> ImportRecord:
    what, taken, because = _decided(name, joined(document.directly_under(*DECISION) or document.under(*DECISION)))
    reasons = (because, *(joined(document.under(*names)) for names in (REASON, CONTEXT, CONSEQUENCES)))
    status, replaces, day = standing(state), REPLACES.search(state), _day(document, state, path)
    return ImportRecord(
        where=where,
        identity="\x1f".join(("record", path.stem, name, str(day or ""))),  # many begin with the same first record
        people=_people(document),
        decided=day,
        ended=status.ended,
        names=_names(path, document.title or ""),
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
    considered = document.under(*OPTIONS)
    options = items(considered) or [joined(considered)]
    return "\n".join(each for each in options if not (_key(taken) and _key(each).startswith(_key(taken))))


def _key(text: str) -> str:
    """Letters and digits alone, to compare by."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _status(document: Document) -> str:
    return _meta(document, STATUS) or "\n".join(written(document.under(*STATUS)))[:LONGEST_SECTION]


def _meta(document: Document, names: tuple[str, ...]) -> str:
    return next((value for name in names if (value := document.head.get(name))), "")


def _day(document: Document, status: str, path: Path) -> date | None:
    """The day in its date, its status, its section of a date, or its file name."""
    dated = plain(_meta(document, DATED)) or joined(document.under(*DATED))
    return moment(dated) or within(dated) or _last(status) or within(path.stem)


def _last(status: str) -> date | None:
    days = [day for line in status.splitlines()[:20] if (day := within(line))]
    return days[-1] if days else None


def _people(document: Document) -> tuple[Someone, ...]:
    section = document.under(*PEOPLE)
    told = plain(_meta(document, PEOPLE)) or "; ".join(items(section) or [joined(section)])
    apart = re.split(r"[;,\n]|\band\b", told[:5_000])
    return tuple(someone for each in apart if not TEMPLATE.search(each) and (someone := person(each)))


def _title(heading: str) -> str:
    return LABEL.sub("", plain(NUMBERED.sub("", heading))).strip() or heading


def _names(path: Path, heading: str) -> tuple[str, ...]:
    """What other records call it: its file, its number with and without zeros, its title."""
    numbers = [found["number"] for found in (FILE_NUMBER.match(path.stem), NUMBERED.match(heading)) if found]
    short = [str(int(number)) for number in numbers]
    adr = [f"ADR-{number}" for number in (*numbers, *short)]
    return tuple(dict.fromkeys((path.name, path.stem, *numbers, *short, *adr)))
