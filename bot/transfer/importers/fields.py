"""The documented columns of a table of decisions, the other names they go by, and a record out of one row."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from bot.transfer.importers.found import ImportRecord, Item, Skipped, Someone, tidy, worded

ENDED = (
    "not accepted|not approved|not adopted|rejected|declined|deprecated|obsolete|withdrawn|retired|revoked|abandoned"
    "|inactive|cancelled|canceled|expired"
)
IN_FORCE = (
    "accepted|approved|agreed|decided|adopted|active|in force|implemented|done|final|confirmed|ratified|passed|current"
)
UNDECIDED = (
    "proposed|draft|pending|open|under review|in review|review|proposal|wip|work in progress|tbd|todo|deferred"
    "|on hold|in progress"
)
SETTLED = re.compile(rf"\b(?:{ENDED}|{IN_FORCE})\b")
OPEN = re.compile(rf"\b(?:{UNDECIDED})\b")
SUPERSEDED = re.compile(
    r"(?<!partly )(?<!partially )\b(?:super[sc]eded|replaced)\b(?:\s*(?:by|with|in)\b)?[\s:]*(?P<by>.*)",
    re.IGNORECASE | re.DOTALL,
)
REFERENCE = re.compile(
    r"\[(?P<label>[^\]\n]{1,200})\]\((?P<target>[^)\s]{1,300})\)|(?P<plain>[A-Za-z]*[-#]?\d[\w.\-]{0,100})"
)
LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\s]{1,300}\)")
LONGEST_STATUS = 300  # characters of a status that are looked at


@dataclass(frozen=True)
class DecisionStatus:
    """`ended` says why it is no longer in force; `undecided` is the word by which it never was."""

    ended: str = ""
    undecided: str = ""
    replaced_by: tuple[str, ...] = ()


def standing(written: str) -> DecisionStatus:
    """An empty status counts as accepted; so does a word that we do not know, for records are kept of decisions."""
    written = written.strip()[:LONGEST_STATUS]
    superseded = SUPERSEDED.search(written)
    if superseded:
        by = references(superseded["by"])
        return DecisionStatus(ended=" ".join(LINK.sub(r"\1", written).split()), replaced_by=by)
    first = _first(written)
    if re.fullmatch(ENDED, first):
        return DecisionStatus(ended=f"its record says: {first}")
    return DecisionStatus(undecided=first) if re.fullmatch(UNDECIDED, first) else DecisionStatus()


def references(text: str) -> tuple[str, ...]:
    """What a text names: the targets of links, else numbers such as 14, ADR-0005, 0005-use-x."""
    found = list(REFERENCE.finditer(text[:LONGEST_STATUS]))
    targets = [each["target"] for each in found if each["target"]]
    return tuple(dict.fromkeys(targets or [each["plain"].rstrip(".-") for each in found]))


def _first(written: str) -> str:
    """The word that tells: the last that settles it, of a history such as "proposed, accepted 2024-03-31"."""
    low = written.casefold()
    words: list[str] = [*SETTLED.findall(low)] or [*OPEN.findall(low)] or [""]
    return words[-1]


NAMES = (
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,"
    "october oct,november nov,december dec"
)
MONTHS = {name: number for number, names in enumerate(NAMES.split(","), 1) for name in names.split()}
YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/._](?P<m>\d{1,2})[-/._](?P<d>\d{1,2})(?!\d)")
SOLID = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?P<n>[a-z]{3,9})\.?,?[ -]+" + YEAR, re.IGNORECASE)
MONTH_FIRST = re.compile(r"\b(?P<n>[a-z]{3,9})\.? +(?P<d>\d{1,2})(?:st|nd|rd|th)?,? +" + YEAR, re.IGNORECASE)
DOTTED = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\." + YEAR)
SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/-](?P<b>\d{1,2})[/-]" + YEAR)
LONGEST_CELL = 40  # characters of a cell that is a day and nothing else
LONGEST = 200  # characters in which a day is looked for


def moment(written: str) -> date | datetime | None:
    """A cell that is a day or a moment, and nothing else. A moment without a zone counts as UTC."""
    written = written[: 2 * LONGEST_CELL].strip()
    if len(written) > LONGEST_CELL:
        return None
    try:
        if len(written) > len("2024-03-31"):
            read = datetime.fromisoformat(written)
            return read.replace(tzinfo=read.tzinfo or UTC)
    except ValueError:
        pass
    return within(written)


def within(text: str) -> date | None:
    """The first day that a line names. "03/04/2024" could be two days, so it is none; "13/04/2024" is one."""
    text = text[:LONGEST]
    for form in (ISO, DAY_FIRST, MONTH_FIRST, DOTTED, SOLID):
        for found in form.finditer(text):
            parts = found.groupdict()
            month = MONTHS.get(parts["n"].lower(), 0) if "n" in parts else int(parts["m"])
            if day := _day(int(parts["y"]), month, int(parts["d"])):
                return day
    return _slashed(text)


def _slashed(text: str) -> date | None:
    found = SLASHED.search(text)
    if found is None:
        return None
    year, a, b = int(found["y"]), int(found["a"]), int(found["b"])
    if a == b or b > 12:
        return _day(year, a, b)
    return _day(year, b, a) if a > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


COLUMNS = {
    "what": "what was decided, in a sentence (needed)",
    "why": "the reason",
    "options": "what else was on the table, and was not taken",
    "who": "who decided and who took part, separated by ; the first decided: names, mail addresses, Name <mail>",
    "decided on": "the day: 2024-03-31, 31 March 2024, 31.03.2024, or a moment: 2024-03-31T14:00+02:00",
    "status": "accepted (or empty), withdrawn, rejected, superseded by 14; what is only proposed is left out",
    "number": "what the source calls it, so that others can name it",
    "superseded by": "the number of the row that replaced it",
    "supersedes": "the number of the row that it replaced",
    "review on": "the day to look at it again",
    "link": "where it can be read in full; https:// or http://",
}
OTHERWISE = {
    "what": "decision,text,title,summary,resolution,what was decided,decision text,name",
    "why": "reason,rationale,because,justification,why was it decided",
    "options": "options not taken,alternatives,considered options,other options,not taken",
    "who": "decided by,people,participants,deciders,decision makers,owner,by,who took part,took part,author",
    "decided on": "date,decided at,decided,day,when,decision date,date decided,at",
    "status": "state",
    "number": "id,no,nr,ref,reference,decision id,decision number,key",
    "superseded by": "replaced by",
    "supersedes": "replaces",
    "review on": "review,review date,review by",
    "link": "url,source,source link,permalink,href",
}
MEANING = {column: column for column in COLUMNS} | {
    name: column for column, names in OTHERWISE.items() for name in names.split(",")
}
SEVERAL = {"options", "who"}  # columns that a table may have more than once
NAMED = re.compile(r"^(?P<name>[^<>]*)<(?P<mail>[^<>\s]+@[^<>\s]+)>$")
ADDRESS = re.compile(r"^https?://[^\s<>|\"]+$")


def meaning(heading: str) -> str | None:
    """The column that a heading means: "Decided_By" is "who"."""
    return _meaning(heading[:100])


@lru_cache(maxsize=1_000)
def _meaning(heading: str) -> str | None:
    return MEANING.get(" ".join(re.sub(r"[_\-.:?#*]+", " ", tidy(heading).casefold()).split()))


def record(row: Mapping[str, Sequence[str]], where: str) -> Item:
    """A record out of one row, whose cells are given by column; or why it is left out."""
    cell = {column: "\n".join(filter(None, map(tidy, cells))) for column, cells in row.items()}
    status = standing(cell.get("status", ""))
    decided, review = moment(cell.get("decided on", "")), moment(cell.get("review on", ""))
    if wrong := _wrong(cell, status.undecided, decided):
        return Skipped(where, wrong)
    day = decided.isoformat() if decided else ""
    replaced_by = tuple(filter(None, (cell.get("superseded by", ""), *status.replaced_by)))
    return ImportRecord(
        where=where,
        identity="\x1f".join(("row", cell.get("number", ""), day, cell["what"])),
        people=tuple(someone for name in _names(cell.get("who", "")) if (someone := person(name))),
        decided=decided,
        ended=status.ended or (f"superseded by {replaced_by[0]}" if replaced_by else ""),
        names=tuple(filter(None, (cell.get("number", ""),))),
        replaces=tuple(filter(None, (cell.get("supersedes", ""),))),
        replaced_by=replaced_by,
        link=address(cell.get("link", "")),
        review_on=review.date() if isinstance(review, datetime) else review,
        **worded(cell["what"], cell.get("why", ""), cell.get("options", "")),
    )


def person(written: str) -> Someone | None:
    """A person out of "Ada", "ada@tidewater.example" or "Ada <ada@tidewater.example>"."""
    written = tidy(written).strip(" ,;@*_\"'")[:200]
    named = NAMED.match(written)
    if named:
        return Someone(name=named["name"].strip() or named["mail"].split("@")[0], mail=named["mail"])
    if "@" in written and " " not in written:
        return Someone(name=written.split("@")[0], mail=written)
    return Someone(name=" ".join(written.split())) if written else None


def address(written: str) -> str:
    """A web address, or nothing: other kinds could do something when somebody clicks."""
    return written if len(written) <= 2_000 and ADDRESS.match(written) else ""


def _wrong(cell: Mapping[str, str], undecided: str, decided: date | None) -> str:
    if not cell.get("what"):
        return "it does not say what was decided"
    if undecided:
        return f"its status is “{undecided}”, so it is not decided"
    written = cell.get("decided on", "")
    if written and decided is None:
        return f"I cannot read the day “{written[:40]}”; write it as 2024-03-31"
    return ""


def _names(written: str) -> list[str]:
    apart = re.split(r"[;\n]+", written[:20_000])
    return apart if len(apart) > 1 else re.split(r",(?![^<]*>)", written[:20_000])
