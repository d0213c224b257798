"""`steward model`: whether records are found by meaning too, how far the reading is, and the model that it takes."""

import argparse
import sys
from pathlib import Path

from bot.cli.run import open_memory
from bot.embeddings import backfill as embedding_backfill
from bot.embeddings import download as embedding_download
from bot.embeddings import messages as embedding_messages
from bot.embeddings import model as embedding_model
from bot.errors import Refusal
from bot.settings import read_settings


def state(given: argparse.Namespace) -> int:
    settings = read_settings()
    found = embedding_download.state(Path(settings.steward_model_dir))
    memory = open_memory(settings)
    print(embedding_messages.state(found, embedding_download.filled(memory, found.name) if found.name else {}))
    memory.close()
    return 0 if found.is_fine else 1


def fetch(given: argparse.Namespace) -> int:
    """Bring the model. Raises Refusal when it cannot be had."""
    folder = given.to or Path(read_settings().steward_model_dir)
    print(embedding_messages.fetching(folder), flush=True)
    embedding_download.fetch(folder)
    print(embedding_messages.fetched(embedding_model.is_installed()))
    return 0


def fill(given: argparse.Namespace) -> int:
    """Read every record that was not read yet. Raises Refusal where no model is at hand."""
    settings = read_settings()
    memory = open_memory(settings)
    memory.sense = embedding_model.sense_of(Path(settings.steward_model_dir))
    if memory.sense is None:
        raise Refusal(embedding_messages.state(embedding_download.state(Path(settings.steward_model_dir)), {}))
    for partnership in memory.partnerships():
        for so_far in embedding_backfill.fill(memory.of(partnership.id), seconds=float("inf")):
            print(f"\r{partnership.name}: {so_far.done} of {so_far.records}", end="", file=sys.stderr, flush=True)
    print(f"\n{embedding_messages.state(embedding_download.state(Path(settings.steward_model_dir)), {})}")
    memory.close()
    return 0
