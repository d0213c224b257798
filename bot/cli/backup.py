"""`steward backup` and `steward restore`; and `steward audit verify`, which tells whether all is as it was written."""

import argparse

from bot.cli.run import open_memory
from bot.features.privacy import audit as privacy_audit
from bot.features.privacy import erasure as privacy_erasure
from bot.runtime.app import utc_now
from bot.settings import read_settings
from storage.db import backup as db_backup
from storage.db.backup import BackupManifest


def backup(given: argparse.Namespace) -> int:
    """Safe while the bot runs, and people write."""
    memory = open_memory(read_settings())
    try:
        made = db_backup.backup(memory, given.file, at=utc_now())
    finally:
        memory.close()
    size = given.file.stat().st_size / 1_000_000
    print(f"{given.file}: {_counted(made)}, {size:.1f} MB. Tokens in it are sealed; keep STEWARD_KEYS elsewhere.")
    return 0


def restore(given: argparse.Namespace) -> int:
    memory = open_memory(read_settings())
    try:
        erased = privacy_erasure.noted(memory)
        contents = db_backup.restore(memory, given.file, replace=given.replace)
        privacy_erasure.again(memory, erased)  # whoever asked to be forgotten does not come back with a backup
    finally:
        memory.close()
    print(f"{_counted(contents)} as of {contents.made_at}. Start the bot again: steward run")
    return 0


def verify_audit(given: argparse.Namespace) -> int:
    """1 when a line was changed, taken out, put in or moved; its number is told."""
    memory = open_memory(read_settings())
    flaws = 0
    try:
        for partnership in memory.partnerships():
            if given.partnership not in (None, partnership.name, partnership.workspace):
                continue
            with memory.of(partnership.id)(reading=True) as db:
                verdict = privacy_audit.verify(db, expected=given.expect)
            print(f"{partnership.name}: {verdict.lines:,} lines, seal {verdict.seal}")
            for flaw in verdict.flaws:
                print(f"  line {flaw.n}: {flaw.what}")
            flaws += len(verdict.flaws)
    finally:
        memory.close()
    print("Something was changed behind my back." if flaws else "Every line is as it was written.")
    return 1 if flaws else 0


def _counted(contents: BackupManifest) -> str:
    return f"{sum(contents.rows.values()):,} rows in {len(contents.rows)} tables"
