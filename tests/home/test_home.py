"""App Home and the small talk."""

import pytest

from bot.runtime.app import Steward
from bot.sandbox import client, direct
from tests.decisions.test_decisions import log


@pytest.mark.parametrize("who", ["ada", "chi", "dan"])
def test_home_is_useful_from_the_first_day(workspace, steward, who):
    person = workspace.person(who)
    person.opens_home()

    assert "Nothing decided yet that you can see" in person.home.reads
    rooms = ["Mine", "Settings", "My data", "My partner", "Together", "Help"]
    doors = ["Log a decision", "Ask why", "Make a promise", "What I get, and when", "Decision log of a channel"]
    assert person.home.labels[:11] == rooms + doors
    assert ("I convene" in person.home.labels) == (who == "ada")
    person.clicks("Help", person.home)
    assert ("/decision" in person.home.reads) == (who == "ada")


def test_home_shows_the_latest_decisions(ada, dan):
    log(ada, "We use the harbour site because the tide gauge is there")
    dan.opens_home()

    assert "We use the harbour site" in dan.home.reads
    assert "Havenmouth" in dan.home.reads


@pytest.mark.parametrize(
    ("said", "opening"), [("hi", "I keep what this partnership decides"), ("blargh", "I did not understand")]
)
def test_a_private_word_is_always_answered(dan, said, opening):
    dan.dm(said)

    [answer] = dan.dms
    assert opening in answer.reads
    assert "/decision" not in answer.reads
    assert answer.labels == ["Log a decision", "Ask why"]


def test_a_decision_logged_from_home_is_on_it_at_once(dan):
    dan.opens_home()
    dan.clicks("Log a decision", dan.home)
    dan.submits(text="We share one calendar", channel="general")

    assert "We share one calendar" in dan.home.reads


def test_another_emoji_can_be_chosen(workspace, memory, clock, settings):
    chosen = settings.model_copy(update={"steward_reaction": "memo"})
    workspace.wire = direct(Steward(client(workspace), memory, settings=chosen, clock=clock).bolt)
    ada, bo = workspace.person("ada"), workspace.person("bo")
    said = bo.says("So the harbour site it is", channel="general")
    ada.reacts("scroll", said)
    assert len(ada.sees("general")) == 1

    ada.reacts("memo", said)
    assert "So the harbour site it is" in ada.sees("general")[-1].reads
    ada.dm("help")
    assert ":memo:" in ada.dms[-1].reads
