"""Whether two questions are the same one: by their content words, and by what turns them into another question."""

import re
from dataclasses import dataclass

from storage.words import asked

ALIKE = 0.8  # share of their words that two questions have in common when they are one
FEWEST_ALIKE = 4  # words in common; with fewer, one word more or less makes another question

NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|cannot)\b|n['’]t\b", re.IGNORECASE)  # noqa: RUF001
HOW_COME = re.compile(r"\bhow\s+come\b", re.IGNORECASE)
OTHER_KIND = re.compile(r"\s*(?:so\s+|and\s+|but\s+)?(?P<kind>who|when|where|which|how)\b", re.IGNORECASE)
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Sense:
    """What a question is about. Questions of another kind, another number, or with a "not" are others."""

    kind: str
    denies: bool
    numbers: tuple[str, ...]
    words: frozenset[str]
    plain: str


def sense(question: str) -> Sense:
    asks = OTHER_KIND.match(HOW_COME.sub("why", question))
    return Sense(
        kind=asks["kind"].casefold() if asks else "why",
        denies=NEGATION.search(question) is not None,
        numbers=tuple(sorted(NUMBER.findall(question))),
        words=frozenset(asked(question)),
        plain=" ".join(question.casefold().split()),
    )


def is_same(one: Sense, other: Sense) -> bool:
    if (one.kind, one.denies, one.numbers) != (other.kind, other.denies, other.numbers):
        return False
    if not one.words or not other.words:
        return one.plain == other.plain
    common = len(one.words & other.words)
    return one.words == other.words or (common >= FEWEST_ALIKE and common >= ALIKE * len(one.words | other.words))
