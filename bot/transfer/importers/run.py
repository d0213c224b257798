"""An import: look first, then keep it in batches, each whole; interrupted, it goes on where it stopped."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features import imports
from bot.transfer.importers.files import Meter
from bot.transfer.importers.formats import Source
from bot.transfer.importers.found import ImportRecord, Item, OtherRow, Travelled, batches
from bot.transfer.importers.new_records import Choices, ImportFilter, ImportReport
from bot.transfer.importers.save import ImportWriter, MemberLookup
from bot.transfer.rows import settings
from bot.transfer.rows.merge import Arrival
from bot.transfer.rows.policy import BY_NAME
from storage import Begin, partnerships
from storage import imports as stored_imports

AT_ONCE = 1_000  # records in a transaction: a moment in which nobody else writes to SQLite

Progress = Callable[[Meter, ImportReport], None]


def preview(begin: Begin, source: Source, choices: Choices, *, now: datetime, progress: Progress) -> ImportReport:
    """What would be kept. Writes nothing."""
    incoming, lookup = _looked_up(begin, choices, now)
    arrival = Arrival(new=incoming.report.others)
    for items in _batches(source, progress, incoming.report):
        with begin(reading=True) as db:
            for found in incoming.fresh(db, items):
                lookup.people(found.people)
            arrival.look(db, items)
    incoming.report.unknown_people = list(lookup.unknown)
    return incoming.report


def keep(begin: Begin, source: Source, choices: Choices, *, now: datetime, progress: Progress) -> ImportReport:
    """Keep what is new. Each batch is a transaction with its marks, so that running it again goes on after the last."""
    incoming, lookup = _looked_up(begin, choices, now)
    report, links = incoming.report, _Links()
    arrival = Arrival(new=report.others)
    with begin(reading=True) as db:
        earlier = stored_imports.unfinished(db, source.kind, _key(source))
        report.import_id = earlier.id if earlier else None
    for items in _batches(source, progress, report):
        with begin() as db:
            _keep(db, items, source, incoming, ImportWriter(lookup, choices.channel, now), arrival)
        links.note(items)
    if report.import_id is not None:
        with begin() as db:
            imports.connect(db, report.import_id, list(links.pairs()))
            stored_imports.settle_marks(db, report.import_id, list(BY_NAME))
            imports.complete(db, report.import_id, at=now)
    report.unknown_people = list(lookup.unknown)
    return report


def _keep(
    db: Session, items: Sequence[Item], source: Source, incoming: ImportFilter, writer: ImportWriter, arrival: Arrival
) -> None:
    partnerships.take_turns(db)  # two imports of the same records would both find them new
    for left in settings.asides(db, items):
        incoming.report.leave(left)
    fresh = incoming.fresh(db, items)
    travelled = any(isinstance(item, (OtherRow, Travelled)) for item in items)
    if not fresh and not travelled:
        return
    if incoming.report.import_id is None:
        begun = imports.begin(db, kind=source.kind, source=source.name, source_key=_key(source), at=incoming.now)
        incoming.report.import_id = begun.id
    writer.write(db, incoming.report.import_id, [found for found in fresh if not found.is_proposal])
    arrival.note_decisions(db, items)
    for left in arrival.keep(db, items, incoming.report.import_id):
        incoming.report.leave(left)
    writer.write(db, incoming.report.import_id, [found for found in fresh if found.is_proposal])


def _looked_up(begin: Begin, choices: Choices, now: datetime) -> tuple[ImportFilter, MemberLookup]:
    with begin(reading=True) as db:
        return ImportFilter(choices, partnerships.own(db).zone, now), MemberLookup.of(db)


def _batches(source: Source, progress: Progress, report: ImportReport) -> Iterator[list[Item]]:
    meter = Meter()
    for batch in batches(source.items(meter), AT_ONCE):
        yield batch
        progress(meter, report)


def _key(source: Source) -> str:
    return hashlib.sha256(str(source.path.resolve()).encode(errors="replace")).hexdigest()[:32]


@dataclass
class _Links:
    """Which records of a source replaced which, by the names they call one another."""

    names: dict[str, str] = field(default_factory=dict)  # fingerprint by name
    wanted: list[ImportRecord] = field(default_factory=list)

    def note(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, ImportRecord):
                for name in item.names:
                    self.names.setdefault(_plain(name), item.fingerprint)
                if item.replaces or item.replaced_by:
                    self.wanted.append(item)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Fingerprints of old and new."""
        for item in self.wanted:
            for name in item.replaced_by:
                yield item.fingerprint, self.names.get(_plain(name), "")
            for name in item.replaces:
                yield self.names.get(_plain(name), ""), item.fingerprint


def _plain(name: str) -> str:
    """A file's name without its folders, in small letters."""
    return name.split("#")[0].rsplit("/", 1)[-1].casefold() or name.casefold()
