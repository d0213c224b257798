"""The sample partnership is believable, plays to the end, and leaves a dozen decisions behind."""

import json
import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.runtime.app import Steward
from bot.sandbox import Clock, Workspace, client, direct
from bot.sandbox.workspace import roster, sample
from bot.settings import Settings
from storage.decisions import Decision
from tests.conftest import MANIFEST

FRIDAY_NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def place() -> Workspace:
    workspace = Workspace(MANIFEST, Clock(FRIDAY_NOON))
    roster.fill(workspace)
    return workspace


def people(place):
    return [user for user in place.users.values() if not user.is_bot]


def test_twelve_people_of_four_partners_two_external_one_guest(place):
    kinds = [user.kind for user in people(place)]
    partners = {(user.email or "@northwind").split("@")[1] for user in people(place)}

    assert (len(kinds), kinds.count("external"), kinds.count("guest"), len(partners)) == (12, 2, 1, 4)
    for outsider in (user for user in people(place) if user.kind != "member"):
        assert sum(outsider.id in channel.people for channel in place.channels.values()) >= 2


def test_everybody_speaks_where_they_are_in_working_hours_and_in_order(place):
    before = None
    for act in sample.talk():
        moment, who = sample.moment_of(act, FRIDAY_NOON), place.user(act["who"])
        assert before is None or moment >= before, act
        assert moment.weekday() < 5
        assert 8 <= moment.hour < 18
        assert act.get("in", "dm") == "dm" or who.id in place.channel(act["in"]).people, act
        assert not (act.get("types") and not who.has_commands), act
        before = moment


def test_no_line_is_hostile_or_endless():
    for act in sample.talk():
        words = json.dumps(act, ensure_ascii=False)
        assert len(words) < 600
        assert not re.search(r"<[!@#]|https?://", words)


def test_it_plays_to_a_bot_that_says_nothing(place):
    sample.play(place, until=FRIDAY_NOON)

    spoken = [act for act in sample.talk() if "says" in act]
    assert len(place.messages) == len(spoken)
    assert place.clock() == FRIDAY_NOON


def test_steward_remembers_a_dozen_decisions_of_it(place, memory):
    steward = Steward(
        client(place),
        memory,
        settings=Settings(slack_bot_token="xoxb-sandbox", _env_file=None),
        clock=place.clock,
        answer=lambda url, body: place.answer(url, body)[0] == 200,
    )
    place.wire = direct(steward.bolt)
    steward.get_acquainted()

    sample.play(place, until=FRIDAY_NOON)

    with steward.begin(reading=True) as db:
        decisions = db.scalars(select(Decision)).all()
    assert len(decisions) == 13
    assert len([each for each in decisions if each.withdrawn_at]) == 1
    assert len([each for each in decisions if each.superseded_by]) == 1
    assert len([each for each in decisions if each.version > 1]) == 2
    assert len([each for each in decisions if not each.reason]) == 1
    chi = place.person("chi")
    chi.says("@Steward why did we choose the harbour site?", channel="general")
    assert "the tide gauge is already there" in chi.whispers[-1].reads
    assert "eels spawn there until June" in chi.whispers[-1].reads
    chi.dm("why 180,000 from the fund?")
    assert "match" not in chi.dms[-1].reads
