"""The institutional memory: what is remembered and how it is found again. Knows no chat, no rules."""

from storage import channels, decisions, deliveries, drafts, journal, members, partnerships, search, seen  # noqa: F401
from storage.memory import Begin, Memory, open_store

__all__ = ["Begin", "Memory", "open_store"]
