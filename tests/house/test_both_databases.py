"""The same walk through every door, on SQLite and on a real PostgreSQL: people see the same."""

import pytest

from bot.runtime.app import Steward
from bot.sandbox import client, direct
from tests.decisions.test_capture import posts_at_top
from tests.support.walk import walk, week

WHAT_THE_CHANNEL_SEES = [
    "D-1 (replaced by D-6): We meet on Tuesdays",
    "D-2 (withdrawn): Use the harbour site",
    "D-3: Share one calendar",
    "D-4: So the river mouth is out",
    "D-5: Boats on Mondays",
    "D-6: We meet on Fridays",
    "D-7 (withdrawn): We share both cranes",
]


@pytest.fixture
def bot(workspace, any_memory, settings, clock):
    """A bot that remembers in this database."""
    bot = Steward(
        client(workspace),
        any_memory,
        settings=settings,
        clock=clock,
        answer=lambda url, body: workspace.answer(url, body)[0] == 200,
    )
    workspace.wire = direct(bot.bolt)
    bot.get_acquainted()
    return bot


@pytest.fixture
def person(workspace, bot):
    return workspace.person("ada")


def test_a_whole_walk(person, workspace):
    walk(workspace)

    said = [post.text for post in posts_at_top(person) if post.text.startswith("D-")]
    assert said == WHAT_THE_CHANNEL_SEES
    assert any("the gauge is there" in each.reads for each in workspace.person("dan").dms)
    assert "We meet on Fridays" in person.form.reads
    person.dm("my promises")
    mine = person.dms[-1].reads
    assert "Send the tide data of both gauges  ·  for @Bo  ·  by Thursday 5 March 2026" in mine
    assert "Set up the calendar" not in mine
    chi = workspace.person("chi")
    chi.dm("my promises")
    assert "Bring two cakes" not in chi.dms[-1].reads
    assert "Bring sugar" in chi.dms[-1].reads


def test_a_week_of_rounds(person, bot, workspace, clock):
    week(workspace, bot, clock)

    posts = [each for each in posts_at_top(person) if "moving forward" in each.reads and "answered" in each.reads]
    assert "3.5 of 5 on average, 8 answers." in posts[0].reads
    assert "We meet at the river mouth each month" in posts[0].reads
    assert [each for each in person.sees("general") if each.files]
