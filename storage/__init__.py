"""The institutional memory: what is remembered and how it is found again. Knows no chat, no rules."""

from storage import (  # noqa: F401
    attention,
    channels,
    commitments,
    decisions,
    deliveries,
    drafts,
    groups,
    imports,
    journal,
    letters,
    members,
    memberships,
    offers,
    pairings,
    partner_marks,
    partnerships,
    proposals,
    purposes,
    rhythms,
    rounds,
    search,
    seen,
    spotlights,
)
from storage.memory import Begin, Memory, at_one_moment, open_store

__all__ = ["Begin", "Memory", "at_one_moment", "open_store"]
