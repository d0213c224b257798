"""Results as pictures: what a phone shows, and the same facts in words."""

import struct
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import charts
from bot.charts import alt_text
from bot.charts.canvas import WIDTH, Canvas
from bot.charts.fonts import LONGEST, legible
from bot.features.surveys import results
from bot.features.surveys.questions import LONGEST_CHOICE, LONGEST_QUESTION, Question, QuestionKind

SITES = ("Harbour", "Dunes", "River mouth")
SCALE = Question(key="s", kind=QuestionKind.SCALE, text="Are we on course?", low_label="Lost", high_label="Steady")
YES_NO = Question(key="y", kind=QuestionKind.YES_NO, text="Did you meet?")
HOSTILE = ["$x^2$ and \\frac{1}{0}", "🐟", "אגודת הביצות", "<!channel>", "a\x00b\ud800", "\u202egnp", "", "x" * 100_000]


def question(kind: str) -> Question:
    choices = SITES if kind in ("choice", "several", "ranking", "points") else ()
    return Question(
        key="q", kind=QuestionKind(kind), text="Where?", choices=choices, points=5 if kind == "points" else 0
    )


def scale(*scores: int) -> results.Result:
    return results.of(SCALE, scores)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize(
    ("kind", "replies", "alt"),
    [
        (
            "scale",
            [5, 4, 4, 1],
            "Columns for “Where?”: 4 answers, score 1: 1, score 2: 0, score 3: 0, score 4: 2, score 5: 1."
            " Mean 3.5; the middle half says 1 to 4.",
        ),
        ("yes_no", ["yes", "yes", "no"], "Bars for “Where?”: 3 answers. yes: 2 (67 %); no: 1 (33 %)."),
        (
            "choice",
            ["Dunes", "Dunes", "Harbour"],
            "Bars for “Where?”: 3 answers. Harbour: 1 (33 %); Dunes: 2 (67 %); River mouth: 0 (0 %).",
        ),
        (
            "several",
            [["Dunes"]],
            "Bars for “Where?”: 1 answer. Harbour: 0 (0 %); Dunes: 1 (100 %); River mouth: 0 (0 %).",
        ),
        (
            "points",
            [{"Dunes": 1}, {"Harbour": 5}],
            "Bars for “Where?”: 2 answers. Harbour: 5 points; Dunes: 1 point; River mouth: 0 points.",
        ),
        (
            "ranking",
            [["Dunes", "Harbour", "River mouth"], ["Dunes", "River mouth", "Harbour"]],
            "Ranking for “Where?”: 2 answers. 1. Dunes (on average in place 1.0);"
            " 2. Harbour (on average in place 2.5); 2. River mouth (on average in place 2.5).",
        ),
    ],
)  # fmt: skip
def test_every_kind_has_its_picture_and_the_same_facts_in_words(kind, replies, alt):
    picture = charts.of(question(kind), results.of(question(kind), replies))

    width, height = size(picture.png)
    assert (width, 300 < height < 1_500) == (WIDTH, True)
    assert picture.alt == alt


def test_texts_and_empty_results_have_no_picture():
    assert charts.of(question("long_text"), results.of(question("long_text"), ["eels"])) is None
    assert charts.of(SCALE, scale()) is None


def test_a_trend_says_how_far_it_moved():
    picture = charts.trend(SCALE, [("2 Feb", scale(2, 3)), ("9 Feb", None), ("2 Mar", scale(4, 4, 5))])

    assert picture.alt == (
        "Line over time for “Are we on course?”: 2 Feb: 2.5 from 2 answers; 9 Feb: not shown;"
        " 2 Mar: 4.3 from 3 answers. Up 1.8 since the last time."
    )
    assert size(picture.png)[0] == WIDTH


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ([scale(3)], "The first round"),
        ([scale(3), scale(3)], "As the last time"),
        ([scale(4), None, scale(3)], "Down 1.0 since the last time"),
        ([scale(4), None], "The latest round cannot be shown"),
        ([], "The latest round cannot be shown"),
        (
            [results.of(YES_NO, ["no"]), results.of(YES_NO, ["yes", "no"])],
            "Up 50.0 percentage points since the last time",
        ),
    ],
)
def test_movement_compares_the_latest_two_that_are_shown(rounds, said):
    assert alt_text.movement([("", result) for result in rounds]) == said


