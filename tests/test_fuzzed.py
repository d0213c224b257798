"""Every door, by everybody, with what nobody should send: a refusal or silence, nothing leaked, nothing broken.

A few requests at each door, always the same; `python -m tests.benchmarks.fuzz` sends as many as one likes.
"""

import pytest

from tests.fuzzing.doors import doors
from tests.fuzzing.knocking import knock
from tests.fuzzing.world import world


@pytest.fixture(scope="module")
def place(tmp_path_factory, empty_database):
    return world(tmp_path_factory.mktemp("fuzzed"), empty_database)


@pytest.mark.parametrize("kind", sorted({door.kind for door in doors()}))
def test_whoever_sends_whatever_to_any_door_breaks_and_learns_nothing(place, kind):
    found = knock(place, [door for door in doors() if door.kind == kind], examples=1)

    assert not found, "\n".join(map(str, found))


def test_every_kind_of_door_is_found_by_itself():
    assert {"action", "command", "event", "shortcut", "view"} <= {door.kind for door in doors()}
    assert len(doors()) > 150
