"""A reaction marks a message as a promise: by its author it is kept, by another its author is asked."""

import pytest

from bot.runtime.app import Steward
from bot.sandbox import client, direct
from tests.commitments.test_commitments import WHO
from tests.decisions.test_decisions import posts

SAID = "Sure, I'll send the tide data to Bo by Friday"


@pytest.fixture
def person(request, steward, workspace):
    return workspace.person(request.param)


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_by_its_author_it_is_kept(person, bo):
    person.reacts("handshake", person.says(SAID, channel="general"))

    [answer] = person.whispers
    assert "Send the tide data to Bo" in answer.reads
    assert "by Friday 6 March 2026" in answer.reads
    assert posts(bo) == []
    bo.dm("my promises")
    assert "Send the tide data" in bo.dms[-1].reads


@pytest.mark.parametrize("person", WHO, indirect=True)
def test_by_somebody_else_its_author_is_asked_once(person, ada, bo):
    said = bo.says("I'll send the tide data by Friday", channel="general")
    person.reacts("handshake", said)
    person.unreacts("handshake", said)
    person.reacts("handshake", said)

    [offer] = bo.dms
    assert "reads this message of yours as a promise" in offer.reads
    bo.dm("my promises")
    assert "promised nothing" in bo.dms[-1].reads
    bo.clicks("Save", offer)
    bo.dm("my promises")
    assert "Send the tide data" in bo.dms[-1].reads


def test_taking_it_back_within_ten_minutes_undoes_it(ada, clock):
    said = ada.says(SAID, channel="general")
    ada.reacts("handshake", said)
    clock.forward(minutes=9)
    ada.unreacts("handshake", said)
    ada.dm("my promises")
    assert "promised nothing" in ada.dms[-1].reads

    ada.reacts("handshake", said)
    clock.forward(minutes=11)
    ada.unreacts("handshake", said)
    ada.dm("my promises")
    assert "tide data" in ada.dms[-1].reads


def test_a_message_marked_after_its_day_has_passed_gets_no_day(ada, clock):
    said = ada.says(SAID, channel="general")
    clock.forward(days=9)
    ada.reacts("handshake", said)

    assert "I understood no day" in ada.whispers[-1].reads


def test_what_a_program_wrote_is_left_alone(ada, bo):
    ada.types("/decision I'll call it a day because it is late")
    bo.reacts("handshake", posts(bo)[0])

    assert bo.whispers == []


def test_another_emoji_can_be_chosen(workspace, memory, clock, settings):
    chosen = settings.model_copy(update={"steward_promise_reaction": "pray"})
    workspace.wire = direct(Steward(client(workspace), memory, settings=chosen, clock=clock).bolt)
    ada = workspace.person("ada")
    said = ada.says(SAID, channel="general")
    ada.reacts("handshake", said)
    assert ada.whispers == []

    ada.reacts("pray", said)
    assert "C-1" in ada.whispers[-1].reads
