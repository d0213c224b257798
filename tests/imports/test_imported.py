"""An imported decision in the chat: found, shown with the names it came with, amended and replaced like any other."""

import pytest

from bot.transfer.importers import formats
from bot.transfer.importers import run as transfer_run
from bot.transfer.importers.new_records import Choices
from tests.conftest import MONDAY_9
from tests.decisions.test_decisions import posts
from tests.imports.test_imports import watch_nothing

TABLE = """what,why,who,decided on,status,link
We meet on Tuesdays,the ferry does,Rita <!channel>; Ada; U0BO,2024-03-31,,https://elsewhere.example/12
Use the river mouth,it is near,Ada,2023-01-05,rejected,
"""


@pytest.fixture
def imported(memory, steward, tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text(TABLE)
    begin = memory.of(memory.partnerships()[0].id)
    transfer_run.keep(begin, formats.known(path, None), Choices(), now=MONDAY_9, progress=watch_nothing)


@pytest.mark.parametrize("asker", ["ada", "chi", "dan"])
def test_everybody_is_told_it_with_its_day_its_people_and_where_it_is_from(workspace, imported, asker):
    person = workspace.person(asker)
    person.says("@Steward why do we meet on Tuesdays?", channel="general")

    [answer] = person.whispers
    for words in (
        "We meet on Tuesdays",
        "the ferry does",
        "31 March 2024",
        "Decided by Rita <!channel> with @Ada (Havenmouth), U0BO",
        "imported from decisions.csv, line 2",
        "where it was said",
    ):
        assert words in answer.reads


def test_what_was_rejected_elsewhere_is_told_as_no_longer_in_force(ada, imported):
    ada.types("/ask-why the river mouth?")

    assert "Withdrawn by the imported record on 2 March 2026: its record says: rejected" in ada.whispers[-1].reads


def test_it_is_amended_though_its_people_are_no_members_and_no_channel_shows_it(workspace, ada, imported):
    ada.types("/decision D-1")
    ada.clicks("Amend", ada.whispers[-1])
    ada.submits(text="We meet on Fridays")

    ada.types("/ask-why do we meet on Fridays?")
    assert "We meet on Fridays" in ada.whispers[-1].reads
    assert "Decided by Rita <!channel> with @Ada" in ada.whispers[-1].reads
    assert posts(ada) == []


def test_it_is_replaced_by_somebody_who_was_not_there(bo, ada, imported):
    bo.types("/decision D-1")
    bo.clicks("Supersede", bo.whispers[-1])
    bo.submits(text="We meet on Fridays", reason="market day")

    ada.types("/ask-why do we meet on Tuesdays?")
    assert "Replaced by D-3: We meet on Fridays" in ada.whispers[-1].reads
    assert posts(ada) == []
