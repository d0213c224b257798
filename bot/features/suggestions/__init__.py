"""What was noticed becomes an offer, or does not: the pace of asking, what a channel has taught, and the words."""

from bot.features.suggestions.rules import KIND, context, may_offer, message, offer, wording

__all__ = ["KIND", "context", "may_offer", "message", "offer", "wording"]
