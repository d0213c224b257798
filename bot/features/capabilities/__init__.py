"""Doors: which ways to the bot work here, for which kinds of people, as far as the chat lets us find out."""

from bot.features.capabilities.rules import (
    CONVENER,
    FOR_SOME,
    MISSING,
    NO,
    NOT_HERE,
    PERHAPS_SO,
    SINGLE,
    YES,
    CapabilityRow,
    advice,
    granted,
    table,
)

__all__ = [
    "CONVENER",
    "FOR_SOME",
    "MISSING",
    "NO",
    "NOT_HERE",
    "PERHAPS_SO",
    "SINGLE",
    "YES",
    "CapabilityRow",
    "advice",
    "granted",
    "table",
]
