"""Tables that a spreadsheet opens and that run nothing there: decisions, which can be imported again, and the trail."""

import csv
import io
import re
from collections.abc import Sequence
from typing import IO

from sqlalchemy.orm import Session

from bot.features.privacy.audit import Act
from bot.transfer.exporters import scope
from bot.transfer.exporters.scope import ExportScope
from storage import channels
from storage.decisions import EVERYBODY, Decision
from storage.members import said_name
from storage.search import records
from storage.search.records import DecisionRecord

COULD_RUN = re.compile("'*[ \u00a0\u200b\ufeff]*[=+\\-@\t\r\n＝＋－＠]")  # noqa: RUF001  (some programs read the wide signs too)


def guarded(cell: str) -> str:
    return f"'{cell}" if COULD_RUN.match(cell) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and COULD_RUN.match(cell) else cell


HEADING = (
    *("number", "what", "why", "options", "who", "partners", "decided on", "status", "superseded by", "supersedes"),
    *("review on", "link", "channel"),
)


def write(db: Session, contents: ExportScope, file: IO[str]) -> int:
    """A row per decision; how many there are."""
    table = csv.writer(file)
    table.writerow(HEADING)
    names, count = scope.names(db), 0
    for page in scope.pages(db, contents):
        rooms = channels.named(db, {decision.channel for decision in page})
        for record in records.of(db, page):
            room = rooms.get(record.decision.channel)
            place = "" if record.decision.channel == EVERYBODY else f"#{room.name}" if room else record.decision.channel
            table.writerow(map(guarded, (*_cells(record, names), place)))
        count += len(page)
    return count


def _cells(record: DecisionRecord, names: dict[str, str]) -> tuple[str, ...]:
    decision = record.decision
    people = (said_name(each.person) or names.get(each.person, each.person) for each in record.people)
    return (
        f"D-{decision.number}",
        decision.text,
        decision.reason,
        decision.options,
        "; ".join(name.replace(";", ",") for name in people),
        "; ".join(name.replace(";", ",") for name in record.partners),
        decision.decided_at.isoformat(),
        status(decision),
        f"D-{decision.superseded_by}" if decision.superseded_by else "",
        f"D-{decision.supersedes}" if decision.supersedes else "",
        decision.review_on.isoformat() if decision.review_on else "",
        decision.source_link or decision.post_link or "",
    )


def status(decision: Decision) -> str:
    if decision.withdrawn_at:
        return f"withdrawn: {decision.withdrawn_because}"
    return f"superseded by D-{decision.superseded_by}" if decision.superseded_by else "accepted"


def audit_trail(acts: Sequence[Act], names: dict[str, str]) -> bytes:
    """Who changed what, with the hashes: whoever keeps it can prove later what stood there."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("line", "when", "who", "what", "about", "hash"))
    for act in acts:
        who = names.get(act.who, act.who.removeprefix("said:"))
        writer.writerow((act.n, act.at.isoformat(), guarded(who), act.act, act.subject, act.hash))
    return out.getvalue().encode("utf-8-sig")
