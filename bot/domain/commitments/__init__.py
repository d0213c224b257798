"""Commitments: what somebody promised, kept in their own list, and changed only in the open between those concerned."""

from bot.domain.commitments.asking import ask, may_ask
from bot.domain.commitments.bringing import Overheard, bring
from bot.domain.commitments.changes import correct_day, let_go, mark, mark_kept, renegotiate, show, take_back
from bot.domain.commitments.handing import accept, decline, leave, offer
from bot.domain.commitments.promise import LONGEST_PROMISE, Promise, Said, To, fitting, worded
from bot.domain.commitments.recording import changeable, may_change, record, shown
from bot.domain.commitments.speech import Meant, addressee, done_with, meant, number_in, promised
from bot.domain.commitments.telling import ASK, CHANGE, NUDGE, OFFER, POST, today

__all__ = [
    "ASK",
    "CHANGE",
    "LONGEST_PROMISE",
    "NUDGE",
    "OFFER",
    "POST",
    "Meant",
    "Overheard",
    "Promise",
    "Said",
    "To",
    "accept",
    "addressee",
    "ask",
    "bring",
    "changeable",
    "correct_day",
    "decline",
    "done_with",
    "fitting",
    "leave",
    "let_go",
    "mark",
    "mark_kept",
    "may_ask",
    "may_change",
    "meant",
    "number_in",
    "offer",
    "promised",
    "record",
    "renegotiate",
    "show",
    "shown",
    "take_back",
    "today",
    "worded",
]
