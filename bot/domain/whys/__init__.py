"""Whys: what the memory cannot answer goes, with the asker's yes, to those who would know, and comes back as memory."""

from bot.domain.whys.answering import (
    LONGEST_SOURCE,
    Reply,
    answer,
    answerable,
    draft,
    drafted,
    is_theirs,
    pass_on,
)
from bot.domain.whys.asking import MOST_AT_ONCE, MOST_IN_ALL, Outcome, Plan, ask, plan
from bot.domain.whys.bounds import audience, is_everybodys
from bot.domain.whys.caring import ANSWERED_WITHIN, due, forget_old, look_after
from bot.domain.whys.ending import ask_again, ask_also, closable, close, helped, meant, withdraw
from bot.domain.whys.knowing import CHOSEN, CONVENES, CONVENES_THERE, OWNS, TOLD, TOOK_PART, Knower
from bot.domain.whys.speech import LONGEST_QUESTION, asks_around, asks_for_list, last_question, remember_question
from bot.domain.whys.telling import ANSWERED, ASK, CLOSED, LATE, NEWS

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
    "Knower",
    "Outcome",
    "Plan",
    "Reply",
    "answer",
    "answerable",
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
