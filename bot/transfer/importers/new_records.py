"""What of a source is new: everything that is not here yet, has a day, and can be kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from bot.transfer.importers.found import DECISION, ImportRecord, Item, Remark, Skipped
from storage import commitments, decisions, imports, proposals

SHOWN = 10  # records in a preview
NOON = time(12)  # of a day without an hour: the same day wherever its people are
LISTED = 1_000  # lines left out that are told one by one; beyond it only how many


@dataclass
class ImportReport:
    """What an import would keep or has kept, for whoever runs it to look at."""

    decisions: int = 0
    proposed_decisions: int = 0
    proposed_commitments: int = 0
    known: int = 0  # here already, from an earlier import or from the chat
    cut: int = 0  # longer than a record may be
    left_count: int = 0
    left: list[Skipped] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    first: list[ImportRecord] = field(default_factory=list)
    unknown_people: list[str] = field(default_factory=list)
    import_id: int | None = None  # None: nothing was written
    others: Counter[str] = field(default_factory=Counter)  # rows of our own export beside decisions, by table

    @property
    def kept(self) -> int:
        return self.decisions + self.proposed_decisions + self.proposed_commitments + self.others.total()

    def keep(self, found: ImportRecord) -> None:
        if not found.is_proposal:
            self.decisions += 1
        elif found.kind == DECISION:
            self.proposed_decisions += 1
        else:
            self.proposed_commitments += 1
        self.cut += found.was_cut
        if len(self.first) < SHOWN:
            self.first.append(found)

    def leave(self, left: Skipped) -> None:
        self.left_count += 1
        if len(self.left) < LISTED:
            self.left.append(left)


@dataclass(frozen=True)
class Choices:
    """What whoever imports decides: the day of what has none, and the channel of what names none."""

    on: date | None = None
    channel: str = decisions.EVERYBODY


@dataclass
class ImportFilter:
    """One run over one source."""

    choices: Choices
    zone: tzinfo
    now: datetime
    report: ImportReport = field(default_factory=ImportReport)
    seen: set[bytes] = field(default_factory=set)

    def fresh(self, db: Session, items: Sequence[Item]) -> list[ImportRecord]:
        """Of these items, the records to keep; the others are counted."""
        found = list(self._fit(items))
        known = self._known(db, found)
        new = [each for each in found if each.fingerprint not in known]
        self.report.known += len(found) - len(new)
        for each in new:
            self.report.keep(each)
        return new

    def _fit(self, items: Sequence[Item]) -> Iterator[ImportRecord]:
        for item in items:
            if isinstance(item, Skipped):
                self.report.leave(item)
            elif isinstance(item, Remark):
                self.report.remarks.append(item)
            elif isinstance(item, ImportRecord):
                timed = self._timed(item)
                if isinstance(timed, ImportRecord):
                    yield timed
                else:
                    self.report.leave(Skipped(item.where, timed))

    def _timed(self, found: ImportRecord) -> ImportRecord | str:
        """The record with its moment; or why it is left out."""
        key = bytes.fromhex(found.fingerprint)
        if key in self.seen:
            return "the source has the same record before"
        self.seen.add(key)
        day = found.decided or self.choices.on
        if day is None:
            return "it has no day; add one, or say --on 2024-03-31 for all that have none"
        moment = day if isinstance(day, datetime) else datetime.combine(day, NOON, self.zone).astimezone(UTC)
        if moment.date() > self.now.date() or moment.year < 1900:
            return f"its day is {moment.date()}; is that right?"
        return replace(found, decided=moment)

    def _known(self, db: Session, found: Sequence[ImportRecord]) -> set[str]:
        """The fingerprints of what is here already."""
        known = set(imports.marked(db, [each.fingerprint for each in found]))
        said = list({each.said for each in found if each.said})
        here = decisions.kept_sources(db, said) | commitments.kept_sources(db, said) | proposals.known(db, said)
        numbers = {each.exact["row"]["number"] for each in found if "number" in each.exact.get("row", ())}
        logged = {row.number: _birth(vars(row)) for row in decisions.of_numbers(db, numbers)} if numbers else {}
        known |= {each.fingerprint for each in found if each.said in here}
        return known | {each.fingerprint for each in found if _is_logged(each, logged)}


def _is_logged(found: ImportRecord, logged: dict[int, tuple[Any, ...]]) -> bool:
    """Whether a decision of our own export is the one that has its number here."""
    row = found.exact.get("row", {})
    return row.get("number") in logged and logged[row["number"]] == _birth(row)


def _birth(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What no later change touches."""
    return row["decided_at"], row["logged_at"], row["logged_by"], row["decided_by"]
