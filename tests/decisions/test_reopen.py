"""Something has changed: a decision is looked at again where it was made, and holds until somebody says otherwise."""

import pytest

from bot.errors import Refusal
from bot.features import decisions
from bot.features.decisions import reopen as decision_reopen
from bot.features.decisions.reopen import ReopenReason
from bot.text.reasons import Wording
from storage import reopenings
from storage.channels import Channel, ChannelPerson
from storage.members import FULL, Member
from tests.commitments.test_commitments import WHO
from tests.conftest import MONDAY_9
from tests.decisions.test_decisions import log, posts


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.fixture
def decided(bo, clock):
    post = log(bo, "The oyster reef is planted by hand because machines damage the seabed")
    clock.forward(days=60)
    return post


def reopen(person, post, **answers):
    person.clicks("Why?", post)
    person.clicks("Reopen", person.whispers[-1])
    person.submits(changed="A machine that floats", **answers)


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_whoever_sees_it_asks_where_it_was_decided(decided, person, ada):
    reopen(person, decided, instead="Half by machine", people=["bo"])

    post, asked = posts(ada)
    assert f"Reopened by @{person.user.real_name} on 1 May 2026: A machine that floats" in post.reads
    assert f"@{person.user.real_name} asks to look at D-1 again" in asked.reads
    for words in ("planted by hand", "A machine that floats", "Half by machine", "@Bo: would you look at it?"):
        assert words in asked.reads
    assert asked.labels == ["Keep D-1", "Replace it", "Withdraw it"]


def test_it_is_told_in_answers_as_long_as_it_lasts_and_ever_after_in_its_story(decided, ada, bo):
    reopen(ada, decided)
    bo.types("/ask-why is the oyster reef planted by hand?")
    assert "Reopened by @Ada" in bo.whispers[-1].reads

    bo.clicks("Keep D-1", posts(bo)[-1])
    assert "D-1 was kept by @Bo on 1 May 2026." in posts(bo)[-1].reads
    assert posts(bo)[-1].labels == []
    bo.types("/ask-why is the oyster reef planted by hand?")
    assert "Reopened" not in bo.whispers[-1].reads
    bo.clicks("Why?", posts(bo)[0])
    story = bo.whispers[-1].reads
    for words in ("Looked at again", "A machine that floats", "asked by @Ada", "kept by @Bo"):
        assert words in story


@pytest.mark.parametrize(("button", "became"), [("Replace it", "replaced"), ("Withdraw it", "withdrawn")])
def test_what_ends_the_decision_ends_the_question(decided, ada, bo, button, became):
    reopen(ada, decided)
    bo.clicks(button, posts(bo)[1])
    filled = {"text": "By machine"} if button == "Replace it" else {}
    bo.submits(reason="It floats", **filled)

    assert f"D-1 was {became} by @Bo" in posts(ada)[1].reads
    assert "Reopened" not in posts(ada)[0].reads


def test_nothing_has_changed_is_no_reason(decided, ada):
    ada.clicks("Why?", decided)
    ada.clicks("Reopen", ada.whispers[-1])
    ada.submits(changed="  ")
    assert "What has changed since?" in ada.errors["changed"]
    ada.submits(changed="x" * 2_000 + "y")
    assert "2001" in ada.errors["changed"]
    ada.submits(changed="<!channel> it floats")
    assert "<!channel>" not in str(posts(ada)[-1].blocks)


def test_it_is_reopened_once_at_a_time(decided, ada, bo):
    ada.clicks("Why?", decided)
    ada.clicks("Reopen", ada.whispers[-1])
    reopen(bo, decided)
    ada.submits(changed="Me too")
    assert "being looked at already" in ada.errors["changed"]
    ada.closes()
    ada.clicks("Why?", decided)
    assert ada.whispers[-1].labels == ["Still right?", "Somebody else looks after it"]

    asked = posts(bo)[-1]
    bo.clicks("Keep D-1", asked)
    ada.clicks_stale("Keep D-1", asked)
    assert "Nobody is looking at D-1 any more" in ada.whispers[-1].reads
    reopen(ada, decided)
    assert len(posts(ada)) == 3


def test_nobody_is_asked_who_cannot_see_it(ada, clock):
    post = log(ada, "The oyster reef is planted by hand", channel="steering")
    ada.clicks("Why?", post)
    ada.clicks("Reopen", ada.whispers[-1])
    ada.submits(changed="It floats", people=["dan"])

    assert ada.errors == {"people": "Dan cannot see D-1. Please choose people who can."}
    ada.submits(people=["bo"])
    assert ada.errors == {}
    assert "@Bo: would you look at it?" in posts(ada, "steering")[-1].reads


def test_what_is_being_looked_at_is_no_longer_undone_with_its_mark(ada, bo):
    said = bo.says("The oyster reef is planted by hand", channel="general")
    ada.reacts("scroll", said)
    reopen(bo, posts(ada)[0])
    ada.unreacts("scroll", said)

    assert "planted by hand" in posts(ada)[0].reads


def test_a_question_that_somebody_took_away_comes_back_with_what_came_of_it(decided, ada, bo, workspace):
    reopen(ada, decided)
    workspace.messages.remove(posts(ada)[-1])
    bo.clicks("Withdraw", posts(bo)[0])
    bo.submits(reason="The reef is gone")

    assert "D-1 was withdrawn by @Bo" in posts(ada)[-1].reads


def test_two_at_once_reopen_it_once_on_both_databases(any_memory):
    """The second one finds it open, whatever the database."""
    begin = any_memory.of(any_memory.partnership("T1", name="Home", at=MONDAY_9).id)
    with begin() as db:
        ada = Member(team="T1", person="ada", name="Ada", kind=FULL, met_at=MONDAY_9, refreshed_at=MONDAY_9)
        db.add_all([ada, Channel(channel="C1", name="steering", is_private=False, has_bot=True)])
        db.add(ChannelPerson(channel="C1", person="ada"))
        db.flush()
        origin = decisions.Origin(by="ada", at=MONDAY_9)
        decisions.log(db, Wording("We meet on Tuesdays"), origin=origin, channel="C1", by=ada, at=MONDAY_9)
    with begin() as db:
        decision_reopen.reopen(db, 1, ReopenReason("The ferry"), by=ada, at=MONDAY_9)
    with begin() as db, pytest.raises(Refusal, match="being looked at already"):
        decision_reopen.reopen(db, 1, ReopenReason("The tide"), by=ada, at=MONDAY_9)
    with begin() as db:
        new = decisions.supersede(db, 1, Wording("On Fridays", "The ferry"), by=ada, at=MONDAY_9)
        [row] = reopenings.of(db, 1)
    assert (new.number, row.settled_how, row.settled_by) == (2, "replaced", "ada")
