"""Where a decision stands, by the word that its record uses."""

import re
from dataclasses import dataclass

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
LONGEST = 300  # characters of a status that are looked at


@dataclass(frozen=True)
class DecisionStatus:
    """`ended` says why it is no longer in force; `undecided` is the word by which it never was."""

    ended: str = ""
    undecided: str = ""
    replaced_by: tuple[str, ...] = ()


def standing(written: str) -> DecisionStatus:
    """An empty status counts as accepted; so does a word that we do not know, for records are kept of decisions."""
    written = written.strip()[:LONGEST]
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
    found = list(REFERENCE.finditer(text[:LONGEST]))
    targets = [each["target"] for each in found if each["target"]]
    return tuple(dict.fromkeys(targets or [each["plain"].rstrip(".-") for each in found]))


def _first(written: str) -> str:
    """The word that tells: the last that settles it, of a history such as "proposed, accepted 2024-03-31"."""
    low = written.casefold()
    words: list[str] = [*SETTLED.findall(low)] or [*OPEN.findall(low)] or [""]
    return words[-1]
