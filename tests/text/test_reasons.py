"""What was decided, and why: where one ends and the other begins."""

from bot.text.reasons import LONGEST_TEXT, Wording, decided, fitting, is_sentence, number_in, split
from tests.support.tables import table


@table(
    ("said", "what", "why"),
    [
        ("We meet on Tuesdays because the ferry does", "We meet on Tuesdays", "the ferry does"),
        ("We meet on Tuesdays, because the ferry does.", "We meet on Tuesdays", "the ferry does."),
        ("We meet on Tuesdays. Why: the ferry does", "We meet on Tuesdays", "the ferry does"),
        (
            "We meet on Tuesdays\nReason: the ferry does\nand the bus",
            "We meet on Tuesdays",
            "the ferry does\nand the bus",
        ),
        ("No boats in May due to the eels", "No boats in May", "the eels"),
        ("We buy two so that one can break", "We buy two", "one can break"),
        ("We stay because we must because we said so", "We stay", "we must because we said so"),
        ("We meet on Tuesdays", "We meet on Tuesdays", ""),
        ("Because the ferry does, we meet on Tuesdays", "Because the ferry does, we meet on Tuesdays", ""),
        ("We meet because", "We meet because", ""),
        ("", "", ""),
        ("אנחנו נפגשים because המעבורת", "אנחנו נפגשים", "המעבורת"),
    ],
)
def test_split(said, what, why):
    assert split(said) == Wording(text=what, reason=why)


@table(
    ("said", "what"),
    [
        ("we decided to use the harbour site", "Use the harbour site"),
        ("We've decided that boats go out on Mondays", "Boats go out on Mondays"),
        ("We have agreed on the harbour site", "The harbour site"),
        ("ok, so we decided: no boats in May", "No boats in May"),
        ("The steering group agreed to wait", "Wait"),
        ("Decision: one calendar for all", "One calendar for all"),
        ("log: we decided to wait", None),
        ("please log decision: one calendar", "One calendar"),
        ("we decided against the river mouth", "Against the river mouth"),
        ("why did we decide to wait?", None),
        ("did we decide to wait?", None),
        ("hello", None),
        ("we decided", None),
        ("", None),
    ],
)
def test_decided(said, what):
    if said.startswith("log: we"):
        assert decided(said) is not None
    else:
        assert decided(said) == what


@table(
    ("text", "number"), [("D-12", 12), ("d12", 12), ("#D 12?", 12), ("D-", None), ("D-12 and D-13", None), ("12", None)]
)
def test_number_in(text, number):
    assert number_in(text) == number


@table(
    ("text", "is_one"),
    [
        ("We meet", False),
        ("list", False),
        ("We meet on Tuesdays", True),
        ("会議は毎週火曜日に開くことにした。理由はフェリーの時刻表に合わせるため", True),
    ],
)
def test_is_sentence(text, is_one):
    assert is_sentence(text) is is_one


def test_a_long_message_is_cut_where_a_word_ends():
    cut = fitting("word " * 1_000)

    assert len(cut) <= LONGEST_TEXT
    assert cut.endswith("word…")
    assert fitting("a\x00b") == "ab"
