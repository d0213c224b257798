"""Commitments: what somebody promised, kept in their own list, and changed only in the open between those concerned."""

from bot.features.commitments.changes import (
    ask,
    correct_day,
    let_go,
    mark,
    mark_kept,
    may_ask,
    renegotiate,
    show,
    take_back,
)
from bot.features.commitments.commands import Meant, addressee, done_with, meant, number_in, promised
from bot.features.commitments.handover import accept, decline, leave, offer
from bot.features.commitments.recipients import ASK, CHANGE, NUDGE, OFFER, POST, today
from bot.features.commitments.recording import HeardCommitment, bring, changeable, may_change, record, shown
from bot.features.commitments.rules import LONGEST_PROMISE, CommitmentSource, CommitmentText, Recipient, fitting, worded

__all__ = [
    "ASK",
    "CHANGE",
    "LONGEST_PROMISE",
    "NUDGE",
    "OFFER",
    "POST",
    "CommitmentSource",
    "CommitmentText",
    "HeardCommitment",
    "Meant",
    "Recipient",
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
