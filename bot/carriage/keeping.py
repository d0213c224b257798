"""An import: look first, then keep it in batches, each whole; interrupted, it goes on where it stopped."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.carriage import restoring
from bot.carriage.arriving import Arrival
from bot.carriage.found import Aside, Found, Item, Travelled, batches
from bot.carriage.outcome import Outcome
from bot.carriage.people import Directory
from bot.carriage.register import BY_NAME
from bot.carriage.sifting import Choices, Sieve
from bot.carriage.sources import Source
from bot.carriage.texts import Meter
from bot.carriage.writing import Writer
from bot.domain import imports as rules
from storage import Begin, imports, partnerships

AT_ONCE = 1_000  # records in a transaction: a moment in which nobody else writes to SQLite

Progress = Callable[[Meter, Outcome], None]


def preview(begin: Begin, source: Source, choices: Choices, *, now: datetime, progress: Progress) -> Outcome:
    """What would be kept. Writes nothing."""
    sieve, directory = _looked_up(begin, choices, now)
    arrival = Arrival(new=sieve.outcome.others)
    for items in _batches(source, progress, sieve.outcome):
        with begin(reading=True) as db:
            for found in sieve.fresh(db, items):
                directory.people(found.people)
            arrival.look(db, items)
    sieve.outcome.unknown_people = list(directory.unknown)
    return sieve.outcome


def keep(begin: Begin, source: Source, choices: Choices, *, now: datetime, progress: Progress) -> Outcome:
    """Keep what is new. Each batch is a transaction with its marks, so that running it again goes on after the last."""
    sieve, directory = _looked_up(begin, choices, now)
    outcome, links = sieve.outcome, _Links()
    arrival = Arrival(new=outcome.others)
    with begin(reading=True) as db:
        earlier = imports.unfinished(db, source.kind, _key(source))
        outcome.import_id = earlier.id if earlier else None
    for items in _batches(source, progress, outcome):
        with begin() as db:
            _keep(db, items, source, sieve, Writer(directory, choices.channel, now), arrival)
        links.note(items)
    if outcome.import_id is not None:
        with begin() as db:
            rules.connect(db, outcome.import_id, list(links.pairs()))
            imports.settle_marks(db, outcome.import_id, list(BY_NAME))
            rules.complete(db, outcome.import_id, at=now)
    outcome.unknown_people = list(directory.unknown)
    return outcome


def _keep(db: Session, items: Sequence[Item], source: Source, sieve: Sieve, writer: Writer, arrival: Arrival) -> None:
    partnerships.take_turns(db)  # two imports of the same records would both find them new
    for left in restoring.asides(db, items):
        sieve.outcome.leave(left)
    fresh = sieve.fresh(db, items)
    travelled = any(isinstance(item, (Aside, Travelled)) for item in items)
    if not fresh and not travelled:
        return
    if sieve.outcome.import_id is None:
        begun = rules.begin(db, kind=source.kind, source=source.name, source_key=_key(source), at=sieve.now)
        sieve.outcome.import_id = begun.id
    writer.write(db, sieve.outcome.import_id, [found for found in fresh if not found.is_proposal])
    arrival.note_decisions(db, items)
    for left in arrival.keep(db, items, sieve.outcome.import_id):
        sieve.outcome.leave(left)
    writer.write(db, sieve.outcome.import_id, [found for found in fresh if found.is_proposal])


def _looked_up(begin: Begin, choices: Choices, now: datetime) -> tuple[Sieve, Directory]:
    with begin(reading=True) as db:
        return Sieve(choices, partnerships.own(db).zone, now), Directory.of(db)


def _batches(source: Source, progress: Progress, outcome: Outcome) -> Iterator[list[Item]]:
    meter = Meter()
    for batch in batches(source.items(meter), AT_ONCE):
        yield batch
        progress(meter, outcome)


def _key(source: Source) -> str:
    return hashlib.sha256(str(source.path.resolve()).encode(errors="replace")).hexdigest()[:32]


@dataclass
class _Links:
    """Which records of a source replaced which, by the names they call one another."""

    names: dict[str, str] = field(default_factory=dict)  # fingerprint by name
    wanted: list[Found] = field(default_factory=list)

    def note(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Found):
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
