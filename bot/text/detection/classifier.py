"""The judge: which rules speak in a line, how sure that leaves us, and what the line says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from bot.text.detection.commitment_rules import PROMISING, WAVERING
from bot.text.detection.counter_rules import DOUBTING_BOTH, DOUBTING_DECISION
from bot.text.detection.decision_rules import DECIDING
from bot.text.detection.rule import DetectionRule, Kind
from bot.text.detection.sentences import Sentence, plain_words, reason_after, sentences, what_and_why, what_was_asked

THRESHOLDS: dict[Kind, float] = {"decision": 0.7, "commitment": 0.7}  # measured by tests.benchmarks.notice

FEW_WORDS = 5  # "yes, I can do that": too few to say what is promised

FOR: dict[Kind, tuple[DetectionRule, ...]] = {"decision": DECIDING, "commitment": PROMISING}
AGAINST: dict[Kind, tuple[DetectionRule, ...]] = {
    "decision": (*DOUBTING_BOTH, *DOUBTING_DECISION),
    "commitment": (*DOUBTING_BOTH, *WAVERING),
}


@dataclass(frozen=True)
class Notice:
    """What a line seems to say, for its author to confirm or to wave away."""

    kind: Kind
    score: float  # 0 to 1; at or above the kind's threshold
    what: str  # the sentences that say it, without greeting and quotation marks
    why: str  # what they give as the reason, or ""
    reasons: tuple[str, ...]  # names of the rules that spoke, for and against


@dataclass(frozen=True, slots=True)
class _Reading:
    score: float
    reasons: tuple[str, ...]
    sentence: Sentence


def judge(text: str, *, context: Sequence[str] = (), speaker_is_bot: bool = False) -> Notice | None:
    """The decision or commitment that the line seems to be, or None; `context` are the lines before it, oldest first.

    When it could be both, what is surer counts. Bots decide and promise nothing. Only the first 2,000 characters count.
    """
    if speaker_is_bot:
        return None
    said = sentences(text)
    found = [notice for kind in THRESHOLDS if (notice := _notice(kind, said, context))]
    return max(found, key=lambda notice: notice.score, default=None)


def score_all(text: str, context: Sequence[str] = ()) -> dict[Kind, float]:
    """How sure the rules are of each kind, from 0 to 1."""
    said = sentences(text)
    return {kind: max((each.score for each in _readings(kind, said, context)), default=0.0) for kind in THRESHOLDS}


def _notice(kind: Kind, said: Sequence[Sentence], context: Sequence[str]) -> Notice | None:
    readings = [each for each in _readings(kind, said, context) if each.score >= THRESHOLDS[kind]]
    if not readings:
        return None
    best = max(readings, key=lambda each: each.score)
    parted = [what_and_why(each.sentence.said) for each in readings]
    why = next((why for _, why in parted if why), "") or reason_after(readings[-1].sentence, said)
    return Notice(kind, round(best.score, 3), _what(parted, context), why, best.reasons)


def _what(parted: Sequence[tuple[str, str]], context: Sequence[str]) -> str:
    """A word or two ("will do") take on what the line before asked for."""
    what = " ".join(what for what, _ in parted)
    asked = what_was_asked(context[-1]) if context and len(what.split()) <= FEW_WORDS else ""
    return asked or what


def _readings(kind: Kind, said: Sequence[Sentence], context: Sequence[str]) -> Iterator[_Reading]:
    before = plain_words(context[-1]) if context else ""
    for sentence in said:
        speaking = [rule for rule in FOR[kind] if _speaks(rule, sentence, before)]
        if speaking:
            doubts = [rule for rule in AGAINST[kind] if _speaks(rule, sentence, before)]
            score = (1 - prod(1 - rule.weight for rule in speaking)) * prod(rule.weight for rule in doubts)
            yield _Reading(score, tuple(rule.name for rule in (*speaking, *doubts)), sentence)


def _speaks(rule: DetectionRule, sentence: Sentence, before: str) -> bool:
    if rule.answering and not rule.answering.search(before):
        return False
    return bool(rule.says.search(getattr(sentence, rule.reads)))
