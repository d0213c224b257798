"""Decisions: logged with a reason, amended with their history, withdrawn or superseded but never lost."""

from bot.features.decisions.recording import (
    ASK_REASON,
    POST,
    REOPENED,
    Origin,
    add_reason,
    amend,
    announce,
    ask_for_reason,
    erase,
    log,
    log_if_there,
    posted,
    supersede,
    touched,
    withdraw,
)
from bot.features.decisions.rules import can_log_in, changeable, shown, without_reason

__all__ = [
    "ASK_REASON",
    "POST",
    "REOPENED",
    "Origin",
    "add_reason",
    "amend",
    "announce",
    "ask_for_reason",
    "can_log_in",
    "changeable",
    "erase",
    "log",
    "log_if_there",
    "posted",
    "shown",
    "supersede",
    "touched",
    "withdraw",
    "without_reason",
]
