"""The audit trail as a table, with the hashes: whoever keeps it can prove later what stood there."""

import csv
import io
from collections.abc import Sequence

from bot.features.privacy.audit import Act
from bot.transfer.exporters.spreadsheet import guarded


def table(acts: Sequence[Act], names: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("line", "when", "who", "what", "about", "hash"))
    for act in acts:
        who = names.get(act.who, act.who.removeprefix("said:"))
        writer.writerow((act.n, act.at.isoformat(), guarded(who), act.act, act.subject, act.hash))
    return out.getvalue().encode("utf-8-sig")
