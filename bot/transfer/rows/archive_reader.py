"""Steward's own export, read back: every decision as it was, and the partners, members and channels it names."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.errors import Refusal
from bot.text.reasons import LONGEST_TEXT
from bot.transfer.importers.files import BrokenError, Meter, members, opened
from bot.transfer.importers.found import DECISION, ImportRecord, Item, Items, OtherRow, Skipped, Travelled, tidy
from bot.transfer.rows.policy import BY_NAME
from bot.transfer.rows.values import read
from storage.decisions import Decision, DecisionPerson, DecisionVersion
from storage.events import Event
from storage.proposals import Proposal
from storage.reviews import OUTCOMES, Review

VERSION = 2
KNOWN_VERSIONS = (1, VERSION)  # 1 held decisions, people, partners, channels and proposals
MARK = "steward_export"
ASIDES = ("partnership", "partners", "members", "channels")
LATER = ("superseded_by", "supersedes")  # set when every decision has its number
MOST_NUMBER = 10**9  # higher ones are no D-numbers


def is_one(path: Path) -> bool:
    """Whether a JSON file begins as ours do."""
    try:
        with opened(path, Meter()) as file:
            return next(members(file), ("", None))[0] == MARK
    except (BrokenError, OSError):
        return False


def partnership(path: Path) -> tuple[str, str]:
    """Workspace and name of the partnership that was exported. Raises Refusal when it is no export of ours."""
    for item in records(path, Meter()):
        if isinstance(item, OtherRow) and item.noun == "partnership" and item.row.get("workspace"):
            return str(item.row["workspace"])[:200], tidy(str(item.row.get("name") or "Partnership"))[:200]
        break
    raise Refusal(f"{path.name} does not say whose memory it is.")


def records(path: Path, meter: Meter) -> Items:
    """Raises Refusal when it is no export of ours, or of a later version than we know."""
    workspace, number = "", -1
    with opened(path, meter) as file:
        try:
            for number, (key, value) in enumerate(members(file)):
                if not number:
                    _check(path, key, value)
                if key == "partnership" and isinstance(value, dict):
                    workspace = str(value.get("workspace") or "")
                yield from _items(key, value, workspace, path.name)
        except BrokenError as error:
            if number < 0:
                _check(path, "", None)
            yield Skipped(path.name, f"it is broken JSON, so I left what follows: {error}")


def _check(path: Path, key: str, version: object) -> None:
    if key != MARK:
        raise Refusal(f"{path.name} is no export of Steward: it does not begin with “{MARK}”.")
    if version not in KNOWN_VERSIONS:
        raise Refusal(f"{path.name} is of version {version}; I know version {VERSION}. A newer Steward may read it.")


def _items(key: str, value: Any, workspace: str, name: str) -> Items:
    reader = READERS.get(key)
    if key in BY_NAME and isinstance(value, dict):
        yield Travelled(key, value, workspace)
    elif key in ASIDES and isinstance(value, dict):
        yield OtherRow(key, value)
    elif (reader or key in BY_NAME) and not isinstance(value, dict):
        yield Skipped(name, f"an entry of “{key}” is no object")
    elif reader:
        where = f"{name}, D-{value.get('number')}" if key == "decisions" else name
        try:
            yield reader(value, workspace, where)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            yield Skipped(where[:200], f"it cannot be read: {str(error)[:80]}")


def _decision(told: Mapping[str, Any], workspace: str, where: str) -> Item:
    row = read(Decision, told, LATER)
    if not row["text"] or not 0 < row["number"] < MOST_NUMBER:
        return Skipped(where, "it has no number or does not say what was decided")
    if too_long := [key for key in ("text", "reason", "options", "expected") if len(row[key]) > LONGEST_TEXT]:
        return Skipped(where, f"{too_long[0]} is longer than {LONGEST_TEXT:,} characters")
    return _found(row, told, workspace, where)


def _found(row: dict[str, Any], told: Mapping[str, Any], workspace: str, where: str) -> ImportRecord:
    replaced_by, replaces = ((f"D-{told[key]}",) if told.get(key) else () for key in LATER)
    return ImportRecord(
        where=where,
        identity=f"export\x1f{workspace}\x1f{row['number']}",
        text=row["text"],
        reason=row["reason"],
        options=row["options"],
        decided=row["decided_at"],
        ended=f"replaced by {replaced_by[0]}" if replaced_by else "",
        names=(f"D-{row['number']}",),
        replaces=replaces,
        replaced_by=replaced_by,
        said=row["source"] or "",
        exact={"row": row, "id": told.get("id"), **_besides(told)},
    )


def _besides(told: Mapping[str, Any]) -> dict[str, Any]:
    """Who took part, every earlier wording, and what happened to it."""
    return {
        "people": [_participant(each) for each in told.get("people") or ()],
        "versions": [read(DecisionVersion, each, ("decision_id",)) for each in told.get("versions") or ()],
        "history": [read(Event, each, ("subject_id",)) for each in told.get("history") or ()],
        "reviews": [_review(each) for each in told.get("reviews") or ()],
    }


def _review(told: Mapping[str, Any]) -> dict[str, Any]:
    """Raises ValueError for words that no form would have let through."""
    row = read(Review, told, ("decision_id",))
    if row["outcome"] not in OUTCOMES or max(len(row["happened"]), len(row["lesson"])) > LONGEST_TEXT:
        raise ValueError("a review has an outcome that I do not know, or is too long")
    return row


def _participant(told: Mapping[str, Any]) -> dict[str, Any]:
    row = read(DecisionPerson, told, ("decision_id", "partner_id"))
    return {"person": row["person"], "partner": told.get("partner")}


def _proposal(told: Mapping[str, Any], workspace: str, where: str) -> Item:
    row = read(Proposal, told, ("import_id", "decision_id", "commitment_id"))
    return ImportRecord(
        where=row["imported_from"],
        identity=f"proposal\x1f{workspace}\x1f{row['source']}",
        text=row["text"],
        kind=row["kind"] or DECISION,
        decided=row["said_at"],
        said=row["source"],
        is_proposal=True,
        exact={"row": row, "decision": told.get("decision")},
    )


READERS: dict[str, Callable[[Mapping[str, Any], str, str], Item]] = {
    "decisions": _decision,
    "import_candidates": _proposal,
}
