"""Of a long text, an answer quotes the sentence that answers."""

import time

import pytest

from bot.features.answers.excerpts import LONGEST_PASSAGE, passage
from storage.search.tokens import Query
from tests.support.tables import table

FILLING = "The minutes of that evening are long. " * 12
REASON = (
    FILLING + "The ferry stops at six. We meet on Tuesdays because the hall costs nothing then. "
    "The treasurer asked about the heating. " + FILLING
)


@table(
    ("question", "sentence"),
    [
        ("why do we meet on Tuesdays?", "We meet on Tuesdays because the hall costs nothing then."),
        ("what about the heating?", "The treasurer asked about the heating."),
        ("when does the ferry stop?", "The ferry stops at six."),
        ("what is the price of the hall?", "because the hall costs nothing then."),
        ("why?", "because the hall costs nothing then."),
    ],
)
def test_the_sentence_that_answers_is_quoted(question, sentence):
    quoted = passage(REASON, Query(question))

    assert sentence in quoted
    assert quoted.startswith("… ")
    assert quoted.endswith(" …")
    assert len(quoted) <= LONGEST_PASSAGE + 4


def test_a_short_text_stays_whole():
    text = "The tide gauge is there.\nThe city owns the land."

    assert passage(text, Query("why the city?")) == text


def test_a_question_about_something_else_shows_the_beginning():
    assert passage(REASON, Query("penguins"), longest=80).startswith("The minutes of that evening are long.")


def test_a_sentence_without_end_is_cut_where_words_end():
    endless = "kelp " * 200 + "the harbour floods " + "reef " * 200

    quoted = passage(endless, Query("does the harbour flood?"))

    assert "the harbour floods" in quoted
    assert quoted.startswith("… kelp")
    assert quoted.endswith("reef …")
    assert len(quoted) <= LONGEST_PASSAGE + 4


@pytest.mark.parametrize(
    "text", ["", " ", "x" * 5_000, "。" * 5_000, "\n" * 5_000, "a.\n" * 5_000, "\x00\ud800 " * 900, "<!channel> " * 900]
)
@pytest.mark.parametrize("question", ["", "why x?", "\ud800", "why " * 500])
def test_any_text_gives_a_passage_that_is_short_enough(text, question):
    assert len(passage(text, Query(question))) <= LONGEST_PASSAGE + 4


def test_a_huge_text_takes_no_more_than_its_share():
    assert cost(40_000) < 40 * cost(4_000)  # 10 times the text; were each sentence held against each other, 100 times


def cost(times):
    """Seconds of processor time, the least of three."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        passage("why not? because of kelp, " * times, Query("why kelp?"))
        spent.append(time.process_time() - start)
    return min(spent)
