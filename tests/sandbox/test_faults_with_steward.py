"""Whatever goes wrong: a decision is kept once, seen once, and whoever logged it is told the truth at once."""

import pytest
from sqlalchemy import select

from bot.sandbox.workspace.scenes import SCENES
from storage.decisions import Decision

WHAT = "We meet on Tuesdays because the ferry does"
LOGGED = ":white_check_mark: Logged as D-1. You can still add options not taken, who took part, or a day to review it."
EVENTS = ["events_four_times", "events_swapped", "events_late", "socket_dropped"]


def kept(memory):
    """Every decision in the memory, whosever it is."""
    found = []
    for partnership in memory.partnerships():
        with memory.of(partnership.id)(reading=True) as db:
            found += db.scalars(select(Decision.text))
    return found


def posts(person, channel="general"):
    return [each.text for each in person.sees(channel) if each.user == "U0STEWARD" and not each.ephemeral_to]


def begin(workspace, key):
    workspace.faults.start(key, {"person_gone": "bo"}.get(key, ""), seconds=0.01 if key == "slow" else None)


def an_hour_passes(workspace, steward):
    """What was not said, or not heard, is said and heard by now."""
    for _ in range(10):
        workspace.clock.forward(minutes=6)
        workspace.outbox.redeliver()
        steward.tick()


@pytest.mark.parametrize("key", [each.key for each in SCENES if each.key != "channel_archived"])
def test_a_decision_is_kept_once_seen_once_and_owned_up_to(key, ada, bo, steward, workspace, memory):
    begin(workspace, key)
    ada.types(f"/decision {WHAT}")

    assert [each.text for each in ada.whispers] == [LOGGED]
    assert kept(memory) == ["We meet on Tuesdays"]
    an_hour_passes(workspace, steward)
    workspace.faults.end_all()
    an_hour_passes(workspace, steward)
    assert kept(memory) == ["We meet on Tuesdays"]
    assert posts(ada) == ["D-1: We meet on Tuesdays"]
    assert [each.text for each in ada.whispers] == [LOGGED]


def test_a_channel_that_is_archived_meanwhile_is_said_in_the_form_and_nothing_is_kept(ada, steward, workspace, memory):
    ada.types("/decision", channel="tides")
    workspace.faults.start("channel_archived", "general")

    red = ada.submits(text="We use the harbour site", reason="the gauge is there", channel="general")
    assert red == {"channel": "That channel is archived. Choose another one."}
    assert kept(memory) == []
    assert ada.submits(channel="tides") == {}
    assert posts(ada, "tides") == ["D-1: We use the harbour site"]


def test_somebody_who_is_gone_is_still_named_and_can_ask_when_they_are_back(ada, bo, steward, workspace):
    workspace.faults.start("person_gone", "bo")
    ada.types("/decision")
    ada.submits(text="We use the harbour site", reason="the gauge is there", channel="general", people=["bo"])
    assert "with @Bo (Tidewater Trust)" in ada.sees("general")[0].reads

    workspace.faults.end("person_gone")
    bo.says("@Steward why the harbour site?")
    assert "the gauge is there" in bo.whispers[-1].reads


@pytest.mark.parametrize("key", EVENTS)
def test_a_question_is_answered_once(key, ada, bo, steward, workspace):
    ada.types(f"/decision {WHAT}")
    workspace.faults.start(key)
    bo.says("@Steward why do we meet on Tuesdays?")
    an_hour_passes(workspace, steward)
    workspace.faults.end_all()

    [answer] = bo.whispers
    assert "the ferry does" in answer.reads


@pytest.mark.parametrize("key", ["lost_before", "server_error", "garbage", "rate_limited", "token_revoked"])
def test_a_question_asked_while_slack_is_away_is_answered_when_it_is_back(key, ada, bo, dan, steward, workspace):
    ada.types(f"/decision {WHAT}")
    workspace.faults.start(key)
    bo.says("@Steward why do we meet on Tuesdays?")
    dan.dm("why do we meet on Tuesdays?")
    workspace.faults.end_all()
    assert bo.whispers == []

    an_hour_passes(workspace, steward)
    for heard in (bo.whispers, [each for each in dan.dms if each.user == "U0STEWARD"]):
        [answer] = heard
        assert "the ferry does" in answer.reads


def test_an_answer_that_perhaps_arrived_is_rather_said_twice_than_never(ada, bo, steward, workspace):
    ada.types(f"/decision {WHAT}")
    workspace.faults.start("lost_after")
    bo.says("@Steward why do we meet on Tuesdays?")
    workspace.faults.end_all()
    an_hour_passes(workspace, steward)

    assert {"the ferry does" in each.reads for each in bo.whispers} == {True}
