"""Meanings: in the background, every record gets its vector, where a model is at hand."""

import logging
from datetime import datetime

from bot.chat.port import Chat
from bot.embeddings import backfill
from storage import Begin
from storage.search import embedding_queue, vectors

A_TICK = 5.0  # seconds of work: some hundred records, and the next tick goes on

log = logging.getLogger(__name__)


def fill(begin: Begin, chat: Chat, now: datetime) -> None:
    with begin(reading=True) as db:
        sense = vectors.sense(db)
        if sense is None:
            return
        sense.tidy(db)
        so_far = embedding_queue.progress(db, sense.embedder.name)
    if so_far.done == so_far.records:
        return
    for piece in backfill.fill(begin, seconds=A_TICK):
        so_far = piece
    log.info("meaning: %d of %d records have their vector", so_far.done, so_far.records)
