"""`steward backup` and `steward restore`."""

import argparse

from bot.app import utc_now
from bot.commands import open_memory
from bot.config import read_settings
from storage import backup as backups
from storage.backup import Contents


def backup(given: argparse.Namespace) -> int:
    """Safe while the bot runs, and people write."""
    memory = open_memory(read_settings())
    try:
        made = backups.backup(memory, given.file, at=utc_now())
    finally:
        memory.close()
    size = given.file.stat().st_size / 1_000_000
    print(f"{given.file}: {_counted(made)}, {size:.1f} MB. Tokens in it are sealed; keep STEWARD_KEYS elsewhere.")
    return 0


def restore(given: argparse.Namespace) -> int:
    memory = open_memory(read_settings())
    try:
        contents = backups.restore(memory, given.file, replace=given.replace)
    finally:
        memory.close()
    print(f"{_counted(contents)} as of {contents.made_at}. Start the bot again: steward run")
    return 0


def _counted(contents: Contents) -> str:
    return f"{sum(contents.rows.values()):,} rows in {len(contents.rows)} tables"
