"""`steward model`: whether records are found by meaning too, how far the reading is, and the model that it takes."""

import argparse
import sys
from pathlib import Path

from bot import filling, meaning, models
from bot.commands import open_memory
from bot.config import read_settings
from bot.errors import Refusal
from bot.views import meaning as words


def state(given: argparse.Namespace) -> int:
    settings = read_settings()
    found = models.state(Path(settings.steward_model_dir))
    memory = open_memory(settings)
    print(words.state(found, models.filled(memory, found.name) if found.name else {}))
    memory.close()
    return 0 if found.is_fine else 1


def fetch(given: argparse.Namespace) -> int:
    """Bring the model. Raises Refusal when it cannot be had."""
    folder = given.to or Path(read_settings().steward_model_dir)
    print(words.fetching(folder), flush=True)
    models.fetch(folder)
    print(words.fetched(meaning.is_installed()))
    return 0


def fill(given: argparse.Namespace) -> int:
    """Read every record that was not read yet. Raises Refusal where no model is at hand."""
    settings = read_settings()
    memory = open_memory(settings)
    memory.sense = meaning.sense_of(Path(settings.steward_model_dir))
    if memory.sense is None:
        raise Refusal(words.state(models.state(Path(settings.steward_model_dir)), {}))
    for partnership in memory.partnerships():
        for so_far in filling.fill(memory.of(partnership.id), seconds=float("inf")):
            print(f"\r{partnership.name}: {so_far.done} of {so_far.records}", end="", file=sys.stderr, flush=True)
    print(f"\n{words.state(models.state(Path(settings.steward_model_dir)), {})}")
    memory.close()
    return 0
