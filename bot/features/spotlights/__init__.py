"""Spotlights: every fortnight another partner is in the light, with words that it has approved."""

from bot.features.spotlights.rules import (
    ASK,
    CARE,
    DRAFT,
    FALLBACK,
    LONGEST,
    POST,
    SpotlightText,
    begin_recurrence,
    in_turn,
    is_here,
    mark_of,
    note_post,
    speaker,
    tell_conveners,
    words_of,
    write_to,
)

__all__ = [
    "ASK",
    "CARE",
    "DRAFT",
    "FALLBACK",
    "LONGEST",
    "POST",
    "SpotlightText",
    "begin_recurrence",
    "in_turn",
    "is_here",
    "mark_of",
    "note_post",
    "speaker",
    "tell_conveners",
    "words_of",
    "write_to",
]
