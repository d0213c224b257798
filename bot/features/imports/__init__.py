"""Imports: decisions made elsewhere, remembered with their own day and people, told to nobody, taken back on demand."""

from bot.features.imports.rules import (
    FOUND,
    THE_RECORD,
    ImportedDecision,
    ImportUndo,
    begin,
    bring,
    complete,
    connect,
    facts,
    undo,
)

__all__ = [
    "FOUND",
    "THE_RECORD",
    "ImportUndo",
    "ImportedDecision",
    "begin",
    "bring",
    "complete",
    "connect",
    "facts",
    "undo",
]
