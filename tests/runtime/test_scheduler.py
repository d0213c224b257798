"""The clock is heard in every home, whatever takes long or fails in another one."""

import threading

import pytest

from bot.features.installations import leave
from bot.runtime.health import Pulse
from bot.runtime.scheduler import Ticker
from storage import installations
from tests.support.neighbours import Neighbours

PATIENCE = 10  # seconds; only a test that fails waits so long


@pytest.fixture
def both(memory, clock):
    neighbours = Neighbours(memory, clock)
    for name in neighbours.places:
        neighbours.install(name)
    return neighbours


class Heard:
    """Where the clock was heard."""

    def __init__(self, steward, monkeypatch, happens=lambda home: None):
        self.times, self._changed = [], threading.Condition()
        self._happens = happens
        monkeypatch.setattr(steward, "tick_in", self._hear)

    def _hear(self, home):
        with self._changed:
            self.times.append(home.signed_in.team_id)
            self._changed.notify_all()
        self._happens(home)

    def until(self, many):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.times) >= many, timeout=PATIENCE)
        return sorted(self.times)


def test_while_people_are_being_met_the_clock_is_heard(both, monkeypatch, clock):
    may_end = threading.Event()
    monkeypatch.setattr(both.steward, "get_acquainted_in", lambda home: may_end.wait(PATIENCE))
    heard, ticker = Heard(both.steward, monkeypatch), Ticker(both.steward, Pulse(clock, every=30))
    ticker()

    assert heard.until(2) == ["T0HAVEN", "T0RIVER"]
    may_end.set()
    assert ticker.stop(PATIENCE)


def test_a_sending_that_takes_long_delays_no_other_home(both, monkeypatch, clock):
    may_end = threading.Event()
    slow = lambda home: home.signed_in.team_id == "T0HAVEN" and may_end.wait(PATIENCE)  # noqa: E731
    heard, ticker = Heard(both.steward, monkeypatch, slow), Ticker(both.steward, Pulse(clock, every=30))
    ticker()
    heard.until(2)
    while "T0RIVER" not in heard.times[2:]:
        ticker()

    assert heard.times.count("T0HAVEN") == 1
    assert not ticker.stop(0)
    may_end.set()


def test_a_home_that_fails_stops_no_other_and_nothing_begins_after_the_stop(both, monkeypatch, clock):
    def fails(home):
        raise ValueError(home.signed_in.team_id)

    heard, ticker = Heard(both.steward, monkeypatch, fails), Ticker(both.steward, Pulse(clock, every=30))
    ticker()
    assert heard.until(2) == ["T0HAVEN", "T0RIVER"]
    assert ticker.stop(PATIENCE)
    ticker()
    assert len(heard.times) == 2


def test_memories_whose_time_is_over_go_at_a_tick(both, monkeypatch, clock):
    left = both.partnership_of("havenmouth")
    clock.forward(minutes=1)
    with both.memory.of(left.id)() as db:
        assert leave(db, at=clock())
    heard, ticker = Heard(both.steward, monkeypatch), Ticker(both.steward, Pulse(clock, every=30))
    clock.forward(days=31)
    ticker()

    assert heard.until(1) == ["T0RIVER"]
    assert [each.workspace for each in both.memory.partnerships()] == ["T0RIVER"]
    with both.memory.everywhere(reading=True) as db:
        assert len(installations.every(db)) == 1
    ticker.stop(PATIENCE)
