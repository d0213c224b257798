"""Which lines of chat are decisions or commitments, what they say, and what they cost."""

import os
import time
from pathlib import Path

import pytest

from bot.text.detection import THRESHOLDS, judge, score_all
from bot.text.detection.commitment_rules import PROMISING, WAVERING
from bot.text.detection.counter_rules import DOUBTING_BOTH, DOUBTING_DECISION
from bot.text.detection.decision_rules import DECIDING
from bot.text.detection.sentences import LONGEST_LINE, plain_words, sentences
from tests.benchmarks.notice import figures, lines, relabelled
from tests.support.tables import table
from tests.text.detection_lines import COMMITMENTS, DECISIONS
from tests.text.other_talk import MISSED, NEITHER

LABELS = Path(__file__).parent / "notice_labels.jsonl"
MESSAGES = Path(os.environ.get("STEWARD_DATA", ""), "notice", "messages.jsonl")

RULES = (*DECIDING, *PROMISING, *DOUBTING_BOTH, *DOUBTING_DECISION, *WAVERING)


def kind_of(line):
    notice = judge(line.text, context=[line.before] if line.before else ())
    return notice and notice.kind


@table("line", DECISIONS)
def test_a_line_by_which_people_decide_is_noticed(line):
    assert kind_of(line) == "decision", line.why


@table("line", COMMITMENTS)
def test_a_line_by_which_its_author_promises_is_noticed(line):
    assert kind_of(line) == "commitment", line.why


@table("line", NEITHER)
def test_other_talk_is_left_alone(line):
    assert kind_of(line) is None, line.why


@table("line", MISSED)
def test_what_the_rules_do_not_see_yet_is_written_down(line):
    assert kind_of(line) is None, "noticed by now: move it to the lines above"


def test_the_table_is_large_and_says_nothing_twice():
    texts = [line.text for line in (*DECISIONS, *COMMITMENTS, *NEITHER, *MISSED)]

    assert len(texts) >= 120
    assert len(texts) == len(set(texts))


@table("rule", RULES)
def test_every_rule_speaks_on_its_own_example(rule):
    assert rule.answering is None or rule.answering.search(plain_words(rule.asks))
    assert any(rule.says.search(getattr(sentence, rule.reads)) for sentence in sentences(rule.example))


def test_no_two_rules_share_a_name():
    assert len({rule.name for rule in RULES}) == len(RULES)


@table(
    ("said", "what", "why"),
    [
        (
            "Ok, we'll use the harbour site because the gauge is there.",
            "We'll use the harbour site",
            "the gauge is there",
        ),
        ("We keep the rules since they work", "We keep the rules", "they work"),
        ("Hi all! We decided to wait. Because the tide is late.", "We decided to wait.", "the tide is late"),
        ("- *We will use one calendar*", "We will use one calendar", ""),
        ("Thanks Bo. I'll send the data by Friday. See you!", "I'll send the data by Friday.", ""),
        ("I'll write to the port. And I'll ask the school.", "I'll write to the port. I'll ask the school.", ""),
        ("I'll order two so that one can break", "I'll order two", "one can break"),
    ],
)
def test_what_is_said_and_why(said, what, why):
    notice = judge(said)

    assert notice is not None
    assert (notice.what, notice.why) == (what, why)


def test_will_do_says_what_was_asked():
    notice = judge("Will do!", context=["Can you please send the tide data by Friday?"])

    assert notice is not None
    assert notice.what == "Send the tide data by Friday"


def test_the_rules_that_spoke_are_named_for_and_against():
    notice = judge("I'll probably send the tide data by Friday")

    assert notice is not None
    assert {"i-will-deliver", "by-a-day", "softens"} <= set(notice.reasons)


def test_a_bot_decides_and_promises_nothing():
    assert judge("I'll send the tide data by Friday.") is not None
    assert judge("I'll send the tide data by Friday.", speaker_is_bot=True) is None


@table("line", [*DECISIONS, *COMMITMENTS, *NEITHER])
def test_judge_and_scores_agree(line):
    context = [line.before] if line.before else ()
    scores = score_all(line.text, context)

    assert set(scores) == {"decision", "commitment"}
    assert all(0 <= score <= 1 for score in scores.values())
    assert (judge(line.text, context=context) is not None) is any(
        scores[kind] >= threshold for kind, threshold in THRESHOLDS.items()
    )


HOSTILE = {
    "letters": "a",
    "spaces": " ",
    "newlines": "\n",
    "quotation marks": '"',
    "backticks": "`",
    "NUL": "\x00",
    "lone surrogates": "\ud800",
    "right to left": "\u202e\u05d0",
    "emoji": "\U0001f602",
    "pings": "<!channel> ",
    "half markup": "<@",
    "promises": "i will i'll ",
    "decisions": "we we will not ",
    "names": "Ada, Bo and ",
    "conditions": "if we if i ",
    "agreement": "ok, yes! ",
    "stutter": "the the ",
    "apostrophes": "a'",
}


@table("piece", HOSTILE.values())
def test_a_million_characters_cost_no_more_than_their_beginning(piece):
    text = piece * (1_000_000 // len(piece))
    started = time.thread_time()

    assert score_all(text, [text]) == score_all(text[:LONGEST_LINE], [text[:LONGEST_LINE]])
    assert time.thread_time() - started < 0.5  # processor seconds; measured at 0.02, a runaway pattern takes minutes


def test_every_labelled_line_has_a_label_and_a_reason():
    labelled = lines(LABELS)

    assert len(labelled) >= 300
    assert len({line["id"] for line in labelled}) == len(labelled)
    assert {line["label"] for line in labelled} == {"decision", "commitment", "none"}
    assert all(line["why"] for line in labelled)


@pytest.mark.skipif(not MESSAGES.is_file(), reason="set STEWARD_DATA to the folder of the development sets")
@pytest.mark.parametrize("kind", THRESHOLDS)
@pytest.mark.parametrize("drawn", ["by chance", "among hits"])
def test_lines_of_real_meetings_are_noticed_with_precision_before_recall(kind, drawn):
    labels = {line["id"]: line["label"] for line in lines(LABELS) if drawn in line["drawn"]}
    messages = relabelled(lines(MESSAGES), labels)
    hits = [score_all(each["text"], each["context"])[kind] >= THRESHOLDS[kind] for each in messages]

    found = figures([each["label"] == kind for each in messages], hits)

    assert len(messages) == len(labels)
    assert found["precision"] >= 0.85
    assert found["recall"] >= 0.3
