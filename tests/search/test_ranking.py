"""Of the records that share words with a question, the one that says most about it comes first."""

from storage.search.ranking import Candidate, Corpus, ranked
from storage.search.tokens import Query, words
from tests.support.tables import table


def record(number: int, title: str, body: str) -> Candidate:
    return Candidate("decision", number, len(words(title + " " + body)), " ".join(words(title)), " ".join(words(body)))


@table(
    ("better", "worse"),
    [
        (("kelp", ""), ("harbour", "")),  # the rarer word
        (("", "kelp harbour"), ("", "kelp reef")),  # more of the question
        (("kelp", "reef"), ("reef", "kelp")),  # in the title
        (("", "kelp tide"), ("", "kelp tide dune marsh quay barge")),  # shorter
        (("", "kelp kelp tide"), ("", "kelp tide tide")),  # more often
        (("", "tide kelp harbour"), ("", "tide harbour kelp")),  # next to each other, as in the question
        (("", "kelp tide quay"), ("", "tide quay kelp")),  # early: a text says first what it is about
        (("", "tide marsh harbours' harbourmaster"), ("", "tide marsh quay dune")),  # a word that begins alike
    ],
)
def test_the_better_record_comes_first(better, worse):
    background = Corpus(records=100, length=400, having={"kelp": 2, "harbour": 40})

    hits = ranked(Query("kelp harbour").about, [record(2, *worse), record(1, *better)], background)

    assert [hit.record_id for hit in hits] == [1, 2]
    assert hits[0].score > hits[1].score


def test_another_word_for_it_is_better_than_none():
    background = Corpus(records=100, length=400, having={"newslett": 2})

    other, none = record(1, "", "newsletter price"), record(2, "", "newsletter blue")
    hits = ranked(Query("the newsletter fee").about, [none, other], background)

    assert [hit.record_id for hit in hits] == [1, 2]
    assert [hit.met for hit in hits] == [1, 1]


def test_a_word_that_stands_elsewhere_under_the_same_title_counts_for_less_than_its_own():
    background = Corpus(records=100, length=400, having={"kelp": 2, "tide": 5})

    around, elsewhere = record(1, "Minutes of April", "tide"), record(2, "Minutes of April", "kelp")
    alone, both = record(3, "Minutes of June", "tide"), record(4, "Minutes of June", "kelp tide")
    without = ranked(["kelp", "tide"], [around, alone], background)
    hits = ranked(["kelp", "tide"], [around, elsewhere, both], background)

    assert [hit.record_id for hit in without] == [3, 1]
    assert [hit.record_id for hit in hits] == [4, 2, 1]
    assert without[1].score == without[1].own < hits[2].score
    assert hits[2].own < hits[2].score


def test_a_second_score_has_its_share_in_the_order():
    background = Corpus(records=100, length=400, having={"kelp": 2, "tide": 5})
    found = [record(1, "", "kelp tide"), record(2, "", "kelp"), record(3, "", "tide")]

    assert [hit.record_id for hit in ranked(["kelp", "tide"], found, background)] == [1, 2, 3]
    meant = {("decision", 3): 0.9, ("decision", 2): 0.1}
    assert [hit.record_id for hit in ranked(["kelp", "tide"], found, background, meant)] == [1, 3, 2]


def test_of_equal_records_the_later_comes_first():
    background = Corpus(records=100, length=400, having={"kelp": 2})

    hits = ranked(["kelp"], [record(number, "kelp", "") for number in (3, 9, 5)], background)

    assert [hit.record_id for hit in hits] == [9, 5, 3]
