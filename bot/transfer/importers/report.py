"""What an import would keep or has kept, for whoever runs it to look at."""

from collections import Counter
from dataclasses import dataclass, field

from bot.transfer.importers.found import DECISION, ImportRecord, Remark, Skipped

SHOWN = 10  # records in a preview
LISTED = 1_000  # lines left out that are told one by one; beyond it only how many


@dataclass
class ImportReport:
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
