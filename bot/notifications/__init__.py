"""Attention: when somebody may be written to unasked, and how often. It is theirs; we only borrow it."""

from bot.notifications.rules import (
    HAD_ENOUGH,
    WEEK,
    Attention,
    Budget,
    SendVerdict,
    fits_budget,
    judge,
    local_moment,
    next_free,
)

__all__ = [
    "HAD_ENOUGH",
    "WEEK",
    "Attention",
    "Budget",
    "SendVerdict",
    "fits_budget",
    "judge",
    "local_moment",
    "next_free",
]
