"""The institutional memory: what is remembered and how it is found again. Knows no chat, no rules."""

from storage import (  # noqa: F401
    agreements,
    attention,
    buddies,
    channels,
    commitments,
    decision_logs,
    decisions,
    deliveries,
    drafts,
    exports,
    helped,
    holdings,
    imports,
    journal,
    last_questions,
    letters,
    members,
    offers,
    partnerships,
    proposals,
    purposes,
    reopenings,
    reviews,
    rhythms,
    rounds,
    search,
    seen,
    spotlights,
    vectors,
    why_people,
    whys,
)
from storage.memory import Begin, Memory, at_one_moment, open_store

__all__ = ["Begin", "Memory", "at_one_moment", "open_store"]
