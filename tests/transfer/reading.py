"""Reading a source in a test: what was found, what was left out, and which remarks were made."""

from collections.abc import Mapping
from pathlib import Path

from bot.transfer.importers import formats
from bot.transfer.importers.files import Meter
from bot.transfer.importers.found import ImportRecord, Remark, Skipped
from bot.transfer.importers.slack_messages import EXPLICIT, ExportReading


def read(path: Path, kind: str | None = None, **reading):
    """Everything that the reader gives."""
    made = ExportReading(**reading) if reading else EXPLICIT
    return list(formats.known(path, kind, made).items(Meter()))


def found(path: Path, kind: str | None = None, **reading) -> list[ImportRecord]:
    return [item for item in read(path, kind, **reading) if isinstance(item, ImportRecord)]


def left(path: Path, kind: str | None = None, **reading) -> dict[str, str]:
    """Why each is left out, by where it stands."""
    return {item.where: item.why for item in read(path, kind, **reading) if isinstance(item, Skipped)}


def remarks(path: Path, kind: str | None = None) -> list[str]:
    return [item.words for item in read(path, kind) if isinstance(item, Remark)]


def a_folder(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder with these texts in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
