"""What the words of a promise say: whether it is one, what is to be done, to whom, and which one is done."""

import time
from datetime import UTC, datetime

from bot.features.commitments import Recipient, addressee, done_with, fitting, meant, number_in, promised, worded
from storage.commitments import Commitment
from tests.support.tables import table

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = {"Bo": "U0BO", "Bo Smith": "U0SMITH", "Ada": "U0ADA", "C++": "U0PLUS"}
PARTNERS = {"Tidewater Trust": 7}


@table(
    ("said", "promise"),
    [
        ("I'll send the tide data", "I'll send the tide data"),
        ("ok, I will send it", "ok, I will send it"),
        ("I\u2019m going to call Bo", "I\u2019m going to call Bo"),
        ("commit to send the data", "send the data"),
        ("commit: send the data", "send the data"),
        ("I promise that I'll send it", "I'll send it"),
        ("remember that I'll send it", "I'll send it"),
        ("I'll send it?", None),
        ("I will not send it", None),
        ("I'll never send it", None),
        ("commit", None),
        ("promise to", None),
        ("committee meeting on Friday", None),
        ("he will send it", None),
        ("", None),
    ],
)
def test_what_is_said_to_the_bot_as_a_promise(said, promise):
    assert promised(said) == promise


@table(
    ("said", "words"),
    [
        ("Sure, I'll send it", "Send it"),
        ("I am going to  call\nBo", "Call Bo"),
        ("send it", "send it"),
        ("a\x00b\ud800c", "abc"),
        ("x " * 400, fitting("x " * 400)),
    ],
)
def test_the_words_of_what_is_to_be_done(said, words):
    assert worded(said) == words
    assert len(fitting(said)) <= 500


@table(
    ("said", "to"),
    [
        ("send the data to Bo", Recipient("person", person="U0BO")),
        ("send the data to @bo, please", Recipient("person", person="U0BO")),
        ("send the data to Bo Smith", Recipient("person", person="U0SMITH")),
        ("give Ada the key", Recipient("person", person="U0ADA")),
        ("write it for C++", Recipient("person", person="U0PLUS")),
        ("send it to Tidewater Trust", Recipient("partner", partner_id=7)),
        ("send it to everybody", Recipient("all")),
        ("tell the whole group", Recipient("all")),
        ("paint the gauge with Ada", Recipient()),
        ("send the data to Bob", Recipient()),
        ("go to the harbour", Recipient()),
        ("", Recipient()),
    ],
)
def test_to_whom(said, to):
    assert addressee(said, people=PEOPLE, partners=PARTNERS) == to


@table(
    ("said", "what"),
    [
        ("done with the tide data", "the tide data"),
        ("I'm done with it!", "it"),
        ("I've just finished the report.", "the report"),
        ("C-7 is done", "C-7"),
        ("done", ""),
        ("done-ish", None),
        ("abandoned ships", None),
        ("we are done for", None),
    ],
)
def test_what_somebody_is_done_with(said, what):
    assert done_with(said) == what


def test_only_the_one_that_has_all_the_words_is_meant():
    facts = {"owner": "U0ADA", "made_at": NOW, "recorded_at": NOW, "changed_at": NOW, "changed_by": "U0ADA"}
    mine = [
        Commitment(number=1, text="Send the tide data to Bo", **facts),
        Commitment(number=2, text="Check the tide data of May", **facts),
        Commitment(number=3, text="Paint the gauge", **facts),
    ]

    assert meant(mine, "sending tide data").one.number == 1
    assert meant(mine, "painted the gauge").one.number == 3
    assert meant(mine, "c 2").one.number == 2
    for unclear, likely in (("tide data", [1, 2]), ("gauge of Bo", [1, 3, 2]), ("", [1, 2, 3]), ("C-8", [1, 2, 3])):
        found = meant(mine, unclear)
        assert found.one is None
        assert [each.number for each in found.perhaps][:1] == likely[:1]
    assert meant([], "anything").perhaps == ()


@table(("text", "number"), [("C-7", 7), ("#c 12 ", 12), ("c7.", 7), ("C-7 now", None), ("7", None)])
def test_a_number(text, number):
    assert number_in(text) == number


@table("text", ["i'll " * 200_000, "to " * 300_000, " " * 1_000_000, "ok, " * 250_000, "done " * 200_000])
def test_a_million_characters_are_read_at_once(text):
    started = time.thread_time()
    promised(text), worded(text), done_with(text), number_in(text)
    addressee(text, people=PEOPLE, partners=PARTNERS)

    assert time.thread_time() - started < 0.5
