"""A backup is everything as of one moment, taken while people write; and it comes back whole or not at all."""

import json
import threading
import zipfile

import pytest
from sqlalchemy import func, select, text

from bot.cli import parser
from bot.errors import Refusal
from storage import events, open_store
from storage.db import migrate
from storage.db.backup import backup, restore
from storage.events import Event
from storage.partnerships import Partner
from storage.search import index as search_index
from storage.search.tokens import Query
from tests.conftest import MONDAY_9, fresh_url
from tests.runtime.test_settings import bare
from tests.storage.test_migrations import all_rows, filled

__all__ = ["bare"]


def write(begin, number):
    """Two rows that belong together."""
    with begin() as db:
        db.add(Partner(name=f"Partner {number}\t\\N\n💥", known_by=f"domain:{number}.example"))
        events.note(db, "partner.met", subject_id=number, by="U0ADA", at=MONDAY_9)
        search_index.index(db, "decision", number, title=f"harbour {number}", body="it floods least")


def counts(memory):
    with memory.everywhere(reading=True) as db:
        return db.scalar(select(func.count(Partner.id))), db.scalar(select(func.count(Event.id)))


@pytest.fixture
def another(any_memory, tmp_path):
    """An empty database of the same kind."""
    folder = tmp_path / "another"
    folder.mkdir()
    memory = open_store(fresh_url(any_memory.database, folder))
    migrate.upgrade(memory)
    yield memory
    memory.close()


def test_taken_while_people_write_it_holds_one_moment_and_all_before_it(any_memory, another, tmp_path):
    begin = any_memory.of(any_memory.partnership("T0HAVEN", name="Havenmouth", at=MONDAY_9).id)
    for number in range(20):
        write(begin, number)
    stop, begun = threading.Event(), threading.Event()

    def go_on():
        number = 20
        while not stop.is_set():
            write(begin, number)
            number += 1
            begun.set()

    writing = threading.Thread(target=go_on)
    writing.start()
    begun.wait()
    backup(any_memory, tmp_path / "b.zip", at=MONDAY_9)
    stop.set()
    writing.join()
    restore(another, tmp_path / "b.zip")

    partners, entries = counts(another)
    assert 21 <= partners == entries <= counts(any_memory)[0]
    again = another.of(another.partnerships()[0].id)
    write(again, 1_000_000)  # its numbers go on where they were
    with again(reading=True) as db:
        assert len(search_index.find(db, Query("harbour"), limit=1_000)) == partners + 1


def test_every_table_comes_back_as_it_was(any_memory, another, tmp_path):
    had = filled(any_memory)
    made = backup(any_memory, tmp_path / "b.zip", at=MONDAY_9)

    assert restore(another, tmp_path / "b.zip") == made
    with another.engine.connect() as connection:
        assert all_rows(connection) == had
    assert min(many for name, many in made.rows.items() if name != "search") >= 1


def test_what_is_remembered_is_replaced_only_when_told_to(any_memory, tmp_path):
    any_memory.partnership("T0HAVEN", name="Havenmouth", at=MONDAY_9)
    backup(any_memory, tmp_path / "b.zip", at=MONDAY_9)
    any_memory.partnership("T0RIVER", name="Riverside", at=MONDAY_9)

    with pytest.raises(Refusal, match="--replace"):
        restore(any_memory, tmp_path / "b.zip")
    assert len(any_memory.partnerships()) == 2
    restore(any_memory, tmp_path / "b.zip", replace=True)
    assert [each.name for each in any_memory.partnerships()] == ["Havenmouth"]


def spoil(path, change):
    """The same backup with something else in it."""
    with zipfile.ZipFile(path) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)


def says(**values):
    def change(members):
        members["backup.json"] = json.dumps({**json.loads(members["backup.json"]), **values}).encode()

    return change


def lose(members):
    members.pop(next(name for name in members if name != "backup.json"))


def alter(members):
    name = next(name for name in members if name != "backup.json")
    members[name] = members[name] + b"x"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (says(revision="0000"), "tables of version 0000"),
        (says(database="oracle"), "backup is of oracle"),
        (says(format=99), "damaged"),
        (says(more=1), "no backup of mine"),
        (alter, "digests do not agree"),
        (lose, "not whole"),
        (lambda members: members.pop("backup.json"), "no backup of mine"),
        (lambda members: members.update({"backup.json": b"[1"}), "no backup of mine"),
    ],
)
def test_what_is_no_whole_backup_of_these_tables_changes_nothing(memory, tmp_path, change, words):
    memory.partnership("T0HAVEN", name="Havenmouth", at=MONDAY_9)
    backup(memory, tmp_path / "b.zip", at=MONDAY_9)
    spoil(tmp_path / "b.zip", change)

    with pytest.raises(Refusal, match=words):
        restore(memory, tmp_path / "b.zip", replace=True)
    assert [each.name for each in memory.partnerships()] == ["Havenmouth"]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"not a zip"])
def test_what_is_no_zip_is_refused(memory, tmp_path, content):
    if content is not None:
        (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(Refusal, match="no backup of mine"):
        restore(memory, tmp_path / "b.zip")


def test_on_the_command_line_there_and_back(memory, tmp_path, monkeypatch, capsys):
    memory.partnership("T0HAVEN", name="Havenmouth", at=MONDAY_9)
    monkeypatch.setenv("DATABASE_URL", str(memory.engine.url))
    assert parser.main(["backup", "b.zip"]) == 0
    assert "1 rows in" in capsys.readouterr().out
    assert parser.main(["backup", "b.zip"]) == 1
    assert "I overwrite no backup" in capsys.readouterr().err

    with memory.engine.begin() as connection:
        connection.execute(text("UPDATE partnerships SET name = 'Lost'"))
    assert parser.main(["restore", "b.zip", "--replace"]) == 0
    assert [each.name for each in memory.partnerships()] == ["Havenmouth"]
