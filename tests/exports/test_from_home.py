"""The memory carried away from the chat: who may take what, what the file holds, and that it comes in private."""

import io
import json
import zipfile

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import exports
from bot.transfer.exporters.spreadsheet import guarded, unguarded
from storage.events import Event
from storage.exports import Export
from storage.members import Member
from tests.conftest import MONDAY_9


@pytest.fixture
def convener(ada, bo, dan):
    """The first of the alliance convenes; something was decided in the open, and something in the steering group."""
    ada.types("/decision We meet on Tuesdays because the ferry does")
    bo.types("/decision The grant is ours because we asked", channel="steering")
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def begin(memory, convener):
    return memory.of(memory.partnerships()[0].id)


def take(person, steward, **wish):
    person.dm("export")
    person.clicks("Carry the memory away", person.dms[-1])
    person.submits(**wish)
    steward.tick()
    [file] = [file for each in person.dms for file in each.files][-1:]
    return file


def test_a_convener_gets_the_book_in_private(convener, steward, begin, bo):
    convener.opens_home()
    convener.clicks("Carry the memory away", convener.home)
    convener.submits(form="markdown", scope="whole")
    assert convener.dms[-1].text == "I am writing it down. The file comes to you here in a minute or two."
    steward.tick()

    assert "Here is what you asked for: 2 decisions, as a book in Markdown. You find it in the reply beneath." in [
        each.text for each in convener.dms
    ]
    [file] = [file for each in convener.dms for file in each.files]
    assert file.name == "steward-2026-03-02.zip"
    with zipfile.ZipFile(io.BytesIO(file.content)) as book:
        assert book.namelist() == ["steward-2026-03-02/2026.md", "steward-2026-03-02/index.md"]
        index = book.read("steward-2026-03-02/index.md").decode()
    assert "as far as Ada may see them" in index
    assert [each.files for each in bo.dms if each.files] == []
    with begin(reading=True) as db:
        [row] = db.scalars(select(Export))
        assert (row.person, row.form, row.scope, row.decisions) == ("U0ADA", "markdown", "whole", 2)
        told = [each.what for each in db.scalars(select(Event)) if each.what.startswith("export.")]
    assert told == ["export.asked", "export.given"]


def test_a_convener_who_is_not_in_a_private_channel_takes_nothing_from_it(convener, steward, dan):
    convener.opens_home()
    convener.clicks("Who convenes", convener.home)
    convener.submits(people=["ada", "dan"])
    told = json.loads(take(dan, steward, form="json", scope="whole").content)

    assert [row["text"] for row in told["decisions"]] == ["We meet on Tuesdays"]
    assert "grant" not in json.dumps(told)
    assert (
        not {
            "answers",
            "invitations",
            "preferences",
            "stops",
            "suggestions",
            "events",
            "import_candidates",
            "recurrences",
        }
        & told.keys()
    )
    assert told["scope"] == "everything, as far as Dan may see it"


def test_whoever_speaks_for_a_partner_takes_its_part(convener, steward, chi, begin):
    chi.dm("export")
    assert chi.dms[-1].text.startswith("Conveners carry away the whole")
    convener.opens_home()
    convener.clicks("Who speaks for whom", convener.home)
    with begin(reading=True) as db:
        partner = db.scalars(select(Member).filter_by(person="U0CHI")).one().partner_id
    convener.submits(partner=str(partner))
    convener.submits(representative=["chi"])
    convener.closes()
    chi.says("@Steward we decided to share one calendar because it is simpler", channel="general")
    chi.clicks("Save", chi.sees("general")[-1])

    rows = take(chi, steward, form="csv", scope=f"partner:{partner}").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "share one calendar" in rows[1].casefold()


def test_one_channel(convener, steward):
    told = json.loads(take(convener, steward, form="json", scope="channel:C0STEERING").content)

    assert [row["text"] for row in told["decisions"]] == ["The grant is ours"]
    assert "commitments" not in told


def test_what_is_not_theirs_is_refused_also_by_forged_forms(begin, bo):
    with begin() as db:
        me = db.scalars(select(Member).filter_by(person="U0BO")).one()
        for scope in ("whole", f"partner:{me.partner_id}", "channel:C0GENERAL", "partner:x", ""):
            with pytest.raises(Refusal):
                exports.ask(db, "json", scope, by=me, at=MONDAY_9)
        me.is_convener = True
        with pytest.raises(Refusal, match="Choose one of the forms"):
            exports.ask(db, "exe", "whole", by=me, at=MONDAY_9)


def test_whoever_convenes_no_longer_when_it_is_made_gets_nothing(convener, steward, begin):
    convener.dm("export")
    convener.clicks("Carry the memory away", convener.dms[-1])
    convener.submits(form="json", scope="whole")
    with begin() as db:
        db.scalars(select(Member).filter_by(person="U0ADA")).one().is_convener = False
    steward.tick()

    assert convener.dms[-1].text.startswith("I did not send the file that you asked for.")
    assert [each.files for each in convener.dms if each.files] == []


def test_what_is_too_large_for_a_chat_is_said(convener, steward, monkeypatch):
    monkeypatch.setattr(exports, "MOST_DECISIONS", 1)
    convener.dm("export")
    convener.clicks("Carry the memory away", convener.dms[-1])
    convener.submits(form="json", scope="whole")
    steward.tick()

    assert convener.dms[-1].text.startswith("That is more than a chat should carry: 2 decisions.")


def test_a_broken_line_brings_it_once(convener, steward, clock, monkeypatch):
    """The file got there, and the word that it did was lost."""
    convener.dm("export")
    convener.clicks("Carry the memory away", convener.dms[-1])
    convener.submits(form="csv", scope="whole")
    monkeypatch.setattr(exports, "given", lambda *_, **__: 1 / 0)
    steward.tick()
    monkeypatch.undo()
    clock.forward(hours=1)
    steward.tick()

    assert len([file for each in convener.dms for file in each.files]) == 1
    assert len([each for each in convener.dms if each.text.startswith("Here is")]) == 1


RUNNABLE = ["=1+1", " =cmd|' /C calc'!A0", "\ufeff=1+1", "＝1+1", "@SUM(1)", "-1+1", "\t=1", "+1"]


@pytest.mark.parametrize("words", RUNNABLE)
def test_no_cell_of_a_table_can_be_run(words):
    assert guarded(words).startswith("'")
    assert unguarded(guarded(words)) == words
