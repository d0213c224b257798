"""Answers: what the memory holds on a question, as far as the asker may see it; and silence where it holds nothing."""

from bot.features.answers.rules import (
    AT_ONCE,
    LONGEST_QUESTION,
    NEAR_ENOUGH,
    Answer,
    answer,
    for_operator,
    helped_by,
    is_question,
    shareable,
)

__all__ = [
    "AT_ONCE",
    "LONGEST_QUESTION",
    "NEAR_ENOUGH",
    "Answer",
    "answer",
    "for_operator",
    "helped_by",
    "is_question",
    "shareable",
]
