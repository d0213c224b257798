"""The words of each language, as rows of kind, value, words and an example; the grammar is the same for all."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class WordRow(NamedTuple):
    kind: str
    value: object
    words: str  # parted by "|"; with a capital letter, only as written so
    example: str


COMMON = (
    WordRow("eod", None, "eod|cob|eob|end of day|close of business|end of business|close of play", "by EOD"),
    WordRow("mark", "EOW", "eow", "by EOW"),
    WordRow("mark", "EOM", "eom", "EOM"),
    WordRow("mark", "EOQ", "eoq", "by EOQ"),
    WordRow("mark", "EOY", "eoy", "by EOY"),
    WordRow("quarter", (1, 3), "q1", "Q1"),  # its first month, and how many
    WordRow("quarter", (4, 3), "q2", "in Q2"),
    WordRow("quarter", (7, 3), "q3", "end of Q3"),
    WordRow("quarter", (10, 3), "q4", "by Q4"),
    WordRow("quarter", (1, 6), "h1", "in H1"),
    WordRow("quarter", (7, 6), "h2", "end of H2"),
    WordRow("zone", None, "cet|cest|utc|gmt|et|est|edt|pt|pst|pdt|ct|mt|bst|ist|eet|jst", "7 PM CET"),
)


def numbered(kind: str, words: str, first: int, example: str) -> tuple[WordRow, ...]:
    """Rows of one kind whose values count up, weekdays or months; "_" is left out."""
    each = ((value, word) for value, word in enumerate(words.split(), first) if word != "_")
    return tuple(WordRow(kind, value, word, example.format(word.split("|")[0])) for value, word in each)


def several(words: str) -> frozenset[str]:
    return frozenset(words.split())


NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TenseWords:
    """How a language tells what was from what is to come; all in lower case."""

    past: frozenset[str]  # words of the past: was, met
    future: frozenset[str]  # will, must, let's
    near: frozenset[str]  # words of the future that make even "today" a promise: will, please
    requests: frozenset[str]  # what a request begins with: send, please
    greetings: frozenset[str]  # what may stand before it
    goes_on: frozenset[str]  # words that may follow a day without being described by it: "on the 4th and"
    negated: frozenset[str]
    nowadays: frozenset[str]  # shortly before "today", they mean these days: "as it works today"
    habits: frozenset[str]  # usually
    pairs: frozenset[str] = NONE  # two words that are as good as one of `near`: "could you", "I must"
    past_endings: tuple[str, ...] = ()  # of verbs: -ed
    passive: frozenset[str] = NONE  # words before such an ending that take the past away: "to be reviewed"
    undone: frozenset[str] = NONE  # words with such an ending that tell nothing of the past: scheduled
    future_endings: tuple[str, ...] = ()  # of words: 'll


@dataclass(frozen=True)
class Language:
    rows: tuple[WordRow, ...]
    speech: TenseWords
    dotted: bool = False  # whether it writes "21.3." and "15." for days
    bare_days: bool = False  # whether it writes "le 15" for the 15th

    @cached_property
    def lexicon(self) -> dict[str, tuple[str, object]]:
        """Kind and value of each word or phrase, lower case but for those that count only with a capital letter."""
        return {word: (row.kind, row.value) for row in (*COMMON, *self.rows) for word in row.words.split("|")}

    @cached_property
    def heads(self) -> dict[str, int]:
        """The first word of each phrase, in lower case, and how many words the longest has that begins with it."""
        heads: dict[str, int] = {}
        for phrase in self.lexicon:
            first, *rest = phrase.lower().split()
            heads[first] = max(heads.get(first, 0), 1 + len(rest))
        return heads
