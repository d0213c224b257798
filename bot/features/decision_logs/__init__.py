"""Decision logs: a channel keeps one message with its latest decisions, and it follows what is decided."""

from bot.features.decision_logs.rules import POST, Listing, follow, keep, let_be, listing, readable

__all__ = ["POST", "Listing", "follow", "keep", "let_be", "listing", "readable"]
