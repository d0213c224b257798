"""What a sentence says, and why: without greeting, list mark and quotation marks, parted at its "because"."""

import re
from collections.abc import Sequence

from bot.domain.noticing.sentences import GREETING, LIST_MARK, LONGEST_SENTENCE, Sentence

BECAUSE = re.compile(
    r"[\s,;:.–—-]*\b(?:because(?: of)?|due to|so that|in order to|given that|the reason (?:is|being))\b[\s:,]*",  # noqa: RUF001
    re.IGNORECASE,
)
SINCE = re.compile(r"\s*[,;]?\s(?:since|as)\s+(?=(?:the|we|it|i|our|they|that|this|there|he|she|you)\b)", re.I)
REASON_FOLLOWS = re.compile(r"(?:because|since|so that|that way|(?:the )?reason(?: is)?|why)\b[\s:,]*", re.I)
ASKING = re.compile(
    r"\b(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|one of you)(?: please| kindly)?|please"
    r"|(?:shall|should|could) we|why don't we|how about we|what if we|let's|i (?:propose|suggest)(?: that)? we)\s+",
    re.IGNORECASE,
)
AROUND = ' "“”«»*_~,;:-–—'  # noqa: RUF001


def what_was_asked(before: str) -> str:
    """What the line before asks somebody to do, or proposes that all do, as a record of it would begin; or ""."""
    opening = ASKING.search(before[:LONGEST_SENTENCE])
    return _begun(before[opening.end() : LONGEST_SENTENCE].rstrip("?!. \n")) if opening else ""


def what_and_why(said: str) -> tuple[str, str]:
    """The sentence as a record of it would begin, and its reason or ""."""
    said = LIST_MARK.sub("", said.replace("\x00", ""))
    greeting = GREETING.match(said)
    said = said[greeting.end() :] if greeting and greeting.end() < len(said) else said
    for mark in (BECAUSE, SINCE):
        what, *rest = mark.split(said, maxsplit=1)
        if rest and rest[0] and len(what.split()) > 1:
            return _begun(what), rest[0].strip(AROUND).rstrip(".")
    return _begun(said), ""


def reason_after(sentence: Sentence, said: Sequence[Sentence]) -> str:
    """The next sentence, when it is the reason: "We use one calendar. Because two were never in step."."""
    following = said[said.index(sentence) + 1 :]
    reason = REASON_FOLLOWS.match(following[0].said) if following else None
    return following[0].said[reason.end() :].strip(AROUND).rstrip(".") if reason else ""


def _begun(what: str) -> str:
    what = what.strip(AROUND)
    return what[:1].upper() + what[1:]
