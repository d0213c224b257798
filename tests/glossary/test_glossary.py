"""The glossary: conveners say what a word means here, anyone asks for it, and earlier wordings stay."""

import json

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import glossary
from bot.transfer.exporters import write as transfer_write
from storage import glossary as stored_glossary
from storage import members
from storage.glossary import GlossaryEntry
from storage.members import FULL, Member
from tests.conftest import MONDAY_9
from tests.support.tables import table

SLACK_WATER = "The half hour in which the tide stands still: when we dive, and when we answer no telephone"


@pytest.fixture
def convener(ada):
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    return ada


@pytest.fixture
def explained(convener):
    convener.dm("glossary slack water")
    convener.clicks("Explain it", convener.dms[-1])
    assert convener.submits(word="slack water", meaning=SLACK_WATER) == {}
    return convener


@table(
    ("said", "word"),
    [
        ("glossary", ""),
        ("Glossary?", ""),
        ("glossary slack water", "slack water"),
        ("GLOSSARY:  slack \n water!", "slack water"),
        ("glossary מים", "מים"),
        ("the glossary", None),
        ("glossaryx", None),
        ("glossary " + "x" * 500, None),
        ("", None),
    ],
)
def test_what_is_asked(said, word):
    assert glossary.word_asked(said) == word


@pytest.mark.parametrize("who", ["bo", "chi", "dan"])
def test_anyone_asks_for_a_word_in_private_and_in_a_channel(explained, workspace, who):
    person = workspace.person(who)

    person.dm("glossary Slack Water")
    person.says("<@U0STEWARD> glossary slack water", channel="general")

    for told in (person.dms[-1], person.whispers[-1]):
        assert "when we dive" in told.reads
        assert "Edit" not in told.labels


def test_the_list_names_every_word(explained, bo):
    bo.dm("glossary")

    assert "1 word: slack water" in bo.dms[-1].reads
    assert bo.dms[-1].labels == []


def test_an_unknown_word_is_offered_to_conveners_alone(convener, bo):
    convener.dm("glossary neap tide")
    bo.dm("glossary neap tide")

    assert convener.dms[-1].labels == ["Explain it"]
    assert bo.dms[-1].labels == []
    assert "A convener can add it" in bo.dms[-1].reads


def test_a_new_wording_takes_over_and_the_old_one_stays_in_the_history(explained, bo):
    explained.dm("glossary slack water")
    explained.clicks("Edit", explained.dms[-1])
    explained.submits(word="Slack water", meaning="When the tide turns")

    bo.dm("glossary slack water")
    assert "When the tide turns" in bo.dms[-1].reads
    bo.clicks("History", bo.dms[-1])
    told = bo.sees(bo.dms[-1].channel)[-1].reads
    assert told.index("When the tide turns") < told.index("when we dive")


def test_what_someone_else_has_saved_meanwhile_is_not_written_over(explained, steward, clock):
    explained.dm("glossary slack water")
    explained.clicks("Edit", explained.dms[-1])
    with steward.begin() as db:
        ada, seen = members.by_person(db, "U0ADA"), stored_glossary.history(db, "slack water")[0].id
        glossary.explain(db, "slack water", "When the tide turns", seen=seen, by=ada, at=clock.now)

    refused = explained.submits(word="slack water", meaning="Low and high tide, resting")

    assert "open it again" in refused["word"]
    with steward.begin(reading=True) as db:
        assert stored_glossary.history(db, "slack water")[0].meaning == "When the tide turns"


def test_what_was_saved_is_shown_to_whoever_wrote_it(explained):
    assert "when we dive" in explained.dms[-1].reads
    assert explained.dms[-1].labels == ["Edit"]


def test_a_word_that_is_there_already_is_edited_not_added(explained):
    explained.dm("glossary")
    explained.clicks("Add a word", explained.dms[-1])

    assert "Say `glossary Slack water`" in explained.submits(word="Slack water", meaning="Still")["word"]


def test_what_is_blank_or_too_long_is_refused_at_its_field(explained):
    explained.dm("glossary slack water")
    explained.clicks("Edit", explained.dms[-1])

    assert explained.submits(word="slack water", meaning=" \n ") == {"meaning": "Please fill this in."}
    assert explained.submits(word="\u200b", meaning="Nothing to see") == {"word": "Please fill this in."}


def test_ask_why_finds_what_a_word_means_now(explained, bo):
    bo.types("/ask-why when do we answer no telephone?")

    assert "slack water" in bo.whispers[-1].reads
    assert "The half hour in which the tide stands still" in bo.whispers[-1].reads


def test_only_conveners_write(explained, bo, steward, clock):
    with steward.begin() as db, pytest.raises(Refusal):
        glossary.explain(db, "eel", "A fish", seen=0, by=members.by_person(db, "U0BO"), at=clock.now)


def test_people_s_words_stay_words(convener, bo):
    convener.dm("glossary")
    convener.clicks("Add a word", convener.dms[-1])
    assert convener.submits(word="<!channel> *x*", meaning="<@U0BO> _y_ & <https://x.example|z>") == {}

    bo.dm("glossary")

    assert "<!channel>" not in bo.dms[-1].text
    assert "&lt;!channel&gt;" in bo.dms[-1].text


def test_it_travels_with_an_export_and_goes_without_its_author_s_name(any_memory, tmp_path):
    partnership = any_memory.partnership("T1", name="Havenmouth Alliance", at=MONDAY_9)
    begin = any_memory.of(partnership.id)
    with begin() as db:
        ada = Member(
            team="T1", person="U0ADA", name="Ada", kind=FULL, met_at=MONDAY_9, refreshed_at=MONDAY_9, is_convener=True
        )
        db.add(ada)
        db.flush()
        for meaning in ("A fish", "A long fish"):
            newest = next(iter(stored_glossary.history(db, "eel")), None)
            glossary.explain(db, "Eel", meaning, seen=newest.id if newest else 0, by=ada, at=MONDAY_9)

    transfer_write.write(begin, "json", tmp_path / "whole.json", partner=None, at=MONDAY_9)

    rows = json.loads((tmp_path / "whole.json").read_text())["glossary_entries"]
    assert [(row["word"], row["meaning"]) for row in rows] == [("Eel", "A fish"), ("Eel", "A long fish")]
    with begin(reading=True) as db:
        assert [row.meaning for row in stored_glossary.in_force(db)] == ["A long fish"]


def test_erased_its_author_is_nameless_and_the_word_stays(explained, steward):
    explained.dm("erase me")
    explained.clicks("Erase me", explained.dms[-1])
    assert explained.submits(sure=["sure"]) == {}

    with steward.begin(reading=True) as db:
        [row] = db.scalars(select(GlossaryEntry)).all()
    assert (row.word, row.meaning) == ("slack water", SLACK_WATER)
    assert row.written_by != "U0ADA"
