"""Words of time in a question, read on Monday, 2 March 2026 by somebody who came on 1 September 2025."""

from datetime import date

from storage.search.periods import spoken
from tests.support.tables import table

TODAY = date(2026, 3, 2)
JOINED = date(2025, 9, 1)


@table(
    ("question", "first", "last"),
    [
        ("why did we move last spring?", date(2025, 3, 1), date(2025, 5, 31)),
        ("what did we decide in spring", date(2026, 3, 1), date(2026, 5, 31)),
        ("why did we close the office last winter", date(2025, 12, 1), date(2026, 2, 28)),
        ("who signed in March 2025?", date(2025, 3, 1), date(2025, 3, 31)),
        ("what was agreed in November", date(2025, 11, 1), date(2025, 11, 30)),
        ("what did we decide in December", date(2025, 12, 1), date(2025, 12, 31)),
        ("why did we leave before 2024?", None, date(2024, 1, 1)),
        ("what has changed since 2025", date(2025, 1, 1), None),
        ("what did we decide last year?", date(2025, 1, 1), date(2025, 12, 31)),
        ("what did we decide last quarter?", date(2025, 10, 1), date(2025, 12, 31)),
        ("what was decided last month", date(2026, 2, 1), date(2026, 2, 28)),
        ("what was decided last week", date(2026, 2, 23), date(2026, 3, 1)),
        ("what was decided yesterday", date(2026, 3, 1), date(2026, 3, 1)),
        ("what did we settle recently?", date(2026, 1, 1), date(2026, 3, 2)),
        ("why did you drop it two months ago?", date(2025, 12, 16), date(2026, 1, 17)),
        ("what was settled before we joined?", None, JOINED),
        ("what was settled since I came?", JOINED, None),
    ],
)
def test_words_of_time_mean_days(question, first, last):
    rest, period = spoken(question, today=TODAY, joined=JOINED)

    assert (period.first, period.last) == (first, last)
    assert len(rest) < len(question)


@table(
    "question",
    [
        "why may we march?",
        "who pays for the spring festival?",
        "why the last barge",
        "what is in the fall-back plan",
        *("", "why 2024 chairs?", "\x00\ud800", "last " * 50_000, "in " * 50_000, "9" * 100_000 + " days ago"),
    ],
)
def test_other_words_mean_no_time(question):
    assert spoken(question, today=TODAY, joined=JOINED) == (question, None)


def test_whoever_came_on_no_known_day_asks_without_it():
    assert spoken("what was settled before we joined?", today=TODAY)[1] is None


def test_the_rest_of_the_question_stays():
    assert spoken("why did we leave the office last spring, Bo?", today=TODAY)[0] == "why did we leave the office , Bo?"
