"""Of the records that share words with a question, the one that says most about it comes first."""

import pytest

from storage.ranking import Background, Found, ranked
from storage.words import asked, words


def record(number: int, title: str, body: str) -> Found:
    return Found("decision", number, len(words(title + " " + body)), " ".join(words(title)), " ".join(words(body)))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("kelp", ""), ("harbour", "")),  # the rarer word
        (("", "kelp harbour"), ("", "kelp reef")),  # more of the question
        (("kelp", "reef"), ("reef", "kelp")),  # in the title
        (("", "kelp tide"), ("", "kelp tide dune marsh quay barge")),  # shorter
        (("", "kelp kelp tide"), ("", "kelp tide tide")),  # more often
        (("", "tide kelp harbour"), ("", "kelp tide harbour")),  # next to each other, as in the question
    ],
)
def test_the_better_record_comes_first(better, worse):
    background = Background(records=100, length=400, having={"kelp": 2, "harbour": 40})

    hits = ranked(asked("kelp harbour"), [record(2, *worse), record(1, *better)], background)

    assert [hit.record_id for hit in hits] == [1, 2]
    assert hits[0].score > hits[1].score


def test_of_equal_records_the_later_comes_first():
    background = Background(records=100, length=400, having={"kelp": 2})

    hits = ranked(["kelp"], [record(number, "kelp", "") for number in (3, 9, 5)], background)

    assert [hit.record_id for hit in hits] == [9, 5, 3]
