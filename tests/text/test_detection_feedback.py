"""What refusals teach a channel, and how often a person may be asked."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.text import detection
from bot.text.detection import THRESHOLDS, adjusted, counted, may_offer
from tests.support.tables import table

MONDAY_9 = datetime(2026, 3, 2, 9, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")
AUCKLAND = ZoneInfo("Pacific/Auckland")
PROMISE = "I'm going to write to the ministry"


def hours(*ago):
    return [MONDAY_9 - timedelta(hours=each) for each in ago]


@table(
    ("offered_at", "may"),
    [
        ([], True),
        (hours(0.5), False),
        (hours(1), True),
        (hours(0.99), False),
        (hours(1, 3), True),
        (hours(1, 3, 5), False),
        (hours(5, 1, 3), False),
        (hours(1, 3, 10), True),
        (hours(24, 25, 26, 27), True),
        (hours(-0.1), False),
    ],
)
def test_one_offer_an_hour_and_three_a_day(offered_at, may):
    assert may_offer(offered_at, now=MONDAY_9, zone=LISBON) is may


def test_the_day_is_the_persons_own():
    three = [datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (7, 8, 9)]
    now = datetime(2026, 3, 2, 11, 30, tzinfo=UTC)

    assert not may_offer(three, now=now, zone=LISBON)
    assert may_offer(three, now=now, zone=AUCKLAND)  # there, it is half past midnight


def test_an_hour_is_an_hour_on_the_night_when_clocks_go_back():
    first = datetime(2026, 10, 25, 0, 45, tzinfo=UTC).astimezone(LISBON)  # 1:45, summer time
    later = first.astimezone(UTC) + timedelta(minutes=30)  # 1:15, once more

    assert not may_offer([first], now=later.astimezone(LISBON), zone=LISBON)
    assert may_offer([first], now=later + timedelta(minutes=30), zone=LISBON)


def after(answers, reasons, kind="commitment"):
    """The counts that a channel keeps after answers: True for "not a promise", False for a yes."""
    counts = {}
    for refused in answers:
        counts = counted(counts, reasons, kind, refused=refused)
    return counts


def test_without_answers_the_score_stays():
    notice = detection.judge(PROMISE)

    assert adjusted(notice.score, notice.reasons, "commitment", {}) == notice.score


def scores_after_refusals(line):
    notice = detection.judge(line)
    return [
        adjusted(notice.score, notice.reasons, notice.kind, after([True] * times, notice.reasons, notice.kind))
        for times in range(8)
    ]


def test_one_refusal_changes_nothing():
    scores = scores_after_refusals(PROMISE)

    assert scores[1] == scores[0]
    assert scores[2] < scores[1]


@table(
    ("line", "refusals"),
    [
        ("Guests will be allowed on the second day", 2),
        (PROMISE, 4),
        ("I'll send the data", 4),
        ("Decision: let's go with the harbour site", 5),
    ],
)
def test_a_channel_that_keeps_refusing_a_rule_is_left_alone_with_it(line, refusals):
    threshold = THRESHOLDS[detection.judge(line).kind]
    scores = scores_after_refusals(line)

    assert scores == sorted(scores, reverse=True)
    assert [score >= threshold for score in scores] == [times < refusals for times in range(8)]


def test_a_yes_wins_trust_back_but_no_more_than_there_was():
    notice = detection.judge(PROMISE)
    refused, then_kept, kept = (
        adjusted(notice.score, notice.reasons, "commitment", after(answers, notice.reasons))
        for answers in ([True] * 3, [True] * 3 + [False] * 9, [False] * 20)
    )

    assert refused < then_kept < notice.score
    assert kept == notice.score


def test_what_speaks_against_and_the_other_kind_learn_nothing():
    notice = detection.judge(PROMISE)
    counts = counted({}, (*notice.reasons, "hedges", "we-decided"), "commitment", refused=True)

    assert set(counts) == set(notice.reasons)
    assert counts == {name: (1, 1) for name in notice.reasons}
    assert adjusted(0.9, ("we-decided",), "decision", counts) == 0.9


def test_a_day_is_not_to_blame_for_what_was_refused():
    counts = after([True] * 5, ("i-can", "by-a-day"))

    assert set(counts) == {"i-can"}


def test_counts_that_cannot_be_are_read_as_the_nearest_that_can():
    assert 0 < adjusted(0.9, ("i-will",), "commitment", {"i-will": (50, 1)}) < 0.9
    assert adjusted(0.9, ("i-will",), "commitment", {"i-will": (-5, -1)}) == 0.9
