"""Files as text, whatever their encoding, a piece at a time, with a meter of how far we are."""

import codecs
import io
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PIECE = 1 << 16  # bytes
LONGEST_LINE = 1 << 24  # characters; beyond it a line is not read but left out

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


class _Counted(io.RawIOBase):
    """A stream that tells the meter what is read from it."""

    def __init__(self, inner: IO[bytes], meter: Meter) -> None:
        self._inner, self._meter = inner, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._inner.read(len(buffer))
        buffer[: len(piece)] = piece
        self._meter.done += len(piece)
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


def encoding_of(path: Path) -> str:
    """UTF-8, UTF-16 or UTF-32 by their marks; UTF-8 where every byte fits; else what Windows wrote."""
    with path.open("rb") as file:
        head = file.read(4)
        named = next((name for mark, name in MARKS if head.startswith(mark)), None)
        if named:
            return named
        file.seek(0)
        return "utf-8" if _is_utf8(file) else "cp1252"


def opened(path: Path, meter: Meter, encoding: str | None = None) -> io.TextIOWrapper:
    """The file as text, its line ends untouched. A sign that its encoding does not know becomes a replacement."""
    return decoded(path.open("rb"), meter, encoding or encoding_of(path))


def decoded(stream: IO[bytes], meter: Meter, encoding: str = "utf-8-sig") -> io.TextIOWrapper:
    counted = io.BufferedReader(_Counted(stream, meter), PIECE)
    return io.TextIOWrapper(counted, encoding, errors="replace", newline="")


def _is_utf8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
