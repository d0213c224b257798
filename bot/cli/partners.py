"""`steward partners`: who the partners are, brought in from a file, listed, and written into one."""

import argparse
import sys
from contextlib import closing, suppress

from bot.cli import output
from bot.cli.run import open_memory
from bot.cli.transfer import chosen
from bot.features.members.partners import roster_import
from bot.runtime.app import utc_now
from bot.settings import read_settings
from bot.transfer.importers import rosters


class OnlyTried(Exception):  # noqa: N818  (not a fault: it takes everything back)
    """Nothing of what was tried shall stay."""


def bring(given: argparse.Namespace) -> int:
    """Show what a file would change; with --yes change it. 1 when a line was left out."""
    lines = list(rosters.read(given.source))
    with closing(open_memory(read_settings())) as memory:
        home = chosen(memory.partnerships(), given.partnership)
        with suppress(OnlyTried), memory.of(home.id)() as db:
            brought = roster_import.bring(db, lines, at=utc_now())
            if not given.yes:
                raise OnlyTried
    sys.stdout.write(output.brought(brought, str(given.source), is_kept=given.yes))
    return 1 if brought.left_out else 0


def export(given: argparse.Namespace) -> int:
    """The same as a file, which `steward partners import` takes."""
    sys.stdout.write(_read(given, lambda roster: rosters.written(roster, given.format)))
    return 0


def show(given: argparse.Namespace) -> int:
    sys.stdout.write(_read(given, output.listed))
    return 0


def _read(given: argparse.Namespace, write: "output.Write") -> str:
    with closing(open_memory(read_settings())) as memory:
        home = chosen(memory.partnerships(), given.partnership)
        with memory.of(home.id)(reading=True) as db:
            return write(roster_import.of(db))
