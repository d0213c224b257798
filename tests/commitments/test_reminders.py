"""Reminders: private, one's own, together, seldom, and with their exits."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.commitments.test_commitments import promise
from tests.support.passing import pass_until


@pytest.fixture
def ticks(steward, clock):
    """Time passes, and the clock is heard every few hours, and whenever something is due."""

    def pass_by(*, every=3, **span):
        pass_until(steward, clock, clock.now + timedelta(**span), hours=range(0, 24, every))

    return pass_by


def days_of(messages):
    return [f"{datetime.fromtimestamp(float(each.ts), UTC):%a %d}" for each in messages]


def test_the_day_before_and_on_the_day_and_then_silence(ada, bo, ticks):
    promise(ada)
    ticks(days=14, every=3)

    assert days_of(ada.dms) == ["Thu 05", "Fri 06"]
    assert "Send the tide data" in ada.dms[0].reads
    assert "today" in ada.dms[1].reads
    assert ada.dms[0].labels == ["Done", "New day", "Hand over", "Let go", "Later", "Stop these"]
    assert bo.dms == []


def test_what_is_done_in_the_reminder_shows_there_and_comes_no_more(ada, ticks):
    promise(ada)
    promise(ada, "I'll paint the gauge by Friday")
    ticks(days=3, hours=2)
    [reminder] = ada.dms
    ada.clicks("Done", reminder)

    assert "Kept" in ada.dms[0].reads
    assert ada.dms[0].labels.count("Done") == 1
    ticks(days=1)
    assert "tide" not in ada.dms[1].reads
    ada.clicks("Let go", ada.dms[1])
    ada.submits(reason="It rains")
    assert "Let go: It rains" in ada.dms[1].reads


def test_a_promise_without_a_day_is_spoken_of_once_after_two_weeks(ada, ticks):
    promise(ada, "I'll paint the gauge")
    ticks(days=40, every=6)

    assert days_of(ada.dms) == ["Mon 16"]


def test_everybody_hears_only_of_their_own(ada, bo, chi, dan, ticks):
    for person in (ada, chi, dan):
        promise(person, f"I'll send the data of {person.name} by Friday")
    ticks(days=5)

    for person in (ada, chi, dan):
        assert [f"data of {person.name}" in each.reads for each in person.dms] == [True, True]
    assert bo.dms == []


def test_a_week_with_forty_promises_is_one_message_a_day_at_most(ada, ticks):
    for number in range(40):
        due = ("Tuesday", "Wednesday", "Thursday", "Friday", "next Tuesday")[number % 5]
        ada.dm(f"commit to read gauge number {number} by {due}")
        ada.clicks("Save", ada.dms[-1])
    before = len(ada.dms)
    ticks(days=7)

    days = days_of(ada.dms[before:])
    assert len(days) == len(set(days)) <= 5
    print(f"\n40 promises, {len(days)} messages in a week: {days}")


def test_stopping_them_stops_them(ada, ticks):
    promise(ada)
    ticks(days=3, hours=2)
    ada.clicks("Stop these", ada.dms[0])
    ticks(days=5)

    assert len([each for each in ada.dms if "come up" in each.reads]) == 0
