"""Writing an export down: in one reading of the memory, readable by its owner alone, whole or not at all."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.transfer.exporters import archive, markdown_book, spreadsheet
from bot.transfer.exporters import scope as exporter_scope
from bot.transfer.exporters.scope import ExportScope
from storage import Begin, at_one_moment
from storage.members import Member

JSON, CSV, MARKDOWN = "json", "csv", "markdown"
OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700


def write(begin: Begin, form: str, out: Path, *, partner: str | None, at: datetime) -> int:
    """How many decisions were written. Raises Refusal when the place is taken or there is no such partner."""
    return _write(begin, form, out, lambda db: exporter_scope.chosen(db, partner), at)


def write_asked(begin: Begin, form: str, out: Path, *, scope: str, member: int, at: datetime) -> int:
    """The same for somebody in the chat, with no more than they may see. `member` is their row."""
    return _write(begin, form, out, lambda db: exporter_scope.asked(db, scope, db.get_one(Member, member)), at)


def _write(begin: Begin, form: str, out: Path, choose: Callable[[Session], ExportScope], at: datetime) -> int:
    with begin(reading=True) as db:
        at_one_moment(db)
        chosen = choose(db)
        if form == MARKDOWN:
            return markdown_book.write(db, chosen, _empty(out))
        with _replacing(out, "utf-8-sig" if form == CSV else "utf-8") as file:
            return spreadsheet.write(db, chosen, file) if form == CSV else archive.write(db, chosen, file, at=at)


def named(form: str, at: datetime) -> Path:
    """Where it goes when nobody says."""
    return Path(f"steward-{at:%Y-%m-%d}" + {JSON: ".json", CSV: ".csv", MARKDOWN: ""}[form])


@contextmanager
def _replacing(out: Path, encoding: str) -> Iterator[IO[str]]:
    """A file beside it that takes its place once it is whole."""
    part = out.with_name(f"{out.name}.part")
    with _refusing(out):
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    try:
        with open(handle, "w", encoding=encoding, newline="") as file:
            yield file
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _empty(folder: Path) -> Path:
    with _refusing(folder):
        folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Refusal(f"The folder {folder} is not empty. Choose another one with --out.")
    return folder


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refusal(f"I cannot write {path}: {error.strerror or error}") from error
