"""Whether two questions are one, and what "ask around" means."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.features.open_questions.asking import is_same, sense
from bot.features.open_questions.commands import LONGEST_QUESTION, asks_around, asks_for_list, question_of

WORDS = st.text(st.characters(codec=None), max_size=200)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Why do we meet on Tuesdays?", "so why do we meet on tuesdays", True),
        ("Why do we meet on Tuesdays?", "How come we meet on Tuesdays?", True),
        ("Why did we choose the harbour site?", "Why the harbour site?", True),
        ("Why do we meet on Tuesdays?", "Why do we not meet on Tuesdays?", False),
        ("Why don't we work with the port?", "Why do we work with the port?", False),
        ("Why do we meet on Tuesdays?", "Who decided that we meet on Tuesdays?", False),
        ("Why does buoy 4 blink at night in fog?", "Why does buoy 5 blink at night in fog?", False),
        ("Why do we meet on Tuesdays?", "Why do we meet on Fridays?", False),
        ("Why red?", "Why blue?", False),
        ("why?", "WHY ?", False),
        ("why?", "Why?", True),
        (
            "why does the north gauge of the river mouth close in winter",
            "why does the north gauge of the river mouth close each winter",
            True,
        ),
    ],
)
def test_the_same_question_is_the_same_and_another_one_is_another(one, other, same):
    assert is_same(sense(one), sense(other)) is same
    assert is_same(sense(other), sense(one)) is same


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("ask around", ""),
        ("Yes, ask.", ""),
        ("yes please ask them", ""),
        ("ask those who would know: why red?", "why red?"),
        ("ask around: why do we meet?\nOn Tuesdays, I mean", "why do we meet?\nOn Tuesdays, I mean"),
        ("ask somebody why we meet", "why we meet"),
        ("ask", None),
        ("yes, we asked", None),
        ("I'll ask around by Friday", None),
        ("task around", None),
        ("", None),
    ],
)
def test_what_asks_around(said, question):
    assert asks_around(said) == question


@pytest.mark.parametrize("said", ["open whys", "Open questions?", "my questions", "show me the unanswered questions"])
def test_what_asks_for_the_list(said):
    assert asks_for_list(said)


@pytest.mark.parametrize("said", ["open the questions", "questions", "an open question remains: money", "x" * 10_000])
def test_what_does_not(said):
    assert not asks_for_list(said)


@given(WORDS, WORDS)
def test_any_words_can_be_compared_and_every_question_is_itself(one, other):
    assert is_same(sense(one), sense(one))
    assert is_same(sense(one), sense(other)) == is_same(sense(other), sense(one))
    asks_around(one)
    asks_for_list(one)


@given(WORDS)
def test_what_is_kept_of_a_question_fits_every_database(text):
    try:
        question = question_of(text)
    except Refusal:
        return
    assert 0 < len(question) <= LONGEST_QUESTION + 2  # a first letter may grow when it becomes a capital
    question.encode()
    assert "\x00" not in question


@pytest.mark.parametrize("text", ["ask " * 250_000, " " * 1_000_000 + "x", "yes, " * 200_000, "not " * 250_000])
def test_a_million_characters_hang_nothing(text):
    began = time.perf_counter()
    asks_around(text)
    asks_for_list(text)
    with pytest.raises(Refusal):
        question_of(text + "x" * LONGEST_QUESTION)

    assert time.perf_counter() - began < 1
