"""Whatever somebody wants to bring in: which kind it is, and its reader."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import Refusal
from bot.transfer.importers import adr, minutes, slack_export, tables
from bot.transfer.importers.files import Meter, opened
from bot.transfer.importers.found import Items, Remark, Skipped
from bot.transfer.importers.markdown import LONGEST_FILE, parsed
from bot.transfer.importers.slack_messages import EXPLICIT, ExportReading
from bot.transfer.rows import archive_reader

STEWARD, SLACK, CSV, JSON, JSONL, ADR, MINUTES, MIXED = (
    *("steward", "slack", "csv", "json", "jsonl", "adr", "minutes"),
    "markdown",
)
KINDS = {
    STEWARD: "what `steward export` wrote, as JSON",
    SLACK: "a Slack export, zipped or unpacked",
    CSV: "a table with a heading",
    JSONL: "an object a line",
    JSON: "a list of objects",
    ADR: "Markdown decision records, one a file",
    MINUTES: "meeting minutes in Markdown",
    MIXED: "a folder of records and minutes",
}
SUFFIXES = {".csv": CSV, ".tsv": CSV, ".jsonl": JSONL, ".ndjson": JSONL, ".md": MIXED, ".markdown": MIXED}
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json")
MARKDOWN = (".md", ".markdown")
HIDDEN = {".git", "node_modules", ".venv", "__pycache__"}


@dataclass(frozen=True)
class Source:
    path: Path
    kind: str
    reading: ExportReading = EXPLICIT

    @property
    def name(self) -> str:
        return self.path.resolve().name

    def items(self, meter: Meter) -> Items:
        return READERS[self.kind](self, meter)


def known(path: Path, kind: str | None, reading: ExportReading = EXPLICIT) -> Source:
    """Raises Refusal when there is nothing there, or its kind cannot be told."""
    if not path.exists():
        raise Refusal(f"There is no {path}. Give me a file or a folder.")
    try:
        return Source(path, kind or _kind(path), reading)
    except OSError as error:
        raise Refusal(f"I cannot read {path}: {error.strerror or error}") from error


def _kind(path: Path) -> str:
    if path.is_dir():
        return SLACK if slack_export.is_export(path) else MIXED
    suffix = path.suffix.casefold()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix == ".json":
        return STEWARD if archive_reader.is_one(path) else JSON
    if slack_export.is_export(path):
        return SLACK
    raise Refusal(f"I cannot tell what {path.name} is. Say so with --kind: {', '.join(KINDS)}.")


def _markdown(source: Source, meter: Meter) -> Items:
    """Every Markdown file of a folder, by its name; links are not followed."""
    files = list(_files(source.path)) if source.path.is_dir() else [source.path]
    yield from _remarks(source)
    meter.total += sum(file.stat().st_size for file in files)
    for file in files:
        where = f"{source.name}/{file.relative_to(source.path).as_posix()}" if source.path.is_dir() else file.name
        yield from _read(file, where, source.kind, meter)


def _remarks(source: Source) -> Iterator[Remark]:
    tables = [path.name for path in source.path.iterdir() if path.suffix in TABLES] if source.path.is_dir() else []
    if tables:
        yield Remark(f"Of a folder I read the Markdown files. Give me its tables one by one: {', '.join(tables[:10])}")


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - HIDDEN)
        for name in sorted(names):
            file = Path(here, name)
            if name.casefold().endswith(MARKDOWN) and file.is_file() and not file.is_symlink():
                yield file


def _read(file: Path, where: str, kind: str, meter: Meter) -> Items:
    with opened(file, meter) as stream:
        text = stream.read(LONGEST_FILE + 1)
    if len(text) > LONGEST_FILE:
        yield Skipped(where, f"it is longer than {LONGEST_FILE:,} characters")
        return
    document = parsed(text)
    if kind == ADR or (kind == MIXED and adr.is_one(document)):
        yield adr.record(file, document, where)
        return
    none = Skipped(where, "no decision in it: neither a decision record nor a line such as “RESOLUTION: …”")
    yield from list(minutes.records(file, document, where)) or [none]


def _table(read: Callable[[Path, Meter], Items]) -> Callable[[Source, Meter], Items]:
    def items(source: Source, meter: Meter) -> Items:
        if source.path.is_dir():
            raise Refusal(f"{source.path} is a folder; give me the file.")
        meter.total += source.path.stat().st_size
        return read(source.path, meter)

    return items


READERS: dict[str, Callable[[Source, Meter], Items]] = {
    STEWARD: _table(archive_reader.records),
    SLACK: lambda source, meter: slack_export.records(source.path, meter, source.reading),
    CSV: _table(tables.csv_records),
    JSONL: _table(tables.jsonl_records),
    JSON: _table(tables.json_records),
    ADR: _markdown,
    MINUTES: _markdown,
    MIXED: _markdown,
}
