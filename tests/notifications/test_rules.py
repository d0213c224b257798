"""When somebody may be written to: hours, zones, clock changes, holidays, absence, wishes, budget."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notifications import Attention, Budget, judge, local_moment, next_free
from bot.notifications.preferences import days_off

MONDAY = date(2026, 3, 2)
ZONES = ["Pacific/Honolulu", "America/New_York", "America/St_Johns", "UTC", "Europe/London", "Asia/Kathmandu"]
ZONES += ["Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"]


def in_zone(name: str, **more) -> Attention:
    return Attention(zone=ZoneInfo(name), **more)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
def test_ten_on_monday_is_ten_on_their_own_clock(zone):
    moment = local_moment(MONDAY, time(10), ZoneInfo(zone))

    there = moment.astimezone(ZoneInfo(zone))
    assert (there.date(), there.time()) == (MONDAY, time(10))
    assert next_free(in_zone(zone), moment) == moment


@pytest.mark.parametrize(
    ("zone", "day", "hour", "moment"),
    [
        ("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:30"),  # the clocks skip it: an hour later by the wall
        ("Europe/London", "2026-10-25", "01:30", "2026-10-25T00:30"),  # it comes twice: the first
        ("America/New_York", "2026-03-08", "10:00", "2026-03-08T14:00"),
        ("America/New_York", "2026-11-01", "10:00", "2026-11-01T15:00"),
        ("Pacific/Auckland", "2026-04-05", "10:00", "2026-04-04T22:00"),
        ("Pacific/Auckland", "2026-09-27", "10:00", "2026-09-26T21:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"),  # half an hour is skipped there
        ("UTC", "2028-02-29", "09:00", "2028-02-29T09:00"),
    ],
)
def test_an_hour_on_a_day_when_the_clocks_change(zone, day, hour, moment):
    assert local_moment(date.fromisoformat(day), time.fromisoformat(hour), ZoneInfo(zone)) == at(moment)


@pytest.mark.parametrize(
    ("now", "free"),
    [
        ("2026-03-02T09:00", "2026-03-02T09:00"),  # Monday, nine o'clock sharp
        ("2026-03-02T08:59", "2026-03-02T09:00"),
        ("2026-03-02T16:59", "2026-03-02T16:59"),
        ("2026-03-02T17:00", "2026-03-03T09:00"),
        ("2026-03-06T18:00", "2026-03-09T09:00"),  # Friday evening
        ("2026-03-07T12:00", "2026-03-09T09:00"),
        ("2026-04-02T20:00", "2026-04-06T09:00"),  # Good Friday; Easter Monday is no holiday of the whole country
        ("2026-12-24T17:30", "2026-12-29T09:00"),  # Boxing Day is moved to Monday
        ("2028-02-28T17:00", "2028-02-29T09:00"),
    ],
)
def test_the_next_moment_in_their_hours(now, free):
    english = in_zone("UTC", is_day_off=days_off("GB", frozenset()))

    assert next_free(english, at(now)) == at(free)


def test_a_day_that_conveners_added_is_off():
    mine = in_zone("UTC", is_day_off=days_off(None, frozenset({MONDAY})))

    assert next_free(mine, at("2026-03-02T10:00")) == at("2026-03-03T09:00")


def test_a_country_that_nobody_knows_has_no_holidays():
    assert not days_off("XX", frozenset())(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("mine", "kind", "had", "until", "why"),
    [
        ({}, "pulse", [], None, ""),
        ({"snoozed_until": date(2026, 3, 9)}, "pulse", [], "2026-03-09T09:00", "snoozed until 9 March"),
        ({"away_until": date(2026, 3, 4)}, "pulse", [], "2026-03-04T09:00", "away until 4 March"),
        ({}, "pulse", ["2026-03-02T09:05"], "2026-03-03T09:00", "had enough messages"),
        (
            {},
            "pulse",
            ["2026-02-25T09:00", "2026-02-26T09:00", "2026-02-27T09:00"],
            "2026-03-04T09:00",
            "had enough messages",
        ),
        ({"budget": Budget(2, 9)}, "pulse", ["2026-03-02T09:05"], None, ""),
        ({"since": time(13), "until": time(15)}, "pulse", [], "2026-03-02T13:00", "outside their hours"),
    ],
)
def test_what_may_go_now_and_what_waits_until_when(mine, kind, had, until, why):
    verdict = judge(in_zone("UTC", **mine), kind, now=at("2026-03-02T10:00"), had=[at(each) for each in had])

    assert (verdict.wait_until, verdict.why) == (at(until) if until else None, why)


def test_what_somebody_has_stopped_never_comes():
    verdict = judge(in_zone("UTC", stopped=frozenset({"pulse"})), "pulse", now=at("2026-03-02T10:00"), had=[])

    assert verdict.never


def test_what_is_urgent_passes_the_budget_but_never_the_hours():
    mine, had = in_zone("UTC"), [at("2026-03-02T09:05")]

    assert judge(mine, "promise", now=at("2026-03-02T10:00"), had=had, urgent=True).now
    assert not judge(mine, "promise", now=at("2026-03-02T20:00"), had=had, urgent=True).now


def test_a_budget_that_lets_nothing_through_is_a_mistake():
    with pytest.raises(ValueError, match="at least one"):
        Budget(0, 3)


@given(
    zone=st.sampled_from(ZONES),
    after=st.timedeltas(timedelta(0), timedelta(days=1_800)),
    ago=st.lists(st.timedeltas(timedelta(0), timedelta(days=8)), max_size=12),
    country=st.sampled_from(["GB", "NZ", "US", "IN", None]),
)
def test_whoever_waits_until_then_is_answered_then(zone, after, ago, country):
    """Whatever moment is named, at that moment the answer is yes: nobody waits for ever, and nothing is tried twice."""
    now = at("2025-01-01T00:00") + after
    mine = in_zone(zone, is_day_off=days_off(country, frozenset()))
    had = [now - each for each in ago]

    verdict = judge(mine, "pulse", now=now, had=had)

    if not verdict.now:
        assert verdict.wait_until > now
        assert judge(mine, "pulse", now=verdict.wait_until, had=had).now
