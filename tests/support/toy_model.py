"""A model so small that its meaning can be told in a line, for tests of what is built around one."""

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

GROUPS = (("harbour", "haven", "quay"), ("boat", "ferry", "vessel"), ("money", "fee", "euro"), ("meet", "gather"))
"""Words that mean the same. Each group is a direction of its own; every other word is nearly nothing."""


def directions() -> Mapping[str, Sequence[float]]:
    size = len(GROUPS) + 1
    return {word: [float(at == group) for at in range(size)] for group, words in enumerate(GROUPS) for word in words}


class Toy:
    """The same model in Python, which needs nothing installed."""

    def __init__(self, name: str = "toy") -> None:
        self.name = name
        self.read: list[str] = []  # every text that it was given

    def of(self, texts: Sequence[str]) -> list[bytes]:
        self.read += texts
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> bytes:
        known, other = directions(), [0.0] * len(GROUPS) + [0.1]
        rows = [known.get(word.strip(".,?!"), other) for word in text.casefold().split()] or [other]
        mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        length = sum(value * value for value in mean) ** 0.5
        return struct.pack(f"<{len(mean)}e", *(value / length for value in mean))


def write(folder: Path) -> Path:
    """The same model as files: a vocabulary, and an ONNX graph that looks its words' numbers up."""
    folder.mkdir(parents=True, exist_ok=True)
    known = directions()
    vocabulary = {"[UNK]": 0, **{word: number for number, word in enumerate(known, 1)}}
    tokenizer = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    rows = [[0.0] * len(GROUPS) + [0.1], *known.values()]
    (folder / "model.onnx").write_bytes(_onnx(rows))
    return folder


def _onnx(rows: Sequence[Sequence[float]]) -> bytes:
    """Gather(table, input_ids). Source of the field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto"""
    flat = [value for row in rows for value in row]
    table = _number(1, len(rows)) + _number(1, len(rows[0])) + _number(2, 1) + _text(8, "table")
    table += _bytes(9, struct.pack(f"<{len(flat)}f", *flat))
    node = _text(1, "table") + _text(1, "input_ids") + _text(2, "numbers") + _text(4, "Gather")
    graph = _bytes(1, node) + _text(2, "toy") + _bytes(5, table)
    graph += _bytes(11, _value("input_ids", 7, 2)) + _bytes(12, _value("numbers", 1, 3))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))


def _value(name: str, kind: int, axes: int) -> bytes:
    shape = b"".join(_bytes(1, _text(2, f"axis{at}")) for at in range(axes))
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
