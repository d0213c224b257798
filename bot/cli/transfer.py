"""`steward import` and `steward export`: what comes into the memory from elsewhere, and what is carried away."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime

from bot.cli import transfer_output
from bot.cli.run import open_memory
from bot.errors import Refusal
from bot.features import imports
from bot.features.privacy import erasure as privacy_erasure
from bot.runtime.app import utc_now
from bot.settings import Settings, read_settings
from bot.transfer.exporters import write as transfer_write
from bot.transfer.importers import formats, slack_messages
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.files import Meter
from bot.transfer.importers.formats import STEWARD, Source
from bot.transfer.importers.new_records import Choices, ImportReport
from bot.transfer.importers.slack_messages import ExportReading
from bot.transfer.rows import archive_reader
from storage import Begin, Memory, channels, decisions
from storage import imports as stored_imports
from storage.partnerships import Partnership


def bring(given: argparse.Namespace) -> int:
    """Show what an import would keep; with --yes keep it; with --undo take one back."""
    settings = read_settings()
    with closing(open_memory(settings)) as memory:
        if given.list:
            return _list(memory)
        if given.undo is not None:
            return _undo(memory, given.undo, now=utc_now())
        if given.source is None:
            raise Refusal("What shall I import? steward import decisions.csv")
        return _bring(memory, given, settings, now=utc_now())


def chosen(partnerships: Sequence[Partnership], name: str | None) -> Partnership:
    """The partnership of this name, or the only one. Raises Refusal when there is none, or more than one."""
    if not partnerships:
        raise Refusal("The memory is empty: no partnership has been here yet. Start with: steward run")
    called_so = [each for each in partnerships if name is None or name in (each.name, each.workspace)]
    if len(called_so) == 1:
        return called_so[0]
    names = ", ".join(f"“{each.name}” ({each.workspace})" for each in partnerships)
    raise Refusal(f"Whose memory? Say it with --partnership: {names}")


def _bring(memory: Memory, given: argparse.Namespace, settings: Settings, *, now: datetime) -> int:
    reading = ExportReading(
        judge=slack_messages.judge, reaction=settings.steward_reaction, workspace_url=given.slack_address
    )
    source = formats.known(given.source, given.kind, reading)
    home = _home(memory, source, given, now)
    begin = memory.of(home.id)
    choices = Choices(given.on, _channel(begin, given.channel))
    if not given.yes or given.dry_run:
        report = transfer_run.preview(begin, source, choices, now=now, progress=_bar)
        print(transfer_output.preview(report, source, home.name, _again(given)))
        return 0
    return _keep(begin, source, choices, given, home, now)


def _keep(
    begin: Begin, source: Source, choices: Choices, given: argparse.Namespace, home: Partnership, now: datetime
) -> int:
    last = ImportReport()

    def watch(meter: Meter, report: ImportReport) -> None:
        nonlocal last
        last = report
        _bar(meter, report)

    try:
        report = transfer_run.keep(begin, source, choices, now=now, progress=watch)
    except KeyboardInterrupt:
        print(transfer_output.interrupted(last.import_id, _again(given)), file=sys.stderr)
        return 1
    with begin() as db:
        privacy_erasure.reapply(db)  # an old export may name whoever was erased since
    print(transfer_output.kept(report, source, home.name))
    return 0


def _home(memory: Memory, source: Source, given: argparse.Namespace, now: datetime) -> Partnership:
    """Whose memory it goes to. Steward's own export can begin an empty one."""
    known = memory.partnerships()
    if known or source.kind != STEWARD:
        return chosen(known, given.partnership)
    workspace, name = archive_reader.partnership(source.path)
    if not given.yes:
        raise Refusal(f"The memory is empty. To begin it with what “{name}” exported: {_again(given)} --yes")
    return memory.partnership(workspace, name=name, at=now)


def _channel(begin: Begin, name: str | None) -> str:
    if name is None:
        return decisions.EVERYBODY
    with begin(reading=True) as db:
        found = channels.called(db, name.removeprefix("#"))
    if len(found) != 1:
        raise Refusal(
            f"I know {len(found) or 'no'} channels called {name}. Its id is never mistaken: --channel C0123ABCD"
        )
    return found[0].channel


def _undo(memory: Memory, number: int, *, now: datetime) -> int:
    for partnership in memory.partnerships():
        begin = memory.of(partnership.id)
        with begin(reading=True) as db:
            is_here = db.get(stored_imports.Import, number) is not None
        if is_here:
            with begin() as db:
                print(transfer_output.undone(number, imports.undo(db, number, at=now)))
            return 0
    raise Refusal(f"There is no import {number}. Those there were: steward import --list")


def _list(memory: Memory) -> int:
    for partnership in memory.partnerships():
        with memory.of(partnership.id)(reading=True) as db:
            rows = [(row, stored_imports.counts(db, row.id)) for row in stored_imports.every(db)]
        print(transfer_output.listed(rows, partnership.name))
    return 0


def _again(given: argparse.Namespace) -> str:
    """The command that was given, as it can be typed again."""
    told = ["steward", "import", str(given.source)]
    for option in ("kind", "partnership", "channel", "on", "slack_address"):
        if value := getattr(given, option):
            told += [f"--{option.replace('_', '-')}", str(value)]
    return shlex.join(told)


def _bar(meter: Meter, report: ImportReport) -> None:
    """For whoever sits in front of it; nothing where the words go to a file."""
    if sys.stderr.isatty():
        records = report.kept + report.known + report.left_count
        print(f"\r{transfer_output.progress(meter.done, meter.total, records)}", end="", file=sys.stderr, flush=True)


def export(given: argparse.Namespace) -> int:
    """Write the memory down, whole or one partner's part."""
    now = utc_now()
    with closing(open_memory(read_settings())) as memory:
        home = chosen(memory.partnerships(), given.partnership)
        out = given.out or transfer_write.named(given.format, now)
        count = transfer_write.write(memory.of(home.id), given.format, out, partner=given.partner, at=now)
    print(transfer_output.written(count, out, given.partner))
    return 0
