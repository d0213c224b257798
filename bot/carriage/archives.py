"""A folder or a zip file, its entries read where they are: nothing is unpacked, so no name can reach elsewhere."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from bot.carriage.texts import Meter, decoded
from bot.errors import Refusal

LARGEST_ENTRY = 1 << 30  # bytes of one file, unpacked
DENSEST = 400  # times smaller than unpacked; text packs 5 to 50 times
SMALL = 1 << 20  # bytes that may be as dense as they like

DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What reading an entry raises when it is damaged, locked with a password, or packed in a way that we do not know."""


@dataclass(frozen=True)
class Entry:
    """A file in it. `folder` and `name` are the last two parts of its path."""

    path: str
    size: int
    packed: int

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        return PurePosixPath(self.path).parent.name


class Archive:
    """`refused` tells which entries are not read, and why."""

    def __init__(self, source: Path, meter: Meter) -> None:
        """Raises Refusal when the zip file is damaged."""
        self._source, self._meter = source, meter
        self._zip = None if source.is_dir() else _zip(source)
        self.refused: list[tuple[str, str]] = []
        self.entries = {entry.path: entry for entry in self._every() if self._is_safe(entry)}
        meter.total += sum(entry.packed for entry in self.entries.values())

    @contextmanager
    def opened(self, entry: Entry) -> Iterator[IO[str]]:
        """Its text, read as UTF-8. Raises one of DAMAGED, also while it is read."""
        stream = self._zip.open(entry.path) if self._zip else (self._source / entry.path).open("rb")
        counted = Meter()
        before = self._meter.done
        with decoded(stream, counted) as text:
            yield text
        self._meter.done = before + entry.packed

    def close(self) -> None:
        if self._zip:
            self._zip.close()

    def _every(self) -> Iterator[Entry]:
        if self._zip:
            for each in self._zip.infolist():
                if not each.is_dir():
                    yield Entry(each.filename, each.file_size, each.compress_size)
            return
        for path in sorted(self._source.rglob("*.json")):
            if path.is_file():
                yield Entry(path.relative_to(self._source).as_posix(), path.stat().st_size, path.stat().st_size)

    def _is_safe(self, entry: Entry) -> bool:
        why = _why_not(entry)
        if not why and not self._zip and not _is_inside(self._source, entry.path):
            why = "it leads out of the folder"
        if why:
            self.refused.append((entry.path[:200], why))
        return not why


def _zip(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refusal(f"I cannot open {source.name}: {error}") from error


def _why_not(entry: Entry) -> str:
    parts = PurePosixPath(entry.path.replace("\\", "/")).parts
    if ".." in parts or entry.path.startswith(("/", "\\")) or ":" in entry.path.split("/")[0][:2]:
        return "its name leads out of the archive"
    if entry.size > LARGEST_ENTRY:
        return f"it would unpack to {entry.size:,} bytes"
    if entry.size > SMALL and entry.size > DENSEST * max(entry.packed, 1):
        return f"it would unpack to {entry.size // max(entry.packed, 1):,} times its size"
    return ""


def _is_inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())
