"""The decision log of a channel: shown in private first, kept there with a click, following what is decided."""

import json

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import decision_logs, decisions
from bot.features.decisions import Origin
from bot.text.reasons import Wording
from storage.decision_logs import DecisionLog
from storage.members import Member
from tests.conftest import MONDAY_9
from tests.decisions.test_capture import posts_at_top


def logs(person, channel="general"):
    return [each for each in person.sees(channel) if each.text.startswith("Decision log:")]


@pytest.fixture
def kept(ada, dan):
    ada.types("/decision We meet on Tuesdays because the ferry does")
    dan.says("@Steward decision log", channel="general")
    dan.clicks("Keep it here", dan.whispers[-1])
    return dan


def test_somebody_of_another_workspace_sees_it_first_and_then_keeps_it_for_all(kept, chi):
    [log] = logs(chi)
    assert log.text == "Decision log: 1 decision"
    assert "D-1  2 March 2026  We meet on Tuesdays" in log.reads
    assert "I keep this up to date." in log.reads


def test_it_follows_what_is_decided_replaced_and_withdrawn(kept, ada, steward):
    ada.types("/decision Use the harbour site because the gauge is there")
    ada.types("/decision Paint <!channel> *boats* blue because why not")
    first = posts_at_top(ada)[0]
    ada.clicks("Supersede", first)
    ada.submits(text="We meet on Fridays", reason="The ferry changed")
    steward.tick()
    steward.tick()

    [log] = logs(kept)
    lines = log.reads.splitlines()
    places = [next(n for n, line in enumerate(lines) if line.startswith(f"D-{number} ")) for number in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert "replaced by D-4" in log.reads
    assert "<!channel>" not in json.dumps(log.blocks)


def test_nothing_is_written_while_nothing_changes(kept, steward, workspace):
    steward.tick()
    before = logs(kept)[0].edited_ts
    for _ in range(3):
        steward.tick()

    assert logs(kept)[0].edited_ts == before


def test_stopped_it_stays_as_it_is(kept, ada, steward):
    ada.clicks("Stop keeping it", logs(ada)[0])
    ada.types("/decision Use the harbour site because the gauge is there")
    steward.tick()

    [log] = logs(ada)
    assert "This stays as it is now." in log.reads
    assert "harbour" not in log.reads


def test_deleted_by_somebody_it_is_not_posted_again(kept, ada, steward, workspace):
    workspace.forget(logs(ada)[0])
    ada.types("/decision Use the harbour site because the gauge is there")
    steward.tick()
    steward.tick()

    assert logs(ada) == []


def test_in_private_one_chooses_the_channel_and_sees_only_those_they_are_in(kept, chi, ada):
    ada.types("/decision The grant is ours because we asked", channel="steering")
    chi.dm("decision log")
    assert "#steering" not in chi.dms[-1].reads
    ada.opens_home()
    ada.clicks("Decision log of a channel", ada.home)
    ada.clicks("#steering", ada.dms[-1])
    assert "The grant is ours" in ada.dms[-1].reads


def test_a_forged_channel_is_refused(kept, memory, ada):
    ada.types("/decision The grant is ours because we asked", channel="steering")
    begin = memory.of(memory.partnerships()[0].id)
    with begin() as db:
        dan = db.scalars(select(Member).filter_by(person="U0DAN")).one()
        for act in (decision_logs.keep, decision_logs.let_be):
            with pytest.raises(Refusal, match="not in that channel"):
                act(db, "C0STEERING", by=dan, at=MONDAY_9)


def test_by_command_and_without_decisions(bo):
    bo.types("/decision log")

    assert bo.whispers[-1].text.startswith("Nothing was decided in this channel yet.")


def test_two_hundred_long_decisions_fit_and_the_earlier_are_a_click_away(kept, ada, memory, steward):
    begin = memory.of(memory.partnerships()[0].id)
    with begin() as db:
        me = db.scalars(select(Member).filter_by(person="U0ADA")).one()
        for number in range(200):
            words = Wording(f"Number {number} <&> " + "long " * 300, "because")
            decisions.log(db, words, origin=Origin("U0ADA", MONDAY_9), channel="C0GENERAL", by=me, at=MONDAY_9)
    with begin() as db:
        decision_logs.follow(db, now=MONDAY_9)
    steward.tick()

    [log] = logs(ada)
    assert len(log.blocks) <= 50
    assert max(len(block["text"]["text"]) for block in log.blocks if block["type"] == "section") <= 3_000
    assert "Number 199" in log.reads
    assert "Number 100 " not in log.reads
    ada.clicks("Earlier ones", log)
    assert "Number 150 " in ada.form.reads
    with begin(reading=True) as db:
        assert db.scalars(select(DecisionLog)).one().is_kept
