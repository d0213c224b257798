"""Filling: vectors made for the records that have none yet, a few at a time, so that nobody waits for it."""

from collections.abc import Iterator
from time import monotonic

from storage import Begin
from storage.search import embedding_queue, vectors
from storage.search.embedding_queue import EmbeddingProgress

IN_A_PIECE = 32  # records; about a second of work, lost if the process is killed in it


def fill(begin: Begin, *, seconds: float) -> Iterator[EmbeddingProgress]:
    """Make vectors until none is lacking or the time is up; says how far it is after every piece.

    Nothing happens where no model is at hand.
    """
    until = monotonic() + seconds
    while monotonic() < until and (progress := _piece(begin)) is not None:
        yield progress


def _piece(begin: Begin) -> EmbeddingProgress | None:
    """The next few records; the model works between two transactions, so that it holds up no writer."""
    with begin(reading=True) as db:
        sense = vectors.sense(db)
        lacking = embedding_queue.lacking(db, sense.embedder.name, limit=IN_A_PIECE) if sense else []
    if sense is None or not lacking:
        return None
    model = sense.embedder.name
    made = sense.embedder.of([each.text for each in lacking])
    with begin() as db:
        embedding_queue.keep(db, model, list(zip(lacking, made, strict=True)))
        if len(lacking) < IN_A_PIECE:  # the last: now nobody is found by another model's any more
            vectors.forget_others(db, model)
        return embedding_queue.progress(db, model)
