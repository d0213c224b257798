"""A Slack export, zipped or unpacked: channels, people, and a file of messages a day and channel, one at a time."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import IO

from bot.errors import Refusal
from bot.slack.payloads import Json
from bot.transfer.importers.files import BrokenError, Meter, elements
from bot.transfer.importers.found import Item, Items, Remark, Skipped, SourceChannel, is_place
from bot.transfer.importers.slack_messages import EXPLICIT, ChannelListener, ExportReading, heard

LARGEST_ENTRY = 1 << 30  # bytes of one file, unpacked
DENSEST = 400  # times smaller than unpacked; text packs 5 to 50 times
SMALL = 1 << 20  # bytes that may be as dense as they like

DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What reading an entry raises when it is damaged, locked with a password, or packed in a way that we do not know."""

PUBLIC, PRIVATE = "channels.json", "groups.json"
DIRECT = ("dms.json", "mpims.json")
USERS = "users.json"
LISTS = (PUBLIC, PRIVATE, *DIRECT, USERS)


@dataclass(frozen=True)
class ArchiveFile:
    """A file in it. `folder` and `name` are the last two parts of its path."""

    path: str
    size: int
    packed: int

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        return PurePosixPath(self.path).parent.name


class Archive:
    """`refused` tells which entries are not read, and why."""

    def __init__(self, source: Path, meter: Meter) -> None:
        """Raises Refusal when the zip file is damaged."""
        self._source, self._meter = source, meter
        self._zip = None if source.is_dir() else _zip(source)
        self.refused: list[tuple[str, str]] = []
        self.entries = {entry.path: entry for entry in self._every() if self._is_safe(entry)}
        meter.total += sum(entry.packed for entry in self.entries.values())

    @contextmanager
    def opened(self, entry: ArchiveFile) -> Iterator[IO[str]]:
        """Its text, read as UTF-8. Raises one of DAMAGED, also while it is read."""
        stream = self._zip.open(entry.path) if self._zip else (self._source / entry.path).open("rb")
        with TextIOWrapper(stream, "utf-8-sig", errors="replace") as text:
            yield text
        self._meter.done += entry.packed

    def close(self) -> None:
        if self._zip:
            self._zip.close()

    def _every(self) -> Iterator[ArchiveFile]:
        if self._zip:
            for each in self._zip.infolist():
                if not each.is_dir():
                    yield ArchiveFile(each.filename, each.file_size, each.compress_size)
            return
        for path in sorted(self._source.rglob("*.json")):
            if path.is_file():
                yield ArchiveFile(path.relative_to(self._source).as_posix(), path.stat().st_size, path.stat().st_size)

    def _is_safe(self, entry: ArchiveFile) -> bool:
        why = _why_not(entry)
        if not why and not self._zip and not _is_inside(self._source, entry.path):
            why = "it leads out of the folder"
        if why:
            self.refused.append((entry.path[:200], why))
        return not why


def records(source: Path, meter: Meter, reading: ExportReading = EXPLICIT) -> Items:
    """Proposals: what people marked as decided, or what `reading.judge` takes for it. Direct messages stay closed."""
    with closing(Archive(source, meter)) as archive:
        yield from (Skipped(path, why) for path, why in archive.refused)
        lists = {name: _listed(archive, name) for name in LISTS}
        people = {str(user["id"]): user for user in lists[USERS] if user.get("id")}
        names = {id_: _name(user) for id_, user in people.items()}
        places = {place.name: place for name in (PUBLIC, PRIVATE) for place in _places(lists[name], name)}
        direct = [each for name in DIRECT for each in lists[name]]
        closed = {str(each.get(key)) for each in direct for key in ("id", "name") if each.get(key)}
        if direct:
            yield Remark("Direct messages are private: I did not read them.")
        for folder, days in _by_folder(archive).items():
            if place := places.get(folder):
                yield from _channel(archive, days, ChannelListener(place, people, names, reading, source.name))
            elif folder not in closed:
                yield Skipped(folder, "no channel of this name is in channels.json or groups.json")


def is_export(source: Path) -> bool:
    """Whether this is one: a folder or a zip file with a list of channels in it."""
    if source.is_dir():
        return (source / PUBLIC).is_file() or (source / PRIVATE).is_file()
    if not zipfile.is_zipfile(source):
        return False
    with zipfile.ZipFile(source) as archive:
        return any(name.rsplit("/", 1)[-1] in (PUBLIC, PRIVATE) for name in archive.namelist())


def _channel(archive: Archive, days: list[ArchiveFile], listener: ChannelListener) -> Iterator[Item]:
    for day in sorted(days, key=lambda entry: entry.name):
        try:
            with archive.opened(day) as text:
                for number, message in enumerate(elements(text), 1):
                    if item := heard(message, f"{day.path}, message {number}", listener):
                        yield item
        except (BrokenError, *DAMAGED) as error:
            yield Skipped(day.path, f"it is broken, so I left what follows: {error}")


def _places(listed: list[Json], name: str) -> Iterator[SourceChannel]:
    for channel in listed:
        if channel.get("id") and is_place(str(channel["id"])):
            is_private = name == PRIVATE or bool(channel.get("is_private"))
            yield SourceChannel(str(channel["id"]), str(channel.get("name") or channel["id"]), is_private)


def _by_folder(archive: Archive) -> dict[str, list[ArchiveFile]]:
    """The files of messages, by the channel's name."""
    found: dict[str, list[ArchiveFile]] = {}
    for entry in archive.entries.values():
        if entry.folder and entry.name.endswith(".json") and entry.name not in LISTS and "__MACOSX" not in entry.path:
            found.setdefault(entry.folder, []).append(entry)
    return dict(sorted(found.items()))


def _listed(archive: Archive, name: str) -> list[Json]:
    """One of the lists at the top; empty when it is missing or broken. The export may lie in a folder of its own."""
    entry = min(
        (each for each in archive.entries.values() if each.name == name), key=lambda e: len(e.path), default=None
    )
    if entry is None:
        return []
    try:
        with archive.opened(entry) as text:
            return [each for each in elements(text) if isinstance(each, dict)]
    except (BrokenError, *DAMAGED):
        return []


def _name(user: Json) -> str:
    told = user.get("profile") or {}
    return str(told.get("real_name") or user.get("real_name") or told.get("display_name") or user.get("name") or "")


def _zip(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refusal(f"I cannot open {source.name}: {error}") from error


def _why_not(entry: ArchiveFile) -> str:
    parts = PurePosixPath(entry.path.replace("\\", "/")).parts
    if ".." in parts or entry.path.startswith(("/", "\\")) or ":" in entry.path.split("/")[0][:2]:
        return "its name leads out of the archive"
    if entry.size > LARGEST_ENTRY:
        return f"it would unpack to {entry.size:,} bytes"
    if entry.size > SMALL and entry.size > DENSEST * max(entry.packed, 1):
        return f"it would unpack to {entry.size // max(entry.packed, 1):,} times its size"
    return ""


def _is_inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())
