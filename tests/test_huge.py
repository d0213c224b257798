"""A text without end, through every ear: it costs its share, and nothing hangs, whatever it is made of."""

import time

import pytest

from bot import payloads
from bot.domain import answers, groundhog, passages, purpose, wording
from bot.domain.commitments import promise, speech
from bot.domain.noticing import judge
from bot.domain.whys import speech as asking
from storage import words

EARS = {
    "what and why": wording.split,
    "we decided": wording.decided,
    "a number": wording.number_in,
    "a record's label": wording.label_in,
    "a promise": speech.promised,
    "done with": speech.done_with,
    "a promise's number": speech.number_in,
    "a promise's words": promise.worded,
    "a question": answers.is_question,
    "ask around": asking.asks_around,
    "a list of questions": asking.asks_for_list,
    "what is asked": asking.fit,
    "what settles it": groundhog.question_in,
    "why we are here": purpose.is_asked,
    "noticing": judge,
    "a passage": lambda text: passages.passage(text, "why kelp?"),
    "to me": lambda text: payloads.addressed({"text": text}, "U0STEWARD"),
    "as people read it": lambda text: payloads.plain(text, {}),
    "words": words.words,
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
