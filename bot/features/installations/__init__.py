"""Installations: who may let the bot in, and what becomes of a memory whose workspace has let it go."""

from bot.features.installations.rules import (
    GRACE,
    REFRESH_BEFORE,
    REFRESHING,
    STATE_GOOD_FOR,
    begin,
    expiring,
    leave,
    purge_due,
    redeem,
    refreshed,
    welcome,
)

__all__ = [
    "GRACE",
    "REFRESHING",
    "REFRESH_BEFORE",
    "STATE_GOOD_FOR",
    "begin",
    "expiring",
    "leave",
    "purge_due",
    "redeem",
    "refreshed",
    "welcome",
]
