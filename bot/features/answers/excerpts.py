"""Passages: of a long text, the sentence that answers a question and what stands beside it, instead of the head."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from storage.search.synonyms import alike
from storage.search.tokens import Query, words

LONGEST_PASSAGE = 320  # characters: two or three sentences, which people still read among three records
LONGEST_TEXT = 20_000  # characters that are looked through
OTHERWISE = 0.4  # what another word for it is worth beside the word itself
GIVES_REASON = 0.5  # what a sentence that says "because" is worth beside one word of the question, when it asks why

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")  # noqa: RUF001
ASKS_WHY = re.compile(r"\b(?:why|how come|reason)\b", re.IGNORECASE)
REASON = re.compile(r"\b(?:because|since|so that|otherwise|therefore|due to|in order to|as it)\b", re.IGNORECASE)


def passage(text: str, query: Query, *, longest: int = LONGEST_PASSAGE) -> str:
    """What of a text says most about a question, at most `longest` characters and two "…". A short text stays whole."""
    text = text.strip()
    if len(text) <= longest:
        return text
    sentences = [part for part in SENTENCE_END.split(text[:LONGEST_TEXT]) if part.strip()]
    first = last = _best(sentences, query)
    while last + 1 < len(sentences) and _length(sentences, first, last + 1) <= longest:
        last += 1
    while first and _length(sentences, first - 1, last) <= longest:
        first -= 1
    quoted = " ".join(sentence.strip() for sentence in sentences[first : last + 1])
    quoted = _cut(quoted, query, longest)
    is_end = last + 1 == len(sentences) and len(text) <= LONGEST_TEXT
    return (
        ("… " if first and not quoted.startswith("…") else "")
        + quoted
        + ("" if is_end or quoted.endswith("…") else " …")
    )


def _best(sentences: Sequence[str], query: Query) -> int:
    """The place of the sentence that says most; of equals the first."""
    stems = [set(words(sentence)) for sentence in sentences]
    having = Counter(stem for each in stems for stem in each)
    weights = {word: log(1 + len(sentences) / (1 + having[word])) for word in query.about}
    why = GIVES_REASON * log(1 + len(sentences)) if ASKS_WHY.search(query.text) else 0.0
    worth = [_worth(each, weights) for each in stems]
    scores = [own + why * bool(REASON.search(said)) for own, said in zip(worth, sentences, strict=True)]
    return scores.index(max(scores))


def _worth(stems: set[str], weights: dict[str, float]) -> float:
    worth = 0.0
    for word, weight in weights.items():
        if word in stems:
            worth += weight
        elif not stems.isdisjoint(alike(word)):
            worth += OTHERWISE * weight
    return worth


def _length(sentences: Sequence[str], first: int, last: int) -> int:
    return sum(len(sentence.strip()) + 1 for sentence in sentences[first : last + 1])


def _cut(quoted: str, query: Query, longest: int) -> str:
    """Part of a sentence that is too long in itself, from shortly before the first word of the question."""
    if len(quoted) <= longest:
        return quoted
    places = (found.start() for found in re.finditer(r"\S+", quoted) if set(query.about).intersection(words(found[0])))
    start = max(0, min(next(places, 0) - longest // 4, len(quoted) - longest))
    start = quoted.find(" ", start) + 1 if start else 0
    part = quoted[start : start + longest]
    whole_words = part.rsplit(" ", 1)[0] if start + longest < len(quoted) else part
    return ("… " if start else "") + whole_words + ("" if start + longest >= len(quoted) else " …")
