"""Tables: CSV with a heading, JSON with an object a line or a list of objects, columns as documented."""

import csv
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.errors import Refusal
from bot.transfer.exporters.spreadsheet import unguarded
from bot.transfer.importers.fields import COLUMNS, SEVERAL, meaning, record
from bot.transfer.importers.files import LONGEST_LINE, BrokenError, Meter, elements, encoding_of, lines, opened
from bot.transfer.importers.found import Item, Items, Remark, Skipped

LONGEST_CELL = 1_000_000  # characters; what is longer is a file in a cell, not a sentence


def csv_records(path: Path, meter: Meter) -> Items:
    """Raises Refusal when the heading has no column that says what was decided, or two that do."""
    encoding = encoding_of(path)
    if encoding == "cp1252":
        yield Remark(f"{path.name} is not UTF-8; I read it as Windows-1252. Look whether accents came through.")
    csv.field_size_limit(LONGEST_LINE)
    delimiter = _delimiter(path, encoding)
    with opened(path, meter, encoding) as file:
        rows = csv.reader(file, delimiter=delimiter, strict=True)
        columns = _columns(next(rows, []), path.name)
        yield from _remarks(columns)
        for line, row in _rows(rows):
            where = f"{path.name}, line {line}"
            yield Skipped(where, row) if isinstance(row, str) else _row(row, [column for _, column in columns], where)


def jsonl_records(path: Path, meter: Meter) -> Items:
    """One object a line; keys as the columns are called."""
    with opened(path, meter) as file:
        for number, line in enumerate(lines(file), 1):
            if line.strip():
                yield _of_line(line, f"{path.name}, line {number}")


def json_records(path: Path, meter: Meter) -> Items:
    """A list of objects."""
    with opened(path, meter) as file:
        try:
            for number, each in enumerate(elements(file), 1):
                yield _object(each, f"{path.name}, entry {number}")
        except BrokenError as error:
            yield Skipped(path.name, f"it is broken JSON, so I stopped there: {error}")


def _delimiter(path: Path, encoding: str) -> str:
    """What separates the cells of the heading."""
    with opened(path, Meter(), encoding) as file:
        head = file.readline(LONGEST_CELL)
    return max(",;\t|", key=head.count)


def _columns(headings: Sequence[str], name: str) -> list[tuple[str, str | None]]:
    columns = [(heading.strip()[:60], meaning(heading)) for heading in headings]
    known = [column for _, column in columns if column]
    if "what" not in known:
        raise Refusal(f"{name} has no column “what”. Its heading should name some of: {', '.join(COLUMNS)}.")
    twice = {column for column in known if known.count(column) > 1} - SEVERAL
    if twice:
        same = ", ".join(f"“{heading}”" for heading, column in columns if column in twice)
        raise Refusal(f"In {name} several columns mean the same: {same}. Rename all but one, for example to “notes”.")
    return columns


def _remarks(columns: Sequence[tuple[str, str | None]]) -> Iterator[Remark]:
    unknown = [f"“{heading}”" for heading, column in columns if not column and heading]
    if unknown:
        yield Remark(f"Columns I do not know, and leave: {', '.join(unknown[:20])}")


def _rows(rows: Any) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the number of its first line; words instead of a row that cannot be read."""
    while True:
        first = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield first, f"it cannot be read ({error}); is a quotation mark missing?"
            continue
        if any(map(str.strip, row)):
            yield first, row


def _row(row: Sequence[str], columns: Sequence[str | None], where: str) -> Item:
    if any(map(str.strip, row[len(columns) :])):
        return Skipped(where, f"it has {len(row)} cells, the heading {len(columns)}; is a quotation mark missing?")
    if any(len(cell) > LONGEST_CELL for cell in row):
        return Skipped(where, f"a cell is longer than {LONGEST_CELL:,} characters")
    cells: dict[str, list[str]] = {}
    for column, cell in zip(columns, row, strict=False):
        if column:
            cells.setdefault(column, []).append(unguarded(cell))
    return record(cells, where)


def _of_line(line: str, where: str) -> Item:
    if len(line) >= LONGEST_LINE:
        return Skipped(where, f"the line is longer than {LONGEST_LINE:,} characters")
    try:
        read = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Skipped(where, f"it is not JSON ({str(error)[:80]})")
    return _object(read, where)


def _object(read: Any, where: str) -> Item:
    if not isinstance(read, dict):
        return Skipped(where, "it is no object, such as {“what”: “…”}")
    cells: dict[str, list[str]] = {}
    for key, value in read.items():
        if column := meaning(key):
            cells.setdefault(column, []).extend(_texts(value))
    if sum(map(len, cells.get("what", ()))) > LONGEST_CELL:
        return Skipped(where, f"it is longer than {LONGEST_CELL:,} characters")
    return record(cells, where)


def _texts(value: Any) -> list[str]:
    """What a value says: a text, a number, a list of them, or people as objects with name and mail."""
    if isinstance(value, list):
        return [text for each in value[:1_000] for text in _texts(each)]
    if isinstance(value, dict):
        mail = value.get("mail") or value.get("email")
        return [f"{value.get('name', '')} <{mail}>" if mail else str(value.get("name", ""))]
    return [] if value is None else [str(value)]
