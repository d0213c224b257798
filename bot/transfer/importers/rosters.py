"""Files that tell who the partners are: CSV, JSON or TOML, each read into the same few lines, and written again."""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.errors import Refusal
from bot.features.members.partners.roster_import import Roster, RosterLine
from bot.transfer.exporters.spreadsheet import guarded, unguarded

LARGEST = 5_000_000  # bytes; ten thousand people are half of it
SEVERAL = ("domains", "workspaces", "usergroups", "people")
ONE = ("representative", "deputy", "channel")
COLUMNS = ("partner", "group", *SEVERAL, *ONE)


def read(path: Path) -> Iterator[RosterLine]:
    """Every line of a file that says something. Raises Refusal when it cannot be read as what it is called."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path} is larger than {LARGEST // 1_000_000} MB: is it the right file?")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} is not written in UTF-8.") from error
    kind = path.suffix.casefold()
    if kind == ".csv":
        return _of_table(text)
    if kind in (".json", ".toml"):
        return _of_lists(_loaded(path, text, kind))
    raise Refusal(f"{path} should be called .csv, .json or .toml.")


def _loaded(path: Path, text: str, kind: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text) if kind == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"{path} is no {kind[1:].upper()}: {str(error)[:120]}.") from error
    if not isinstance(told, dict):
        raise Refusal(f"{path} should have the lists “partners” and “groups”.")
    return told


def _of_lists(told: Mapping[str, Any]) -> Iterator[RosterLine]:
    for kind, key in (("partner", "partners"), ("group", "groups")):
        rows = told.get(key) or []
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            given = row if isinstance(row, dict) else {"name": row}
            yield _line(f"{kind} {number}", {**given, kind: given.get("name")})


def _of_table(text: str) -> Iterator[RosterLine]:
    reader = csv.DictReader(io.StringIO(text.replace("\x00", "")))
    names = [str(name or "").strip().casefold() for name in reader.fieldnames or ()]
    if not {"partner", "group"} & set(names):
        raise Refusal(f"The first line names the columns: {','.join(COLUMNS)}")
    reader.fieldnames = names
    try:
        for row in reader:
            if any(isinstance(each, str) and each.strip() for each in row.values()):
                yield _line(f"line {reader.line_num}", row)
    except csv.Error as error:
        raise Refusal(f"Line {reader.line_num} is no CSV: {error}.") from error


def _line(place: str, told: Mapping[Any, Any]) -> RosterLine:
    several: dict[str, Any] = {name: tuple(_words(told.get(name))) for name in SEVERAL}
    one: dict[str, Any] = {name: _word(told.get(name)) for name in ONE}
    return RosterLine(place, _word(told.get("partner")), _word(told.get("group")), **several, **one)


def _words(told: Any) -> Iterator[str]:
    cells = told if isinstance(told, list) else str(told or "").replace("\n", ";").split(";")
    return filter(None, map(_word, cells))


def _word(told: Any) -> str:
    return unguarded(str(told)).strip()[:300] if isinstance(told, str | int) else ""


def written(roster: Roster, kind: str) -> str:
    """The same as a file of this kind, which `read` understands."""
    rows = [(each.partner, each.group, each) for each in roster]
    if kind == "csv":
        return _table(roster)
    told = {
        "partners": [_told(partner, line) for partner, _, line in rows if partner],
        "groups": [_told(group, line) for _, group, line in rows if group],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(name: str, line: RosterLine) -> dict[str, Any]:
    facts = {each: getattr(line, each) for each in (*SEVERAL, *ONE)}
    return {"name": name, **{key: value for key, value in facts.items() if value}}


def _table(lines: Iterable[RosterLine]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for line in lines:
        cells = (getattr(line, name) for name in COLUMNS)
        table.writerow([guarded("; ".join(cell) if isinstance(cell, tuple) else cell) for cell in cells])
    return out.getvalue()
