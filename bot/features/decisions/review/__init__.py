"""Reviews: on its day a decision asks whoever looks after it whether it is still right, and keeps what was learned."""

from bot.features.decisions.review.answering import (
    KEPT_FOR,
    LONG,
    SOON,
    USUAL_MONTHS,
    Learned,
    change,
    is_due,
    is_soon,
    is_unconfirmed,
    keep,
    later,
    may_answer,
    months_later,
    reviewable,
    withdraw,
)
from bot.features.decisions.review.asking import ASK, ask_due, remind, responsible
from bot.features.decisions.review.owners import NEWS, OFFER, accept, decline, offer

__all__ = [
    "ASK",
    "KEPT_FOR",
    "LONG",
    "NEWS",
    "OFFER",
    "SOON",
    "USUAL_MONTHS",
    "Learned",
    "accept",
    "ask_due",
    "change",
    "decline",
    "is_due",
    "is_soon",
    "is_unconfirmed",
    "keep",
    "later",
    "may_answer",
    "months_later",
    "offer",
    "remind",
    "responsible",
    "reviewable",
    "withdraw",
]
