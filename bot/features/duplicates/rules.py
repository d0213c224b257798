"""Groundhog: what is about to be decided may have been decided before, and then its author should hear it."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from storage import decisions, duplicates
from storage.decisions import Decision
from storage.members import Member
from storage.search import confidence as search_confidence
from storage.search import index as search_index
from storage.search import records
from storage.search.ranking import Hit
from storage.search.records import DecisionRecord
from storage.search.tokens import Query, words

SURE = 0.9  # certainty from which the first record found is about the same
FEWEST_WORDS = 3  # that both have: one or two rare words in common are a coincidence
WHOLE, MOST = 5, 0.7  # words, and share of a text's words, that one sentence of a record has: it says the same
HALF, CLEAR = 0.5, 0.85
"""Share of the words of a text and a sentence together that both have, where no other record's score comes nearer than
this share of the first one's: they speak of the same.
"""
ALONE = 0.5  # of the first record's score: a question is settled by one record, or else by none for sure
"""By `python -m tests.benchmarks.groundhog --data …`: of 100 decisions told to be settled, 99 are in memories of 12 and
150 records, 98 of 40, 97 of 1,000, and 93 of 12,000 (91 on one half of the sources). Of 100 answers to questions, 90
and more are right; in 12,000 records hardly any is given.
"""
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")  # noqa: RUF001
LONGEST_TEXT = 20_000  # characters of a record that are looked through


def is_same(hits: Sequence[Hit], query: Query, *, what: str, why: str) -> bool:
    """Whether the first of the records found, which says what and why, is about the same as a text."""
    own = set(query.about)
    if own == set(Query(what).about):
        return bool(own)
    if hits[0].met < FEWEST_WORDS:
        return False
    if search_confidence.of(hits) >= SURE:
        return True
    is_clear = len(hits) < 2 or hits[1].score <= CLEAR * hits[0].score
    return any(_says(set(words(each)), own, is_clear) for each in _sentences(what, why))


def is_settling(hits: Sequence[Hit]) -> bool:
    """Whether the first of the records found settles a question, and nothing else comes near."""
    if not hits or hits[0].met < FEWEST_WORDS or search_confidence.of(hits) < SURE:
        return False
    return len(hits) < 2 or hits[1].score <= ALONE * hits[0].score


def _says(sentence: set[str], own: set[str], is_clear: bool) -> bool:
    both = len(own & sentence)
    if both >= max(WHOLE, MOST * len(own)):
        return True
    return is_clear and both >= FEWEST_WORDS and both >= HALF * len(own | sentence)


def _sentences(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from SENTENCE_END.split(text[:LONGEST_TEXT])


ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|hey|hi|sorry|remind me)\W+)*(?:why|how come|what (?:was|were|did)|who decided)\b"
    r"|\b(?:did|have|had|has|was|were|is|do)\s+(?:n't\s+)?(?:we|it|that|this|the \w+|there)\b.{0,80}?"
    r"\b(?:decide|decided|decision|agreed?|settled?|chosen?|choose|picked|resolved|concluded)\b",
    re.IGNORECASE,
)
"""How people ask for a decision, among themselves: "why …", "did we ever decide …", "is that settled?"."""
LONGEST_HEARD = 2_000  # characters; what is longer is no question
LOOKED_AT = 10  # records; the best that is in force is told
FRESH = timedelta(hours=1)  # whoever was there when it was decided need not be told unasked


def settled(db: Session, query: Query, *, by: Member, but: int = 0) -> DecisionRecord | None:
    """The decision in force that a text repeats or goes against, as far as its author may see it.

    It tells what the two are about, not whether they agree: that is for people to say. `but` is the number of a
    decision that is not told, because the text is its own next wording. Nor is one that people have told apart from
    these very words.
    """
    hits = search_index.find(db, query, kind="decision", among=decisions.visible_to(by), limit=LOOKED_AT)
    allowed = decisions.visible_to(by).where(Decision.id.not_in(duplicates.told_apart(digest(query))))
    known = {row.id: row for row in decisions.among(db, [hit.record_id for hit in hits], allowed)}
    others = [hit for hit in hits if _may_settle(known.get(hit.record_id), but)]
    if not others:
        return None
    first = known[others[0].record_id]
    why = f"{first.reason}\n{first.options}"
    return records.of_one(db, first) if is_same(others, query, what=first.text, why=why) else None


def answered(db: Session, question: Query, *, by: Member) -> DecisionRecord | None:
    """The decision in force that settles a question, as far as its asker may see it; None unless that is very certain.

    Nobody has asked us, so nearly always the answer is silence.
    """
    hits = search_index.find(db, question, kind="decision", among=decisions.visible_to(by), limit=LOOKED_AT)
    if not is_settling(hits):
        return None
    allowed = decisions.visible_to(by).where(Decision.id.not_in(duplicates.told_apart(digest(question))))
    first = decisions.among(db, [hits[0].record_id], allowed)
    if not first or not first[0].in_force:
        return None
    return records.of_one(db, first[0])


def is_news(record: DecisionRecord, *, channel: str, now: datetime) -> bool:
    """Whether to tell it unasked: not to those who were in the room when it was decided, within the hour."""
    decision = record.decision
    return decision.channel != channel or now - decision.logged_at >= FRESH


def question_in(text: str) -> str | None:
    """The last sentence that asks what was decided; None when none does, or it asks something else."""
    asking = (part.strip() for part in SENTENCE_END.split(text[:LONGEST_HEARD]) if part.strip().endswith("?"))
    return next((each for each in reversed([*asking]) if ASKS.search(each)), None)


def tell_apart(db: Session, query: Query, earlier_id: int, *, by: Member, at: datetime) -> None:
    """These words are about something else: nobody is told of that decision for them again."""
    duplicates.tell_apart(db, earlier_id, digest(query), by=by.person, at=at)


def digest(query: Query) -> str:
    """What tells the words of a text from others', whatever their order and form; they cannot be read from it."""
    return sha256(" ".join(sorted(query.words)).encode()).hexdigest()


def _may_settle(decision: Decision | None, but: int) -> bool:
    return decision is not None and decision.in_force and decision.number != but
