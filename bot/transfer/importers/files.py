"""Files as text, whatever their encoding, and as JSON, a piece at a time, with a meter of how far we are."""

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PIECE = 1 << 16  # bytes, or characters
LONGEST_LINE = 1 << 24  # characters; beyond it a line is not read but left out
LARGEST_ELEMENT = 1 << 25  # characters of a value in JSON; beyond it the file counts as broken
SPACE = " \t\r\n"
DECODER = json.JSONDecoder()

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass
class Meter:
    """How many bytes have been read, and how many there are."""

    total: int = 0
    done: int = 0


class _Counted(io.FileIO):
    """A file that tells the meter what is read from it."""

    def __init__(self, path: Path, meter: Meter) -> None:
        super().__init__(path)
        self._meter = meter

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer) or 0
        self._meter.done += count
        return count


def encoding_of(path: Path) -> str:
    """UTF-8, UTF-16 or UTF-32 by their marks; UTF-8 where every byte fits; else what Windows wrote."""
    with path.open("rb") as file:
        head = file.read(4)
    named = next((name for mark, name in MARKS if head.startswith(mark)), None)
    return named or ("utf-8" if _is_utf8(path) else "cp1252")


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(PIECE):
                pass
    except UnicodeDecodeError:
        return False
    return True


def opened(path: Path, meter: Meter, encoding: str | None = None) -> io.TextIOWrapper:
    """The file as text, its line ends untouched. A sign that its encoding does not know becomes a replacement."""
    counted = io.BufferedReader(_Counted(path, meter), PIECE)
    return io.TextIOWrapper(counted, encoding or encoding_of(path), errors="replace", newline="")


def lines(file: io.TextIOWrapper) -> Iterator[str]:
    """Its lines; of one that is too long only its beginning, the rest is passed over."""
    while line := file.readline(LONGEST_LINE):
        yield line
        while len(line) >= LONGEST_LINE and not line.endswith("\n"):
            line = file.readline(LONGEST_LINE)


class BrokenError(ValueError):
    """This is not JSON, or not the JSON we expect."""


def elements(file: IO[str]) -> Iterator[Any]:
    """The elements of a list. Raises BrokenError, after those before the fault."""
    text = _Text(file)
    text.expect("[")
    yield from _elements(text)


def members(file: IO[str]) -> Iterator[tuple[str, Any]]:
    """Key and value of an object; for a value that is a list, its key with each of its elements."""
    text = _Text(file)
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

    def __init__(self, file: IO[str]) -> None:
        self._file, self._rest, self._at = file, "", 0

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
        if waiting > LARGEST_ELEMENT or not self._more(max(PIECE, waiting)):
            raise BrokenError(str(error)[:80]) from None

    def _more(self, size: int) -> bool:
        piece = self._file.read(size)
        self._rest, self._at = self._rest[self._at :] + piece, 0
        return bool(piece)
