"""A folder or a zip file, its entries read where they are: nothing is unpacked, so no name can reach elsewhere."""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from bot.errors import Refusal
from bot.transfer.importers.texts import Meter, decoded

LARGEST_ENTRY = 1 << 30  # bytes of one file, unpacked
DENSEST = 400  # times smaller than unpacked; text packs 5 to 50 times
SMALL = 1 << 20  # bytes that may be as dense as they like

DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What reading an entry raises when it is damaged, locked with a password, or packed in a way that we do not know."""


@dataclass(frozen=True)
class ArchiveFile:
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
    def opened(self, entry: ArchiveFile) -> Iterator[IO[str]]:
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

    def _every(self) -> Iterator[ArchiveFile]:
        if self._zip:
            for each in self._zip.infolist():
                if not each.is_dir():
                    yield ArchiveFile(each.filename, each.file_size, each.compress_size)
            return
        for path in sorted(self._source.rglob("*.json")):
            if path.is_file():
                yield ArchiveFile(path.relative_to(self._source).as_posix(), path.stat().st_size, path.stat().st_size)

    def _is_safe(self, entry: ArchiveFile) -> bool:
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


def _why_not(entry: ArchiveFile) -> str:
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


PIECE = 1 << 16  # characters
LARGEST = 1 << 25  # characters of one element; beyond it the file counts as broken
SPACE = " \t\r\n"

DECODER = json.JSONDecoder()


class BrokenError(ValueError):
    """This is not JSON, or not the JSON we expect."""


def elements(read: Callable[[int], str]) -> Iterator[Any]:
    """The elements of a list. Raises BrokenError, after those before the fault."""
    text = _Text(read)
    text.expect("[")
    yield from _elements(text)


def members(read: Callable[[int], str]) -> Iterator[tuple[str, Any]]:
    """Key and value of an object; for a value that is a list, its key with each of its elements."""
    text = _Text(read)
    text.expect("{")
    while text.peek() != "}":
        key = str(text.value())
        text.expect(":")
        if text.peek() == "[":
            text.expect("[")
            yield from ((key, each) for each in _elements(text))
        else:
            yield key, text.value()
        _comma(text, "}")


def _elements(text: "_Text") -> Iterator[Any]:
    while text.peek() != "]":
        yield text.value()
        _comma(text, "]")
    text.expect("]")


def _comma(text: "_Text", end: str) -> None:
    if text.peek() != end:
        text.expect(",")


class _Text:
    """What is read and not yet understood."""

    def __init__(self, read: Callable[[int], str]) -> None:
        self._read, self._rest, self._at = read, "", 0

    def peek(self) -> str:
        """The next sign that is no space. Raises BrokenError at the end."""
        while True:
            while self._at < len(self._rest) and self._rest[self._at] in SPACE:
                self._at += 1
            if self._at < len(self._rest):
                return self._rest[self._at]
            if not self._more(PIECE):
                raise BrokenError("it ends too soon")

    def expect(self, sign: str) -> None:
        if self.peek() != sign:
            raise BrokenError(f"expected {sign} before “{self._rest[self._at : self._at + 20]}”")
        self._at += 1

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = DECODER.raw_decode(self._rest, self._at)
            except (ValueError, RecursionError) as error:
                self._grow(error)
                continue
            if end < len(self._rest) or isinstance(value, (dict, list, str)) or not self._more(PIECE):
                self._at = end
                return value

    def _grow(self, error: Exception) -> None:
        """Take in as much again as there is, so that a long element is not tried at every piece."""
        waiting = len(self._rest) - self._at
        if waiting > LARGEST or not self._more(max(PIECE, waiting)):
            raise BrokenError(str(error)[:80]) from None

    def _more(self, size: int) -> bool:
        piece = self._read(size)
        self._rest, self._at = self._rest[self._at :] + piece, 0
        return bool(piece)
