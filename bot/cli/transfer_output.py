"""Words on the command line about what comes in and what is carried away."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from bot.chat.words import plural
from bot.features.imports import ImportUndo
from bot.text.reasons import LONGEST_TEXT
from bot.transfer.importers.fields import COLUMNS
from bot.transfer.importers.formats import KINDS, Source
from bot.transfer.importers.found import DECISION, ImportRecord
from bot.transfer.importers.new_records import ImportReport
from storage.imports import Import

WIDTH = 100  # characters
LISTED = 20  # names and numbers that are told one by one
ALIKE = 5  # lines left out for the same reason that are told one by one
BAR = 30  # characters
OTHERS = {
    "commitments": ("promise", "promises"),
    "commitment_versions": ("earlier wording of a promise", "earlier wordings of promises"),
    "surveys": ("round", "rounds"),
    "invitations": ("invitation", "invitations"),
    "answers": ("answer", "answers"),
    "recurrences": ("rhythm", "rhythms"),
    "purposes": ("wording of the purpose", "wordings of the purpose"),
    "purpose_forms": ("way to say it", "ways to say it"),
    "spotlights": ("spotlight", "spotlights"),
    "preferences": ("person's settings", "people's settings"),
    "stops": ("stopped kind of message", "stopped kinds of messages"),
    "days_off": ("day off", "days off"),
    "suggestions": ("offer", "offers"),
    "exports": ("note of an export", "notes of exports"),
    "decision_logs": ("decision log", "decision logs"),
    "events": ("line of the journal", "lines of the journal"),
}
"""What rows of a table are called; others are called by their table."""

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Signs that could move the cursor, colour the terminal or turn the direction of a line."""


def sources_explained() -> str:
    """What can be imported, and what a table needs."""
    kinds = [f"  {kind:<10} {what}" for kind, what in KINDS.items()]
    columns = [f"  {column:<14} {what}" for column, what in COLUMNS.items()]
    return "\n".join(["what it can read:", *kinds, "", "columns of a table, keys of an object:", *columns])


def preview(report: ImportReport, source: Source, partnership: str, again: str) -> str:
    """What would be kept. `again` is the command that keeps it."""
    kept = f"Would keep {_counts(report)}." if report.kept else "Nothing new to keep."
    closing = f"Nothing is written yet. To keep them: {again} --yes" if report.kept else ""
    heading = f"{line(source.name)} ({KINDS[source.kind]}), for {line(partnership)}"
    return "\n\n".join(filter(None, (heading, kept + _besides(report), _first(report), _notes(report), closing)))


def kept(report: ImportReport, source: Source, partnership: str) -> str:
    if not report.kept:
        done = "Nothing new to keep." if report.import_id is None else f"Import {report.import_id} is complete now."
    else:
        done = f"Kept {_counts(report)} from {line(source.name)} for {line(partnership)}."
    undo = f"To take it back: steward import --undo {report.import_id}" if report.import_id else ""
    proposed = report.proposed_decisions + report.proposed_commitments
    waiting = "Proposals are found by nobody until somebody accepts them." if proposed else ""
    return "\n\n".join(filter(None, (done + _besides(report), _notes(report), waiting, undo)))


def interrupted(import_id: int | None, again: str) -> str:
    if import_id is None:
        return "Interrupted; nothing was written."
    return f"Interrupted. To go on: {again} --yes\nTo take back what is there: steward import --undo {import_id}"


def undone(import_id: int, what: ImportUndo) -> str:
    gone = [plural(what.decisions, "decision is", "decisions are")]
    if what.proposals:
        gone.append(plural(what.proposals, "proposal is", "proposals are"))
    if what.others:
        gone.append(plural(what.others, "other record is", "other records are"))
    said = f"Import {import_id} is taken back: {' and '.join(gone)} gone."
    if what.changed:
        numbers = ", ".join(f"D-{number}" for number in what.changed[:LISTED])
        more = f" and {len(what.changed) - LISTED} more" if len(what.changed) > LISTED else ""
        said += f"\nWhat somebody has changed since stays: {numbers}{more}."
    if what.accepted:
        said += f"\n{plural(what.accepted, 'proposal that was accepted stays', 'proposals that were accepted stay')}."
    return said


