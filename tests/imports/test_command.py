"""`steward import` and `steward export`, as an operator types them."""

import json
import zipfile

import pytest

from bot.cli import parser
from bot.transfer.importers.fields import COLUMNS
from storage import open_store
from storage.db import migrate
from storage.decisions import Decision
from tests.cli.test_commands import filled
from tests.conftest import MONDAY_9
from tests.imports.test_imports import TABLE
from tests.runtime.test_settings import bare

__all__ = ["bare", "filled"]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text(TABLE)
    return str(path)


def said(capsys, *arguments, code=0):
    assert parser.main(list(arguments)) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


def texts(tmp_path):
    memory = open_store(f"sqlite:///{tmp_path}/steward.db")
    with memory.of(1)(reading=True) as db:
        found = [row.text for row in db.query(Decision).order_by(Decision.number)]
    memory.close()
    return found


def test_without_yes_it_shows_what_it_would_keep(filled, table, capsys, tmp_path):
    out = said(capsys, "import", table)

    for words in (
        "decisions.csv (a table with a heading), for Havenmouth Alliance",
        "Would keep 3 decisions. Left out: 4.",
        "2024-03-31  We meet on Tuesdays",
        "why: the ferry does",
        "[superseded by 3]",
        "decisions.csv, line 5: it does not say what was decided",
        "Kept by name, for no member is called so: Rita, bo, Bo",
        f"Nothing is written yet. To keep them: steward import {table} --yes",
    ):
        assert words in out
    assert texts(tmp_path) == ["We use the harbour site"]


def test_a_dry_run_wins_over_yes(filled, table, capsys, tmp_path):
    assert "Nothing is written yet" in said(capsys, "import", table, "--yes", "--dry-run")
    assert texts(tmp_path) == ["We use the harbour site"]


def test_kept_found_listed_and_taken_back(filled, table, capsys, tmp_path):
    out = said(capsys, "import", table, "--yes")
    assert "Kept 3 decisions from decisions.csv for Havenmouth Alliance. Left out: 4." in out
    assert "To take it back: steward import --undo 1" in out
    assert "We meet on Tuesdays" in said(capsys, "why", "why do we meet on Tuesdays?")
    assert "decisions.csv: 3 decisions, complete" in said(capsys, "import", "--list")
    again = said(capsys, "import", table, "--yes")
    assert "Nothing new to keep. In the memory already: 3." in again

    assert said(capsys, "import", "--undo", "1") == "Import 1 is taken back: 3 decisions are gone.\n"
    assert texts(tmp_path) == ["We use the harbour site"]
    assert "taken back on" in said(capsys, "import", "--list")
    assert "already taken back" in said(capsys, "import", "--undo", "1", code=1)


def test_with_options(filled, table, capsys, tmp_path):
    out = said(capsys, "import", table, "--on", "2024-05-01", "--channel", "steering", "--yes")
    assert "Kept 4 decisions" in out

    memory = open_store(f"sqlite:///{tmp_path}/steward.db")
    with memory.of(1)(reading=True) as db:
        assert {row.channel for row in db.query(Decision)} == {"C1"}
    memory.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "What shall I import?"),
        (("nowhere.csv",), "There is no nowhere.csv"),
        (("--undo", "7"), "There is no import 7"),
        (("decisions.csv", "--channel", "penguins"), "I know no channels called penguins"),
        (("decisions.csv", "--partnership", "Penguins"), "Whose memory? Say it with --partnership"),
        (("decisions.csv", "--kind", "steward"), "is no export of Steward"),
        (("strange.bin",), "I cannot tell what strange.bin is"),
        ((".", "--kind", "csv"), "is a folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(filled, table, capsys, tmp_path, arguments, words):
    (tmp_path / "strange.bin").write_bytes(b"\x00\x01")

    assert words in said(capsys, "import", *arguments, code=1)


def test_an_empty_memory_says_how_to_begin(table, capsys):
    assert "steward run" in said(capsys, "import", table, code=1)
    assert "steward run" in said(capsys, "export", code=1)


def test_two_partnerships_are_told_apart(filled, table, capsys, tmp_path):
    memory = open_store(f"sqlite:///{tmp_path}/steward.db")
    migrate.upgrade(memory)
    memory.partnership("T0OTHER", name="Other Alliance", at=MONDAY_9)
    memory.close()

    assert "“Other Alliance” (T0OTHER)" in said(capsys, "import", table, code=1)
    assert "for Other Alliance" in said(capsys, "import", table, "--partnership", "Other Alliance")
    assert "for Other Alliance" in said(capsys, "import", table, "--partnership", "T0OTHER")


def test_an_export_begins_an_empty_memory(filled, capsys, tmp_path, monkeypatch):
    said(capsys, "export", "--out", "all.json")
    monkeypatch.setenv("STEWARD_DATABASE", "elsewhere.db")

    assert "begin it with what “Havenmouth Alliance” exported" in said(capsys, "import", "all.json", code=1)
    assert "Kept 1 decision from all.json for Havenmouth Alliance" in said(capsys, "import", "all.json", "--yes")
    assert "We use the harbour site" in said(capsys, "why", "the harbour site?")


@pytest.mark.parametrize(("form", "name"), [("json", "x.json"), ("csv", "x.csv"), ("markdown", "book")])
def test_the_memory_is_written_where_it_is_wanted(filled, capsys, tmp_path, form, name):
    assert said(capsys, "export", "--format", form, "--out", name) == f"Wrote 1 decision to {name}\n"

    out = tmp_path / name
    written = (out / "index.md" if out.is_dir() else out).read_text(encoding="utf-8-sig")
    assert "We use the harbour site" in written


def test_without_a_place_it_is_named_by_the_day(filled, capsys, tmp_path):
    said(capsys, "export")

    [path] = tmp_path.glob("steward-2*.json")
    assert json.loads(path.read_text())["steward_export"] == 2


def test_a_place_that_cannot_be_written_is_said(filled, capsys):
    assert "I cannot write" in said(capsys, "export", "--out", "no/such/folder/x.json", code=1)
    assert "Which partner?" in said(capsys, "export", "--partner", "Penguins", code=1)


def test_words_of_an_archive_do_nothing_to_the_terminal(filled, capsys, tmp_path):
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("channels.json", "[]")
        archive.writestr("\x1b[31mred\u202e/2023-01-01.json", "[]")

    out = said(capsys, "import", "e.zip")
    assert "red" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_interrupted_it_says_how_to_go_on(filled, table, capsys, monkeypatch):
    from bot.transfer.importers import save

    class Stopped(save.ImportWriter):
        def write(self, *_):
            raise KeyboardInterrupt

    monkeypatch.setattr("bot.transfer.importers.run.ImportWriter", Stopped)
    assert "Interrupted; nothing was written." in said(capsys, "import", table, "--yes", code=1)


def test_help_documents_the_columns(capsys):
    with pytest.raises(SystemExit):
        parser.main(["import", "--help"])

    out = capsys.readouterr().out
    for column in COLUMNS:
        assert f"  {column}  " in out


def test_tables_in_a_folder_are_not_passed_over_in_silence(filled, table, capsys, tmp_path):
    assert "Give me its tables one by one: decisions.csv" in said(capsys, "import", str(tmp_path))
