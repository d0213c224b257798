"""Agreements: conveners write what all agree to, people say yes to a wording, and are asked when it changes."""

from bot.domain.agreements.checking import (
    LONGEST_LINK,
    LONGEST_NEWS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Written,
    check,
    standing,
)
from bot.domain.agreements.consenting import (
    Concern,
    accept,
    concern,
    is_asked,
    of_person,
    waiting_for,
    withdraw,
)
from bot.domain.agreements.counting import Record, counted, missing, reach_of
from bot.domain.agreements.questions import answer, ask, ask_about, open_questions, question_to
from bot.domain.agreements.telling import ANSWER, ASK, QUESTION
from bot.domain.agreements.wordings import Bit, changed_words
from bot.domain.agreements.writing import draft, drop, own_draft, publish, put_to, retire, rewrite

__all__ = [
    "ANSWER",
    "ASK",
    "LONGEST_LINK",
    "LONGEST_NEWS",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "QUESTION",
    "Bit",
    "Concern",
    "Record",
    "Written",
    "accept",
    "answer",
    "ask",
    "ask_about",
    "changed_words",
    "check",
    "concern",
    "counted",
    "draft",
    "drop",
    "is_asked",
    "missing",
    "of_person",
    "open_questions",
    "own_draft",
    "publish",
    "put_to",
    "question_to",
    "reach_of",
    "retire",
    "rewrite",
    "standing",
    "waiting_for",
    "withdraw",
]
