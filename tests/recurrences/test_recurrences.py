"""What comes back by itself: on its days, once, never piled up; paused, skipped and resumed by conveners."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.errors import Refusal
from bot.features import catalogue, recurrences
from bot.features.recurrences import PULSE, RecurrencePlan
from bot.features.surveys import pulses
from storage import members
from storage.members import Member
from storage.recurrences import Recurrence
from storage.surveys import Survey
from tests.support.passing import pass_until

MONDAY = date(2026, 3, 2)


@pytest.fixture
def convener(steward, ada):
    with steward.begin() as db:
        db.scalars(select(Member).filter_by(person=ada.id)).one().is_convener = True
    return ada


@pytest.fixture
def says(steward, convener, clock):
    """A convener says something about the pulse."""

    def do(verb, *given, **more):
        with steward.begin() as db:
            return verb(db, *given, by=members.by_person(db, convener.id), at=clock.now, **more)

    return do


@pytest.fixture
def pulse(says):
    return says(pulses.begin_recurrence, "weekly_gaps", weekday=0, hour=time(10), channel="C0GENERAL", every_weeks=1)


@pytest.fixture
def days_pass(steward, clock):
    def do(days):
        pass_until(steward, clock, clock.now + timedelta(days=days), hours=(9,))

    return do


def opened(steward):
    with steward.begin(reading=True) as db:
        return [(row.opens_on, row.questions) for row in db.scalars(select(Survey).order_by(Survey.id))]


def test_a_weekly_pulse_asks_another_question_each_week(pulse, days_pass, steward, bo):
    days_pass(21)

    days = [day for day, _ in opened(steward)]
    assert days == [MONDAY, date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)]  # the last is for tomorrow
    assert len({questions for _, questions in opened(steward)}) == 4


def test_every_second_week(says, days_pass, steward):
    says(pulses.begin_recurrence, "weekly_gaps", weekday=2, hour=time(10), channel="C0GENERAL", every_weeks=2)
    days_pass(30)

    assert [day for day, _ in opened(steward)] == [date(2026, 3, 4), date(2026, 3, 18), date(2026, 4, 1)]


def test_an_outage_of_weeks_brings_the_latest_only_if_it_is_fresh(pulse, steward, clock):
    steward.tick()
    clock.forward(days=29)  # Tuesday, four weeks later
    steward.tick()
    assert [day for day, _ in opened(steward)] == [MONDAY, date(2026, 3, 30)]
    clock.forward(days=11)  # Saturday: nobody wants Monday's question now
    steward.tick()
    assert len(opened(steward)) == 2


def test_a_paused_rhythm_rests_and_goes_on_without_catching_up(pulse, says, days_pass, steward):
    days_pass(2)
    says(recurrences.pause, PULSE)
    days_pass(14)
    assert len(opened(steward)) == 1
    says(recurrences.resume, PULSE)
    days_pass(7)
    assert [day for day, _ in opened(steward)] == [MONDAY, date(2026, 3, 23)]


def test_one_is_skipped_and_the_next_comes_with_its_question(pulse, says, days_pass, steward):
    days_pass(2)
    assert says(recurrences.skip_next, PULSE) == date(2026, 3, 9)
    days_pass(14)

    assert [day for day, _ in opened(steward)] == [MONDAY, date(2026, 3, 16)]


def test_one_that_fails_holds_up_no_other(pulse, steward, clock, monkeypatch, caplog):
    with steward.begin() as db:
        facts = {"weekdays": "0", "hour": time(10), "channel": "C0GENERAL", "set_by": "U0ADA", "set_at": clock.now}
        db.add(Recurrence(noun="purpose", **facts))
    kinds = catalogue.recurrence_kinds()
    monkeypatch.setitem(kinds, "purpose", replace(kinds["purpose"], bring=lambda *_: 1 / 0))
    steward.tick()

    assert [day for day, _ in opened(steward)] == [MONDAY]
    assert "job failed: schedules.recurrences.bring" in caplog.text


def test_two_ticks_at_the_same_moment_bring_it_once(pulse, steward, clock):
    for _ in range(3):
        steward.tick()

    assert len(opened(steward)) == 1


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (RecurrencePlan((), time(10), "C0GENERAL"), "at least one day"),
        (RecurrencePlan((0,), time(10), "C0NOWHERE"), "a channel that both"),
        (RecurrencePlan((0,), time(10), "C0GENERAL", 99), "Every 1 to 26"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_way_out(says, wish, words):
    with pytest.raises(Refusal, match=words):
        says(recurrences.set_, PULSE, wish)


def test_only_conveners_set_the_rhythm(steward, bo, clock):
    wish = RecurrencePlan((0,), time(10), "C0GENERAL")
    with pytest.raises(Refusal, match="Only conveners"), steward.begin() as db:
        recurrences.set_(db, PULSE, wish, by=members.by_person(db, bo.id), at=clock.now)


@pytest.mark.parametrize(
    ("weekdays", "every", "until", "last", "latest"),
    [
        ("0", 1, "2026-03-02", None, "2026-03-02"),
        ("0", 1, "2026-03-08", None, "2026-03-02"),
        ("0", 1, "2026-03-08", "2026-03-02", None),
        ("01234", 1, "2026-03-07", "2026-03-04", "2026-03-06"),
        ("0", 2, "2026-03-09", None, "2026-03-02"),
        ("0", 2, "2026-03-15", "2026-03-02", None),
        ("6", 1, "2026-03-07", None, None),  # it starts on a Monday, and Sunday is not yet
        ("0", 1, "2026-03-01", None, None),
    ],
)
def test_the_latest_day_on_which_it_should_have_come(weekdays, every, until, last, latest):
    recurrence = Recurrence(
        noun=PULSE, weekdays=weekdays, hour=time(10), channel="C", set_by="U", set_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    recurrence.every_weeks, recurrence.starts_on = every, MONDAY
    recurrence.last_on = date.fromisoformat(last) if last else None

    found = recurrences.latest_on(recurrence, until=date.fromisoformat(until))
    assert found == (date.fromisoformat(latest) if latest else None)
    assert recurrences.days_between(recurrence, MONDAY, MONDAY + timedelta(days=6)) is not None
