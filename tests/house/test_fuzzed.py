"""Every door, by everybody, with what nobody should send: a refusal or silence, nothing leaked, nothing broken.

A few requests at each door, always the same; `python -m tests.benchmarks.fuzz` sends as many as one likes.
"""

import pytest

from bot.chat.words import said
from bot.runtime.app import FAULT
from bot.sandbox.people import admin
from tests.fuzzing.doors import doors
from tests.fuzzing.knocking import knock
from tests.fuzzing.words import FORGED
from tests.fuzzing.world import world


@pytest.fixture(scope="module")
def place(tmp_path_factory, empty_database):
    return world(tmp_path_factory.mktemp("fuzzed"), empty_database)


@pytest.mark.parametrize("kind", sorted({door.kind for door in doors()}))
def test_whoever_sends_whatever_to_any_door_breaks_and_learns_nothing(place, kind):
    found = knock(place, [door for door in doors() if door.kind == kind], examples=1)

    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("name", ["<!here>", FORGED, "*Ada* `rm` &lt;!channel&gt;"])
def test_a_name_that_would_ping_or_lead_astray_is_only_a_name_in_a_refusal(workspace, ada, bo, name):
    admin.change(workspace, "U0ADA", real_name=name)
    ada.opens_home()
    ada.clicks("I convene", ada.home)
    bo.dm("which doors are open")

    told = " ".join(each.text for each in [*bo.whispers, *bo.dms])
    assert said(name) in told


def test_what_people_can_still_do_when_what_they_answer_is_gone(ada):
    """Somebody writes to the bot, and takes it back before it has answered."""
    event = {"type": "app_mention", "user": "U0ADA", "channel": "C0GENERAL", "ts": "1772442000.000900"}
    told = {"event": {**event, "text": "<@U0STEWARD> we decided to meet because we must"}, "event_id": "Ev9"}
    reply = ada.workspace.wire.deliver("events_api", {"type": "event_callback", "team_id": "T0HAVEN", **told})

    assert reply.acked
    assert FAULT not in " ".join(each.text for each in ada.whispers)


def test_every_kind_of_door_is_found_by_itself():
    assert {"action", "command", "event", "shortcut", "view"} <= {door.kind for door in doors()}
    assert len(doors()) > 150
