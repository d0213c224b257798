"""Texts are cut into the words by which they are found."""

import sqlite3

import pytest

from storage.search.tokens import LAST, LONGER, SHORTER, asked, stem, words

STARTS = "relat condit val hes digit conform radic vil analog vietnam predic oper decis hop call agre tr bl fizz bre"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Deciding on the decisions", ["decid", "decis"]),
        ("O'Brien's café isn't ours", ["o", "brien", "cafe"]),
        ("D-12 of 2026-03-02", ["12", "2026", "03", "02"]),
        ("snake_case <@U0ADA> C#", ["snake", "case", "u0ada", "c"]),
        ("ＦＵＬＬ ½ ﬁsh Straße", ["full", "1", "2", "fish", "strass"]),
        ("हिन्दी", ["हनद"]),
        ("東京 港", ["東京", "港"]),
        ("x" * 41, []),
    ],
)
def test_words_of_a_text(written, kept):
    assert words(written) == kept


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What did we decide about the ferry?", ["ferri"]),
        ("why did we drop the option of a barge, a barge", ["barg"]),
        ("why was it rejected?", ["reject"]),  # nothing else to go by
        ("why?", []),
    ],
)
def test_a_question_is_about_what_it_is_not_asked_with(question, about):
    assert asked(question) == about


def test_stems_are_those_of_sqlite_so_that_nobody_need_trust_ours():
    endings = {*LONGER, *SHORTER, *LAST, "s", "es", "ed", "ing", "eed", "y", "e", "ll", "ly", "sses", "ies"}
    vocabulary = sorted({start + ending for start in STARTS.split() for ending in endings})
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE written USING fts5 (word, tokenize = 'porter ascii')")
    database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab (written, instance)")
    database.executemany("INSERT INTO written (rowid, word) VALUES (?, ?)", list(enumerate(vocabulary)))
    theirs = dict(database.execute("SELECT doc, term FROM stems").fetchall())
    database.close()

    assert {word: stem(word) for word in vocabulary} == {word: theirs[place] for place, word in enumerate(vocabulary)}
