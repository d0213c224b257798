"""What many replies say together."""

import pytest

from bot.features.surveys.answer_values import NOT_APPLICABLE, SKIPPED
from bot.features.surveys.questions import Question, QuestionKind
from bot.features.surveys.results import Cell, Count, Result, change, level, middle_half, of, rounded, widest_gap

SITES = ("Harbour", "Dunes", "River")


def question(kind: str) -> Question:
    choices = SITES if kind in ("choice", "several", "ranking", "points") else ()
    return Question(
        key="q", kind=QuestionKind(kind), text="Where first?", choices=choices, points=5 if kind == "points" else 0
    )


def scale(*scores: int) -> Result:
    return of(question("scale"), scores)


def test_a_scale_has_a_middle_and_a_spread():
    result = of(question("scale"), [5, SKIPPED, 4, 4, 1, NOT_APPLICABLE])

    assert (result.answered, result.mean, result.median, result.spread) == (4, 3.5, 4, 1.5)
    assert [(each.label, each.count) for each in result.counts] == [("1", 1), ("2", 0), ("3", 0), ("4", 2), ("5", 1)]


@pytest.mark.parametrize(
    ("kind", "replies", "counts"),
    [
        ("yes_no", ["yes", "no", "yes", SKIPPED], {"yes": 2, "no": 1}),
        ("choice", ["Dunes", "Dunes", "River"], {"Harbour": 0, "Dunes": 2, "River": 1}),
        ("several", [["Harbour", "Dunes"], ["Dunes"], []], {"Harbour": 1, "Dunes": 2, "River": 0}),
        ("points", [{"Harbour": 3, "River": 2}, {"River": 5}], {"Harbour": 3, "Dunes": 0, "River": 7}),
    ],
)
def test_counts_are_in_the_order_of_the_question(kind, replies, counts):
    assert [(each.label, each.count) for each in of(question(kind), replies).counts] == list(counts.items())


def test_nobody_ticking_a_box_is_an_answer():
    assert of(question("several"), [[], []]).answered == 2


def test_a_ranking_has_borda_points_and_average_places():
    result = of(question("ranking"), [["Dunes", "River", "Harbour"], ["Dunes", "Harbour", "River"]])

    assert result.counts == (
        Count(label="Harbour", count=1, average=2.5),
        Count(label="Dunes", count=4, average=1.0),
        Count(label="River", count=1, average=2.5),
    )


def test_points_say_how_many_each_person_gave():
    assert [each.average for each in of(question("points"), [{"Harbour": 3}, {"River": 5}]).counts] == [1.5, 0.0, 2.5]


def test_texts_are_in_the_order_of_their_words_not_of_arrival():
    assert of(question("long_text"), ["nets", "eels", SKIPPED]).texts == ("eels", "nets")


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_without_answers_there_is_nothing_to_say(kind):
    result = of(question(kind), [SKIPPED])

    assert result == Result(kind=kind, answered=0)
    assert (level(result), middle_half(result)) == (None, None)


@pytest.mark.parametrize(
    ("scores", "half"),
    [
        ((3,), (3, 3)),
        ((1, 5), (1, 5)),
        ((1, 2, 3, 4, 5), (2, 4)),
        ((4, 4, 4, 4, 1), (4, 4)),
        ((1, 1, 1, 1, 5, 5, 5, 5), (1, 5)),
    ],
)
def test_the_middle_half_lies_between_two_scores(scores, half):
    assert middle_half(scale(*scores)) == half


def test_the_level_moves_from_round_to_round():
    some, most = of(question("yes_no"), ["yes", "no"]), of(question("yes_no"), ["yes", "yes", "no"])

    assert change(scale(3, 4), scale(4, 5)) == 1.0
    assert change(some, most) == 16.7
    assert change(None, most) is None
    assert level(of(question("choice"), ["Dunes"])) is None


def test_the_widest_gap_is_between_the_lowest_and_the_highest():
    cells = [
        Cell(partners=(name,), result=scale(*scores))
        for name, scores in {"B": [4, 5], "A": [4, 5], "C": [2, 3], "D": [3, 3]}.items()
    ]

    gap = widest_gap(cells)

    assert (gap.low.partners, gap.high.partners, gap.width) == (("C",), ("A",), 2.0)
    assert widest_gap(cells[:1]) is None
    assert widest_gap(cells[:2]).width == 0
    assert widest_gap([]) is None


@pytest.mark.parametrize(("number", "to"), [(3.25, 3.3), (3.35, 3.4), (3.0, 3.0), (66.66, 66.7)])
def test_halves_are_rounded_upwards(number, to):
    assert rounded(number) == to