@pytest.mark.parametrize("many", [0, 1, 2, 40])
def test_a_trend_of_any_length_can_be_drawn(many):
    rounds = [(f"{number} May", scale(1, 5, number % 5 + 1) if number % 3 else None) for number in range(many)]

    picture = charts.trend(SCALE, rounds)

    assert size(picture.png)[0] == WIDTH
    assert picture.alt.count(";") == max(min(many, 12) - 1, 0)


def test_partners_stand_side_by_side_in_the_order_given():
    rows = [("Tidewater Trust", scale(2, 3)), ("Saltmarsh Society and two others", scale(5))]

    picture = charts.gap(SCALE, rows, scale(2, 3, 5))

    assert picture.alt == (
        "Partners side by side for “Are we on course?”: Tidewater Trust: 2.5 from 2 answers;"
        " Saltmarsh Society and two others: 5.0 from 1 answer. All together: 3.3 from 3 answers."
    )


def test_a_whole_set_fits_in_one_picture():
    asked = [(SCALE, scale(2, 3)), (YES_NO, results.of(YES_NO, ["yes"])), (SCALE, None), (question("points"), None)]

    picture = charts.overview("Two questions", asked)

    assert picture.alt == (
        "Means of “Two questions”, from 1 to 5: Are we on course? 2.5 from 2 answers."
        " Did you meet? 100 % from 1 answer. Are we on course? not shown."
    )
    assert size(picture.png)[0] == WIDTH
    assert size(picture.png)[1] > size(charts.overview("Two questions", asked[:2]).png)[1]


def test_a_box_that_is_held_back_says_so():
    several = question("several")
    result = results.of(several, [["Dunes"], ["Harbour"]])
    secret = result.model_copy(
        update={"counts": (result.counts[0].model_copy(update={"count": None}), *result.counts[1:])}
    )

    assert "Harbour: held back;" in charts.choices(several, secret).alt
    assert charts.choices(several, secret).png != charts.choices(several, result).png


def test_different_answers_make_different_pictures_and_the_same_the_same():
    first, again, other = (charts.distribution(SCALE, scale(*s)).png for s in ([1, 2, 5], [5, 2, 1], [1, 2, 4]))

    assert first == again
    assert first != other


def test_several_threads_may_draw_at_once():
    alone = charts.distribution(SCALE, scale(1, 2, 5)).png

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(lambda _: charts.distribution(SCALE, scale(1, 2, 5)).png, range(8)))

    assert set(drawn) == {alone}


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_strange_names_can_be_drawn_and_read(words):
    picture = charts.gap(SCALE, [(words, scale(2, 3)), ("Bo", scale(4))], scale(2, 3, 4))

    assert size(picture.png)[1] < 1_500
    assert len(picture.alt) <= alt_text.LONGEST
    assert not {"\x00", "\u202e", "\n", "\ud800"} & set(picture.alt)


def test_the_longest_question_and_choices_fit():
    longest = Question(
        key="l", kind=QuestionKind.CHOICE, text="W" * LONGEST_QUESTION, choices=("W" * LONGEST_CHOICE, "No")
    )

    assert size(charts.choices(longest, results.of(longest, ["No"])).png)[1] < 1_500


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=30))
def test_whatever_people_write_becomes_letters_that_have_a_glyph(text):
    sheet = Canvas()

    for line in sheet.lines(text, 300, 40, bold=True):
        sheet.words(line, 0, sheet.bottom, bold=True)
        assert sheet.width_of(line, 40, bold=True) <= 300 or len(line) == 1

    assert sheet.png()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Ada  \n Bo", "Ada Bo"),
        ("🐟 Eels 🐟", "Eels"),
        ("🐟", "…"),
        ("a\u202eb\x00", "ab"),
        ("x" * 999, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_legible(text, drawn):
    assert legible(text) == drawn
