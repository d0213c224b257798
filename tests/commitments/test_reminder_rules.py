"""Which promises deserve a word, and when."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.commitments.reminders import OpenCommitment, OwnerCalendar, deserving, grace_ends, working_day_before

UTC_WEEK = OwnerCalendar(ZoneInfo("UTC"), lambda day: day.weekday() >= 5)
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "now", "deserves"),
    [
        ("2026-03-13", "2026-03-11 10:00", False),  # two days before
        ("2026-03-13", "2026-03-12 10:00", True),  # the working day before
        ("2026-03-13", "2026-03-12 08:59", False),  # too early in the morning
        ("2026-03-13", "2026-03-13 10:00", True),  # on the day
        ("2026-03-13", "2026-03-16 10:00", False),  # afterwards, never
        ("2026-03-16", "2026-03-13 10:00", True),  # due on Monday: on Friday
        ("2026-03-16", "2026-03-14 10:00", False),  # never on a day off
        ("2026-03-14", "2026-03-13 10:00", True),  # due on a Saturday: on Friday
        ("2026-03-14", "2026-03-14 10:00", False),
        ("2026-03-03", "2026-03-02 15:00", False),  # made this morning: left alone for half the time
        ("2026-03-03", "2026-03-03 10:00", True),
        ("2026-03-02", "2026-03-02 10:00", False),  # made at nine for today
        ("2026-03-02", "2026-03-02 17:00", True),
        (None, "2026-03-13 10:00", False),
        (None, "2026-03-16 10:00", True),  # two weeks after
    ],
)
def test_when_a_promise_of_monday_deserves_a_word(due, now, deserves):
    promised = OpenCommitment(1, MONDAY, date.fromisoformat(due) if due else None)

    assert bool(deserving([promised], UTC_WEEK, now=at(now))) == deserves


def test_none_twice_on_one_day_and_one_without_a_day_never_again():
    due = OpenCommitment(1, MONDAY, date(2026, 3, 13), nudged_on=date(2026, 3, 12))
    dayless = OpenCommitment(2, MONDAY, None, nudged_on=date(2026, 3, 16))

    assert deserving([due], UTC_WEEK, now=at("2026-03-12 16:00")) == []
    assert deserving([due], UTC_WEEK, now=at("2026-03-13 16:00")) == [due]
    assert deserving([dayless], UTC_WEEK, now=at("2026-06-01 10:00")) == []


def test_the_morning_is_the_owners():
    auckland = OwnerCalendar(ZoneInfo("Pacific/Auckland"), lambda day: day.weekday() >= 5)
    promised = OpenCommitment(1, MONDAY - timedelta(days=7), date(2026, 3, 13))

    assert deserving([promised], auckland, now=at("2026-03-11 19:59")) == []  # 08:59 on Thursday there
    assert deserving([promised], auckland, now=at("2026-03-11 20:00")) == [promised]


@pytest.mark.parametrize(
    ("due", "hours"),
    [("2026-03-02", 7.5), ("2026-03-03", 19.5), ("2026-03-04", 31.5), ("2026-06-01", 48), ("2026-03-01", 2)],
)
def test_the_grace_is_half_the_time_from_two_to_forty_eight_hours(due, hours):
    promised = OpenCommitment(1, MONDAY, date.fromisoformat(due))

    assert grace_ends(promised, ZoneInfo("UTC")) - MONDAY == timedelta(hours=hours)


def test_the_working_day_before_skips_holidays():
    assert working_day_before(date(2026, 4, 7), lambda day: day in {date(2026, 4, 6)} or day.weekday() >= 5) == date(
        2026, 4, 3
    )
    assert working_day_before(date(2026, 4, 7), lambda _: True) == date(2026, 4, 6)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 24 * 7), st.none() | st.integers(0, 14)),
        min_size=40,
        max_size=40,
    )
)
def test_a_week_with_forty_promises_is_at_most_one_message_a_day(made):
    """`made`: for each promise the hour of the week in which it is made, and in how many days it is due."""
    promises = {}
    for number, (hour, days) in enumerate(made):
        since = MONDAY + timedelta(hours=hour)
        promises[number] = OpenCommitment(
            number, since, since.date() + timedelta(days=days) if days is not None else None
        )
    spoken: list[date] = []
    for hour in range(24 * 7 * 4):
        now = MONDAY + timedelta(hours=hour / 4)
        if now.date() in spoken:
            continue  # as the clock's job does: one message carries everything of a day
        chosen = deserving([each for each in promises.values() if each.since <= now], UTC_WEEK, now=now)
        if chosen:
            spoken.append(now.date())
            for each in chosen:
                promises[each.number] = OpenCommitment(each.number, each.since, each.due_on, now.date())

    assert len(spoken) == len(set(spoken)) <= 5
    assert all(day.weekday() < 5 for day in spoken)
