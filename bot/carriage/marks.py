"""Decisions that people marked as such in their talk: "Decision: …", "#agreed …", or a reaction."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.carriage.found import COMMITMENT, DECISION
from bot.domain import wording

LABELLED = re.compile(
    r"^[\s>*_~`•-]{0,20}(?:#(?P<tag>agreed|decision|decided|resolved|action|todo)\b:?"
    r"|(?P<word>decisions?|decided|resolutions?|resolved|agreed|agreement|action(?: item)?|todo)[*_]{0,3}\s{0,3}:)"
    r"[*_]{0,3}\s*(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
REACTION = "scroll"


@dataclass(frozen=True)
class Judged:
    """What somebody seems to have decided, or promised."""

    kind: str
    text: str
    reason: str = ""
    options: str = ""


Judge = Callable[[str, Sequence[str]], Judged | None]
"""Takes what was said, and what was said before it (the beginning of its thread first); tells what it decides."""


def explicit(text: str, _context: Sequence[str]) -> Judged | None:
    """Only what somebody labelled: "Decision: we meet on Tuesdays because the ferry does"."""
    found = LABELLED.match(text[:20_000])
    if found is None or not wording.is_sentence(found["what"]):
        return None
    is_action = (found["tag"] or found["word"]).casefold().startswith(("action", "todo"))
    return judged(COMMITMENT if is_action else DECISION, found["what"])


def judged(kind: str, said: str) -> Judged:
    parts = wording.split(said)
    return Judged(kind, parts.text[:1].upper() + parts.text[1:], parts.reason)
