"""Purpose: why the partnership exists, with its vision and its mission, in versions that keep their history."""

from bot.features.purpose.rules import (
    CHANGED,
    LONGEST,
    LONGEST_REASON,
    PurposeWording,
    change,
    check_length,
    is_asked,
    stated,
)

__all__ = ["CHANGED", "LONGEST", "LONGEST_REASON", "PurposeWording", "change", "check_length", "is_asked", "stated"]
