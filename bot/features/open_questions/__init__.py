"""Whys: what the memory cannot answer goes, with the asker's yes, to those who would know, and comes back as memory."""

from bot.features.open_questions.answering import (
    LONGEST_SOURCE,
    QuestionReply,
    answer,
    answerable,
    draft,
    drafted,
    is_theirs,
    pass_on,
)
from bot.features.open_questions.asking import MOST_AT_ONCE, MOST_IN_ALL, AskOutcome, AskPlan, ask, plan
from bot.features.open_questions.closing import ask_again, ask_also, closable, close, helped, meant, withdraw
from bot.features.open_questions.commands import (
    LONGEST_QUESTION,
    asks_around,
    asks_for_list,
    last_question,
    remember_question,
)
from bot.features.open_questions.experts import CHOSEN, CONVENES, CONVENES_THERE, OWNS, TOLD, TOOK_PART, Expert
from bot.features.open_questions.follow_up import ANSWERED_WITHIN, any_old, due, forget_old, look_after
from bot.features.open_questions.recipients import ANSWERED, ASK, CLOSED, LATE, NEWS
from bot.features.open_questions.visibility import audience, is_everybodys

__all__ = [
    "ANSWERED",
    "ANSWERED_WITHIN",
    "ASK",
    "CHOSEN",
    "CLOSED",
    "CONVENES",
    "CONVENES_THERE",
    "LATE",
    "LONGEST_QUESTION",
    "LONGEST_SOURCE",
    "MOST_AT_ONCE",
    "MOST_IN_ALL",
    "NEWS",
    "OWNS",
    "TOLD",
    "TOOK_PART",
    "AskOutcome",
    "AskPlan",
    "Expert",
    "QuestionReply",
    "answer",
    "answerable",
    "any_old",
    "ask",
    "ask_again",
    "ask_also",
    "asks_around",
    "asks_for_list",
    "audience",
    "closable",
    "close",
    "draft",
    "drafted",
    "due",
    "forget_old",
    "helped",
    "is_everybodys",
    "is_theirs",
    "last_question",
    "look_after",
    "meant",
    "pass_on",
    "plan",
    "remember_question",
    "withdraw",
]
