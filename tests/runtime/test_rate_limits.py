"""Pace: Slack's limits are kept before they are hit, and people never wait behind the clock."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.port import TooFastError
from bot.sandbox.api.access import PER_MINUTE
from bot.sandbox.spec.methods import METHODS, SPECIAL
from bot.slack.rate_limits import A_MINUTE, AT_ONCE, MESSAGES_AT_ONCE, POST, Pace, PacedTurn, one_a_second, steady

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FOREVER = 1e9


def later(seconds):
    return NOW + timedelta(seconds=seconds)


def times(many, take):
    """When each of so many calls in a row goes out, in seconds, by somebody who waits as told."""
    went, at = [], 0.0
    for _ in range(many):
        at += take(at)
        went.append(at)
    return went


@pytest.mark.parametrize(
    ("a_minute", "many", "seconds"),
    [(300, 24, 0.0), (300, 25, 0.22), (300, 300, 61.33), (600, 600, 61.33), (60, 5, 0.22), (1, 2, 600.0)],
)
def test_a_sending_flows_evenly_after_a_small_start(a_minute, many, seconds):
    pace, people = Pace(messages_a_minute=a_minute), count()
    went = times(many, lambda at: pace.take(POST, f"U{next(people)}", now=later(at), patience=FOREVER))

    assert went[-1] == pytest.approx(seconds, abs=0.01)


@given(st.integers(1, 400), st.lists(st.floats(0, 30), max_size=200), st.sampled_from([AT_ONCE, MESSAGES_AT_ONCE]))
def test_no_minute_has_more_than_its_number(a_minute, pauses, share):
    bucket, went, at = steady(a_minute, share), [], 0.0
    for pause in pauses:
        at += pause
        at += bucket.delay(later(at), for_people=False)
        bucket.take()
        went.append(at)

    busiest = max((sum(start <= each < start + 60 for each in went) for start in went), default=0)
    assert busiest <= max(a_minute, 2) + 1  # the one that comes on the very stroke


@given(st.lists(st.tuples(st.floats(0, 5), st.booleans()), max_size=200))
def test_the_clock_never_takes_what_is_kept_for_people(steps):
    bucket, at = steady(300, MESSAGES_AT_ONCE), 0.0
    for pause, is_person in steps:
        at += pause
        if bucket.delay(later(at), for_people=is_person) == 0:
            bucket.take()
            assert is_person or bucket.level >= bucket.kept - 1e-6


def test_people_do_not_wait_while_the_clock_does():
    pace = Pace(messages_a_minute=300)
    for number in range(24):
        assert pace.take(POST, f"U{number}", now=NOW, patience=0.0) == 0
    with pytest.raises(TooFastError):
        pace.take(POST, "U24", now=NOW, patience=0.0)

    assert [pace.take(POST, "C0GENERAL", now=NOW) for _ in range(50)] == [0.0] * 50


def test_one_message_a_second_in_each_channel():
    pace = Pace(messages_a_minute=300)
    went = times(5, lambda at: pace.take(POST, "C0GENERAL", now=later(at), patience=FOREVER))
    assert went == pytest.approx([0, 1, 2, 3, 4])
    assert pace.take(POST, "C0TIDES", now=later(4), patience=0.0) == 0
    assert one_a_second().delay(NOW, for_people=False) == 0


def test_slack_closes_a_method_for_everybody_for_as_long_as_it_says():
    pace = Pace(messages_a_minute=300)
    pace.close("chat.update", now=NOW, seconds=30)

    for patience in (None, 29.0):
        with pytest.raises(TooFastError) as refused:
            pace.take("chat.update", "C0GENERAL", now=later(0.5), patience=patience)
        assert refused.value.wait == pytest.approx(29.5)
    assert pace.take(POST, "C0GENERAL", now=NOW) == 0
    assert pace.take("chat.update", "C0GENERAL", now=later(30)) == 0


def test_a_clock_that_is_set_back_gives_nothing_away():
    bucket = one_a_second()
    bucket.delay(later(100), for_people=False)
    bucket.take()

    assert bucket.delay(later(40), for_people=False) == pytest.approx(1)
    assert bucket.delay(later(101), for_people=False) == 0


def test_silent_channels_are_forgotten():
    pace = Pace(messages_a_minute=300)
    for number in range(1_000):
        pace.take(POST, f"U{number}", now=later(number), patience=FOREVER)
    pace.take(POST, "U0", now=later(3_000), patience=FOREVER)

    assert len(pace._channels) == 1


@pytest.mark.parametrize("method", sorted(A_MINUTE))
def test_the_tiers_are_those_of_slack(method):
    tier = METHODS[method].tier
    assert tier == SPECIAL or PER_MINUTE[tier] == A_MINUTE[method]


@pytest.fixture
def turn():
    """The clock's turn, in a time that passes by waiting alone."""
    passed = [0.0]

    def wait(seconds):
        passed[0] += seconds
        return False

    return PacedTurn(Pace(messages_a_minute=300), lambda: later(passed[0]), wait), passed


def test_whoever_waits_tries_again_when_slack_says_so(turn):
    turn, passed = turn
    answers = iter([TooFastError(2), TooFastError(1), "said"])

    def speak():
        answer = next(answers)
        if isinstance(answer, TooFastError):
            raise answer
        return answer

    assert turn.call("chat.update", "C0GENERAL", speak) == "said"
    assert passed == [pytest.approx(2 * 60 / 25)]  # what seemed to be left is not: each waits for a fresh one


def test_nobody_waits_longer_than_their_patience(turn):
    turn, passed = turn

    def speak():
        raise TooFastError(60)

    for _ in range(2):
        with pytest.raises(TooFastError) as refused:
            turn.call("chat.update", "C0GENERAL", speak)
        assert refused.value.wait == 60
    assert passed == [0]


def test_a_bot_that_is_told_to_stop_waits_no_more():
    turn = PacedTurn(Pace(messages_a_minute=300), lambda: NOW, lambda seconds: True)
    said = []
    turn.call(POST, "C0GENERAL", lambda: said.append(1))
    with pytest.raises(TooFastError):
        turn.call(POST, "C0GENERAL", lambda: said.append(2))

    assert said == [1]
