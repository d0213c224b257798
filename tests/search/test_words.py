"""Texts are cut into the words by which they are found."""

from hashlib import sha256

from storage.search.synonyms import GROUPS
from storage.search.tokens import ASKING, COMMON, WORD_FORM, Query, words
from tests.support.tables import table

STARTS = "relat condit val hes digit conform radic vil analog vietnam predic oper decis hop call agre tr bl fizz bre"
ENDINGS = (
    "s es ed ing eed y e ll ly sses ies ational tional enci anci izer bli alli entli ousli ization ation ator alism "
    "iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness ance ence able ible ant "
    "ement ment ion"
)


@table(
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


@table(
    ("question", "about"),
    [
        ("What did we decide about the ferry?", ["ferri"]),
        ("why did we drop the option of a barge, a barge", ["barg"]),
        ("why was it rejected?", ["reject"]),  # nothing else to go by
        ("why?", []),
    ],
)
def test_a_question_is_about_what_it_is_not_asked_with(question, about):
    assert Query(question).about == tuple(about)


def test_the_form_of_stored_words_is_frozen():
    """When this fails, words are stored in another form than before: count WORD_FORM up, and put both here."""
    spoken = " ".join([COMMON, ASKING, GROUPS, *(start + end for start in STARTS.split() for end in ENDINGS.split())])
    stored = " ".join(words(f"{spoken} O\u2019Brien's CAFÉ at 9:30, ＦＵＬＬ Straße 東京港 {'x' * 41}"))

    assert (WORD_FORM, sha256(stored.encode()).hexdigest()[:16]) == (1, "d5141e80e995df80")
