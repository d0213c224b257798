"""What may be asked, and what counts as a reply."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.errors import Refusal
from bot.features.surveys.answer_values import NOT_APPLICABLE, SKIPPED, check, is_given
from bot.features.surveys.questions import (
    KEY,
    LONGEST_CHOICE,
    LONGEST_QUESTION,
    Question,
    QuestionKind,
    QuestionSet,
    written,
)
from bot.text.clean import clean

SITES = ("Harbour", "Dunes", "River mouth")


def question(kind: str, **parts: object) -> Question:
    parts = {"choices": SITES, **parts} if kind in ("choice", "several", "ranking", "points") else parts
    return Question(key="q", kind=QuestionKind(kind), text="Where first?", points=5 if kind == "points" else 0, **parts)


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("scale", 4, 4),
        ("scale", "1", 1),
        ("yes_no", "yes", "yes"),
        ("yes_no", False, "no"),
        ("choice", "Dunes", "Dunes"),
        ("several", ["River mouth", "Harbour", "Harbour"], ["Harbour", "River mouth"]),
        ("several", [], []),
        ("ranking", ["Dunes", "River mouth", "Harbour"], ["Dunes", "River mouth", "Harbour"]),
        ("ranking", {"Harbour": "3", "Dunes": "1", "River mouth": 2}, ["Dunes", "River mouth", "Harbour"]),
        ("points", {"River mouth": "2", "Harbour": 3, "Dunes": 0}, {"Harbour": 3, "River mouth": 2}),
        ("points", {"Dunes": 1}, {"Dunes": 1}),
        ("short_text", "  to\nsave \x00the eels ", "to save the eels"),
        ("long_text", "To save the eels\nand the harbour", "To save the eels\nand the harbour"),
        ("short_text", "skipped", "skipped"),
        ("short_text", "\u202eabc", "\u202eabc"),
        ("scale", SKIPPED, SKIPPED),
        ("points", NOT_APPLICABLE, NOT_APPLICABLE),
    ],
)
def test_a_reply_is_kept(kind, raw, kept):
    reply = check(question(kind), raw)

    assert reply == kept
    assert json.loads(json.dumps(reply)) == kept
    assert check(question(kind), reply) == reply


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("scale", 0),
        ("scale", 6),
        ("scale", True),
        ("scale", "4.5"),
        ("scale", "٣"),
        ("scale", "9" * 1_000_000),
        pytest.param("scale", 10**5_000, id="huge"),
        ("scale", None),
        ("scale", {"no_answer": "perhaps"}),
        ("yes_no", "maybe"),
        ("yes_no", []),
        ("yes_no", 1),
        ("choice", "Moon"),
        ("choice", ["Dunes"]),
        ("several", "Dunes"),
        ("several", ["Dunes", "Moon"]),
        ("several", [["Dunes"]]),
        ("ranking", ["Dunes", "Harbour"]),
        ("ranking", ["Dunes", "Dunes", "Harbour"]),
        ("ranking", {"Harbour": "1", "Dunes": "1", "River mouth": 2}),
        ("ranking", {"Harbour": "first", "Dunes": "1", "River mouth": 2}),
        ("ranking", {1: 1, "Dunes": 2}),
        ("points", {"Harbour": 6}),
        ("points", {"Harbour": -1, "Dunes": 5}),
        ("points", {"Moon": 2}),
        ("points", {"Harbour": "many"}),
        ("points", {}),
        ("points", 5),
        ("short_text", " \x00 "),
        ("short_text", "\ud800"),
        ("short_text", "x" * 201),
        ("long_text", "x" * 1_000_000),
        ("long_text", 5),
    ],
)
def test_a_reply_that_does_not_fit_is_refused_beside_its_question(kind, raw):
    with pytest.raises(Refusal) as refused:
        check(question(kind), raw)

    assert refused.value.field == "q"
    assert len(refused.value.words) < 150


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(SITES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5) | st.sampled_from(SITES), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", list(QuestionKind))
@settings(max_examples=80)
@given(raw=JSON)
def test_whatever_a_form_hands_over_is_kept_or_refused(kind, raw):
    try:
        reply, field = check(question(kind), raw), "q"
    except Refusal as refusal:
        reply, field = SKIPPED, refusal.field

    assert field == "q"
    assert check(question(kind), json.loads(json.dumps(reply))) == reply


def test_skipping_and_not_applicable_are_no_answers_but_words_are():
    assert not is_given(SKIPPED)
    assert not is_given(json.loads(json.dumps(NOT_APPLICABLE)))
    assert is_given("skipped")
    assert is_given([])


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "choice", "choices": ["one"]},
        {"kind": "choice", "choices": ["one", "One"]},
        {"kind": "choice", "choices": ["one", "x" * 76]},
        {"kind": "choice", "choices": [str(number) for number in range(11)]},
        {"kind": "scale", "choices": ["one", "two"]},
        {"kind": "scale", "points": 5},
        {"kind": "points", "choices": ["one", "two"]},
        {"kind": "scale", "key": "Has Spaces"},
        {"kind": "scale", "text": "x" * 151},
        {"kind": "scale", "colour": "red"},
    ],
)
def test_parts_that_do_not_fit_the_kind_make_no_question(parts):
    with pytest.raises(ValidationError):
        Question.model_validate({"key": "q", "text": "Where first?", **parts})


def test_a_convener_writes_a_question():
    mine = written("points", " Where \n first? ", choices="Harbour\n\n Dunes\nDunes\n", points=5)

    assert (mine.text, mine.choices, mine.points) == ("Where first?", ("Harbour", "Dunes"), 5)
    assert Question.model_validate_json(mine.model_dump_json()) == mine


def test_the_same_question_asked_again_keeps_its_key():
    first, again = written("scale", "Are we on course?"), written("scale", "are we  on course?", low="no")

    assert first.key == again.key
    assert first.key != written("yes_no", "Are we on course?").key
    assert first.key != written("scale", "Are we off course?").key


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("kind", {"kind": "quiz"}),
        ("text", {"text": " "}),
        ("text", {"text": "x" * 1_000_000}),
        ("choices", {"kind": "choice", "choices": "only one"}),
        ("choices", {"kind": "choice", "choices": "One\none"}),
        ("choices", {"kind": "choice", "choices": "one\n" + "x" * 76}),
        ("points", {"kind": "points", "choices": "one\ntwo"}),
        ("low", {"low": "x" * 41}),
    ],
)
def test_a_convener_is_told_which_field_needs_another_look(field, parts):
    with pytest.raises(Refusal) as refused:
        written(**{"kind": "scale", "text": "Are we on course?", **parts})

    assert refused.value.field == field


def test_two_questions_of_a_set_never_share_a_key():
    with pytest.raises(ValidationError, match="same key"):
        QuestionSet(key="s", title="Two", about="Twice the same", questions=(question("scale"), question("yes_no")))


def test_what_no_memory_can_keep_is_taken_out():
    assert clean("a\x00b\ud800c\x1b[1m\td\n") == "abc[1m\td"
    assert (LONGEST_QUESTION, LONGEST_CHOICE, KEY) == (150, 75, "[a-z][a-z0-9_]{0,39}")
