"""The institutional memory: what is remembered and how it is found again. Knows no chat, no rules."""

from storage import (
    account_links,
    agreements,
    answers,
    buddies,
    catch_ups,
    channels,
    commitments,
    decision_drafts,
    decision_logs,
    decisions,
    deliveries,
    digests,
    duplicates,
    events,
    exports,
    groups,
    imports,
    installations,
    members,
    memberships,
    notification_settings,
    onboarding,
    open_questions,
    partner_identifiers,
    partnerships,
    processed_events,
    proposals,
    purpose,
    recurrences,
    reopenings,
    reviews,
    spotlights,
    suggestions,
    surveys,
    whys,
)
from storage.db.store import Begin, Memory, at_one_moment, open_store
from storage.privacy import audit as privacy_audit
from storage.privacy import erased_people
from storage.privacy import retention as privacy_retention
from storage.search import feedback as search_feedback
from storage.search import index as search_index
from storage.search import vectors

__all__ = ["Begin", "Memory", "at_one_moment", "open_store"]
