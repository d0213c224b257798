"""Nearness: how close in meaning each record is to a question, computed in memory, where all vectors are kept.

Only imported where a model is at hand: it wants numpy, which takes a tenth of a second to load.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from storage.search import vectors
from storage.search.vectors import Embedder

AT_ONCE = 5_000  # vectors read in one piece, 4 MB
MOST_GONE = 0.1  # share of the vectors in memory that may have been forgotten meanwhile, before all are read anew

Ids = NDArray[np.int64]
Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class VectorScores:
    """How near each vector is to one question; `ids` are the vectors' numbers, ascending."""

    model: str
    ids: Ids
    scores: Numbers

    def closest(self, count: int) -> list[int]:
        if count >= len(self.ids):
            return [int(id_) for id_ in self.ids]
        return [int(self.ids[at]) for at in np.argpartition(-self.scores, count)[:count]]

    def of(self, ids: Sequence[int]) -> dict[int, float]:
        places = np.searchsorted(self.ids, ids)
        there = [(id_, int(at)) for id_, at in zip(ids, places, strict=True) if at < len(self.ids)]
        return {id_: float(self.scores[at]) for id_, at in there if self.ids[at] == id_}


class EmbeddingMatrix:
    """A model, and the vectors that it made of every partnership's records, in memory."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._matrices: dict[int, Matrix] = {}
        self._lock = threading.Lock()

    def to(self, db: Session, question: str) -> VectorScores:
        """What is near to a question among the vectors that are kept by now."""
        ids, rows = self._matrix(db).read(db, self.embedder.name)
        [numbers] = self.embedder.of([question])
        scores = rows @ _read(numbers) if len(ids) else np.empty(0, np.float32)
        return VectorScores(self.embedder.name, ids, scores)

    def tidy(self, db: Session) -> None:
        """Let go of what is in memory, when much of it has been forgotten; the next question reads it anew."""
        gone = len(self._matrix(db)) - vectors.count(db, self.embedder.name)
        if gone > MOST_GONE * len(self._matrix(db)):
            with self._lock:
                self._matrices.pop(db.info["partnership_id"], None)

    def _matrix(self, db: Session) -> "Matrix":
        with self._lock:
            return self._matrices.setdefault(db.info["partnership_id"], Matrix())


class Matrix:
    """The vectors of one partnership, with room for more. What comes later has a higher number."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids: Ids = np.empty(0, np.int64)
        self._rows: Numbers = np.empty((0, 0), np.float32)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def read(self, db: Session, model: str) -> tuple[Ids, Numbers]:
        """All that there is by now; only what is new comes from the database."""
        with self._lock:
            while found := vectors.after(db, model, self._last, limit=AT_ONCE):
                self._add(found)
            return self._ids[: self._length], self._rows[: self._length]

    @property
    def _last(self) -> int:
        return int(self._ids[self._length - 1]) if self._length else 0

    def _add(self, found: Sequence[tuple[int, bytes]]) -> None:
        rows = _read(b"".join(numbers for _, numbers in found)).reshape(len(found), -1)
        length = self._length + len(found)
        if length > len(self._ids):
            self._grow(2 * length, rows.shape[1])
        self._ids[self._length : length] = [id_ for id_, _ in found]
        self._rows[self._length : length] = rows
        self._length = length

    def _grow(self, room: int, dimensions: int) -> None:
        """Into new arrays: whoever is reading the old ones goes on undisturbed."""
        ids, rows = np.empty(room, np.int64), np.empty((room, dimensions), np.float32)
        if self._length:
            ids[: self._length], rows[: self._length] = self._ids[: self._length], self._rows[: self._length]
        self._ids, self._rows = ids, rows


def _read(numbers: bytes) -> Numbers:
    return np.frombuffer(numbers, "<f2").astype(np.float32)
