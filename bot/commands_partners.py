"""`steward partners`: who the partners are, brought in from a file, listed, and written into one."""

import argparse
import sys

from bot.app import utc_now
from bot.carriage import rosters as files
from bot.commands import open_memory
from bot.commands_carriage import chosen
from bot.config import read_settings
from bot.domain.members import rosters
from bot.domain.members.rosters import Brought
from bot.views import partner_files as words


class OnlyTried(Exception):  # noqa: N818  (not a fault: it takes everything back)
    """Nothing of what was tried shall stay."""


def bring(given: argparse.Namespace) -> int:
    """Show what a file would change; with --yes change it. 1 when a line was left out."""
    lines, memory = list(files.read(given.source)), open_memory(read_settings())
    brought = Brought((), ())
    try:
        home = chosen(memory.partnerships(), given.partnership)
        with memory.of(home.id)() as db:
            brought = rosters.bring(db, lines, at=utc_now())
            if not given.yes:
                raise OnlyTried
    except OnlyTried:
        pass
    finally:
        memory.close()
    sys.stdout.write(words.brought(brought, str(given.source), is_kept=given.yes))
    return 1 if brought.left_out else 0


def export(given: argparse.Namespace) -> int:
    """The same as a file, which `steward partners import` takes."""
    sys.stdout.write(_read(given, lambda roster: files.written(roster, given.format)))
    return 0


def show(given: argparse.Namespace) -> int:
    sys.stdout.write(_read(given, words.listed))
    return 0


def _read(given: argparse.Namespace, write: "words.Write") -> str:
    memory = open_memory(read_settings())
    try:
        home = chosen(memory.partnerships(), given.partnership)
        with memory.of(home.id)(reading=True) as db:
            return write(rosters.of(db))
    finally:
        memory.close()
