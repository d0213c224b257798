"""The institutional memory: what is remembered and how it is found again. Knows no chat, no rules."""

from storage import (  # noqa: F401
    attention,
    channels,
    decisions,
    deliveries,
    drafts,
    journal,
    letters,
    members,
    partnerships,
    search,
    seen,
)
from storage.memory import Begin, Memory, open_store

__all__ = ["Begin", "Memory", "open_store"]
