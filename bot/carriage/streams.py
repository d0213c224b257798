"""JSON read an element at a time, so that a file of any size needs little memory."""

import json
from collections.abc import Callable, Iterator
from typing import Any

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
