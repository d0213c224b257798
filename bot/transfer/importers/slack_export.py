"""A Slack export, zipped or unpacked: channels, people, and a file of messages a day and channel, one at a time."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from bot.slack.payloads import Payload
from bot.transfer.importers.files import DAMAGED, Archive, ArchiveFile, BrokenError, elements
from bot.transfer.importers.found import Item, Items, Remark, Skipped, SourceChannel, is_place
from bot.transfer.importers.slack_messages import EXPLICIT, ChannelListener, ExportReading, heard
from bot.transfer.importers.texts import Meter

PUBLIC, PRIVATE = "channels.json", "groups.json"
DIRECT = ("dms.json", "mpims.json")


def records(source: Path, meter: Meter, reading: ExportReading = EXPLICIT) -> Items:
    """Proposals: what people marked as decided, or what `reading.judge` takes for it. Direct messages stay closed."""
    archive = Archive(source, meter)
    try:
        yield from (Skipped(path, why) for path, why in archive.refused)
        people = {str(user["id"]): user for user in _listed(archive, "users.json") if user.get("id")}
        names = {id_: _name(user) for id_, user in people.items()}
        places = {place.name: place for place in _places(archive)}
        yield from _closed(archive)
        for folder, days in _by_folder(archive).items():
            place = places.get(folder)
            if place:
                yield from _channel(archive, days, ChannelListener(place, people, names, reading, source.name))
            elif not any(folder in _folders(archive, name) for name in DIRECT):
                yield Skipped(folder, "no channel of this name is in channels.json or groups.json")
    finally:
        archive.close()


def is_export(source: Path) -> bool:
    """Whether this is one: a folder or a zip file with a list of channels in it."""
    if source.is_dir():
        return (source / PUBLIC).is_file() or (source / PRIVATE).is_file()
    if not zipfile.is_zipfile(source):
        return False
    with zipfile.ZipFile(source) as archive:
        return any(name.rsplit("/", 1)[-1] in (PUBLIC, PRIVATE) for name in archive.namelist())


def _channel(archive: Archive, days: list[ArchiveFile], ear: ChannelListener) -> Iterator[Item]:
    for day in sorted(days, key=lambda entry: entry.name):
        try:
            with archive.opened(day) as text:
                for number, message in enumerate(elements(text.read), 1):
                    if item := heard(message, f"{day.path}, message {number}", ear):
                        yield item
        except (BrokenError, *DAMAGED) as error:
            yield Skipped(day.path, f"it is broken, so I left what follows: {error}")


def _places(archive: Archive) -> Iterator[SourceChannel]:
    for name in (PUBLIC, PRIVATE):
        for channel in _listed(archive, name):
            if channel.get("id") and is_place(str(channel["id"])):
                is_private = name == PRIVATE or bool(channel.get("is_private"))
                yield SourceChannel(str(channel["id"]), str(channel.get("name") or channel["id"]), is_private)


def _closed(archive: Archive) -> Iterator[Remark]:
    if any(_listed(archive, name) for name in DIRECT):
        yield Remark("Direct messages are private: I did not read them.")


def _folders(archive: Archive, name: str) -> set[str]:
    return {str(each.get(key)) for each in _listed(archive, name) for key in ("id", "name") if each.get(key)}


def _by_folder(archive: Archive) -> dict[str, list[ArchiveFile]]:
    """The files of messages, by the channel's name."""
    found: dict[str, list[ArchiveFile]] = {}
    lists = {PUBLIC, PRIVATE, *DIRECT, "users.json"}
    for entry in archive.entries.values():
        if entry.folder and entry.name.endswith(".json") and entry.name not in lists and "__MACOSX" not in entry.path:
            found.setdefault(entry.folder, []).append(entry)
    return dict(sorted(found.items()))


def _listed(archive: Archive, name: str) -> list[Payload]:
    """One of the lists at the top; empty when it is missing or broken. The export may lie in a folder of its own."""
    entry = min(
        (each for each in archive.entries.values() if each.name == name), key=lambda e: len(e.path), default=None
    )
    if entry is None:
        return []
    try:
        with archive.opened(entry) as text:
            return [each for each in elements(text.read) if isinstance(each, dict)]
    except (BrokenError, *DAMAGED):
        return []


def _name(user: Payload) -> str:
    told = user.get("profile") or {}
    return str(told.get("real_name") or user.get("real_name") or told.get("display_name") or user.get("name") or "")
