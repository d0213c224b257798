"""The questions that come with the bot fit on a phone, and stay the same from round to round."""

import pytest

from bot.features.surveys.question_sets import of_week, shipped
from bot.features.surveys.questions import OF_TEXT, QuestionSet

KEYS = {
    "aligned_purpose": "purpose_theory_guides purpose_challenge purpose_assumptions purpose_goals_tuned"
    " purpose_motives_known purpose_own_benefit",
    "benchmarks": "benchmark_purpose benchmark_power benchmark_interdependence benchmark_trust benchmark_control"
    " benchmark_progress",
    "degree_of_joining": "joining_now joining_wanted joining_where",
    "four_keys": "key_coordination key_accountability key_identity key_confidence",
    "weekly_gaps": "week_purpose_daily week_momentum_moving week_identity_we week_connected_who week_people_heard"
    " week_learning_used week_purpose_no week_momentum_worth week_identity_thanked week_connected_meetings"
    " week_people_needs week_learning_few",
}


def test_the_keys_never_change_because_trends_hang_on_them():
    assert {key: [each.key for each in set_.questions] for key, set_ in shipped().items()} == {
        key: keys.split() for key, keys in KEYS.items()
    }


@pytest.mark.parametrize("set_", shipped().values(), ids=lambda each: each.key)
def test_a_set_says_where_it_comes_from_and_every_question_takes_one_click(set_: QuestionSet):
    assert set_.source
    assert set_.about.endswith((".", "?"))
    assert all(each.kind not in OF_TEXT for each in set_.questions)
    assert all(each.text.endswith((".", "?")) and each.why.endswith(".") for each in set_.questions)
    assert all(each.low_label and each.high_label for each in set_.questions if each.kind == "scale")


def test_no_question_is_asked_twice_and_no_key_means_two_things():
    questions = [each for set_ in shipped().values() for each in set_.questions]

    assert len({each.key for each in questions}) == len({each.text for each in questions}) == len(questions)


def test_six_weeks_visit_the_six_gaps_and_then_it_starts_over():
    weekly = shipped()["weekly_gaps"]
    gaps = [of_week(weekly, number).why[:5] for number in range(12)]

    assert weekly.weekly
    assert gaps == [f"Gap {number}" for number in range(1, 7)] * 2
    assert of_week(weekly, 12) == of_week(weekly, 0)
