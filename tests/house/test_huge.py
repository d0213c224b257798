"""A text without end, through every ear: it costs its share, and nothing hangs, whatever it is made of."""

import time

import pytest

from bot.chat import marks
from bot.features import answers, duplicates, purpose
from bot.features.answers import excerpts
from bot.features.commitments import commands as commitment_commands
from bot.features.commitments import rules as commitment_rules
from bot.features.open_questions import commands as open_question_commands
from bot.slack import payloads as slack_payloads
from bot.text import reasons
from bot.text.detection import judge
from storage.search import tokens
from storage.search.tokens import Query

EARS = {
    "what and why": reasons.split,
    "we decided": reasons.decided,
    "a number": reasons.number_in,
    "a record's label": reasons.label_in,
    "a promise": commitment_commands.promised,
    "done with": commitment_commands.done_with,
    "a promise's number": commitment_commands.number_in,
    "a promise's words": commitment_rules.worded,
    "a question": answers.is_question,
    "ask around": open_question_commands.asks_around,
    "a list of questions": open_question_commands.asks_for_list,
    "what is asked": open_question_commands.fit,
    "what settles it": duplicates.question_in,
    "why we are here": purpose.is_asked,
    "noticing": judge,
    "a passage": lambda text: excerpts.passage(text, Query("why kelp?")),
    "to me": lambda text: slack_payloads.addressed({"text": text}, "U0STEWARD"),
    "as people read it": lambda text: marks.plain(text, {}),
    "words": tokens.words,
}
MADE_OF = (
    " ",
    "\n",
    "x",
    "we ",
    "because ",
    "why ",
    "I'll ",
    "by ",
    "1.",
    "- ",
    ", ",
    "<@",
    "(",
    "`",
    '"',
    ". ",
    "and ",
)
SHORT, LONG = 600, 6_000  # signs; ten times the text, and were each sign held against each other, 100 times the work
LEAST = 0.0005  # seconds; what is quicker is not measured well


@pytest.mark.parametrize("ear", EARS)
def test_a_huge_text_costs_no_more_than_its_share(ear):
    for unit in MADE_OF:
        assert cost(EARS[ear], unit, LONG) < 40 * max(LEAST, cost(EARS[ear], unit, SHORT)), repr(unit)


def cost(hear, unit, signs):
    """Seconds of processor time, the lesser of two."""
    text = "we " + (unit * signs)[:signs] + "x"
    spent = []
    for _ in range(2):
        start = time.process_time()
        hear(text)
        spent.append(time.process_time() - start)
    return min(spent)