def listed(imports: Sequence[tuple[Import, Mapping[str, int]]], partnership: str) -> str:
    rows = [f"{line(partnership)}:"] + [_import(row, counts) for row, counts in imports]
    return "\n".join(rows if imports else [f"{line(partnership)}: nothing was imported yet."])


def written(count: int, out: Path, partner: str | None) -> str:
    whose = f" that {line(partner)} took part in and may see" if partner else ""
    return f"Wrote {count:,} {'decision' if count == 1 else 'decisions'}{whose} to {line(str(out))}"


def progress(done: int, total: int, records: int) -> str:
    """One line that is written over itself."""
    share = min(done / total, 1) if total else 0
    full = round(share * BAR)
    return f"[{'#' * full}{'.' * (BAR - full)}] {share:4.0%}  {records:,} records"


def line(text: str, width: int = 200) -> str:
    """A text of somebody's on one line of a terminal, and unable to do anything to it."""
    flat = " ".join(CONTROLS.sub(" ", text).split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _counts(report: ImportReport) -> str:
    parts = [
        (report.decisions, "decision", "decisions"),
        (report.proposed_decisions, "proposed decision", "proposed decisions"),
        (report.proposed_commitments, "proposed commitment", "proposed commitments"),
    ]
    parts += [(count, *OTHERS.get(table, (table, table))) for table, count in report.others.items()]
    return ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in parts if count)


def _besides(report: ImportReport) -> str:
    said = ""
    if report.known:
        said += f" In the memory already: {report.known:,}."
    if report.left_count:
        said += f" Left out: {report.left_count:,}."
    if report.cut:
        said += f" Cut to {LONGEST_TEXT:,} characters: {report.cut:,}."
    return said


def _first(report: ImportReport) -> str:
    more = report.kept - len(report.first)
    rows = [_record(found) for found in report.first] + ([f"  … and {more:,} more"] if more > 0 else [])
    return "\n".join(rows)


def _record(found: ImportRecord) -> str:
    day = _day(found.decided)
    what = line(found.text, WIDTH - 16)
    kind = "" if found.kind == DECISION else " (a promise)"
    ended = f" [{line(found.ended, 40)}]" if found.ended else ""
    why = f"\n              why: {line(found.reason, WIDTH - 20)}" if found.reason else ""
    return f"  {day}  {what}{kind}{ended}{why}\n              {line(found.where)}"


def _notes(report: ImportReport) -> str:
    said = [line(remark.words, 500) for remark in report.remarks]
    said += _left(report)
    if report.unknown_people:
        names = ", ".join(line(name, 60) for name in report.unknown_people[:LISTED])
        more = len(report.unknown_people) - LISTED
        said.append(f"Kept by name, for no member is called so: {names}{f' and {more:,} more' if more > 0 else ''}")
    return "\n".join(said)


def _left(report: ImportReport) -> list[str]:
    """Line by line; what many lines have in common is said once."""
    by_reason: dict[str, list[str]] = {}
    for left in report.left:
        by_reason.setdefault(line(left.why), []).append(line(left.where))
    said = ["Left out:"] if by_reason else []
    for why, places in sorted(by_reason.items(), key=lambda each: len(each[1])):
        many = len(places) > ALIKE
        more = f" and {len(places) - ALIKE:,} more" if many else ""
        said += [f"  {', '.join(places[:ALIKE])}{more}: {why}"] if many else [f"  {place}: {why}" for place in places]
    untold = report.left_count - len(report.left)
    return said + ([f"  … and {untold:,} more"] if untold else [])


def _import(row: Import, counts: Mapping[str, int]) -> str:
    state = "interrupted"
    if row.undone_at:
        state = f"taken back on {_day(row.undone_at)}"
    elif row.completed_at:
        state = "complete"
    held = ", ".join(f"{count:,} {kind}s" for kind, count in sorted(counts.items())) or "nothing"
    return f"  {row.id:>4}  {_day(row.started_at)}  {line(row.source)}: {held}, {state}"


def _day(moment: date | datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else " " * 10
