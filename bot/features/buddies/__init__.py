"""Buddies: somebody who helps a newcomer in for four weeks. Both are asked first, and either may end it."""

from bot.features.buddies.follow_up import any_due, due, look_after
from bot.features.buddies.matching import LASTS, MOST_AT_ONCE, Attentions
from bot.features.buddies.overview import BuddyOverview, going_on, mine, of, over_on
from bot.features.buddies.recipients import ASK, CALL, CARE, NEWS, OFFER
from bot.features.buddies.requests import accept, ask_open, choose, decline, end, offer, refuse, want
from bot.features.buddies.volunteers import MOST_CALLED, call, is_asked, volunteer, wants_one, would_be_one

__all__ = [
    "ASK",
    "CALL",
    "CARE",
    "LASTS",
    "MOST_AT_ONCE",
    "MOST_CALLED",
    "NEWS",
    "OFFER",
    "Attentions",
    "BuddyOverview",
    "accept",
    "any_due",
    "ask_open",
    "call",
    "choose",
    "decline",
    "due",
    "end",
    "going_on",
    "is_asked",
    "look_after",
    "mine",
    "of",
    "offer",
    "over_on",
    "refuse",
    "volunteer",
    "want",
    "wants_one",
    "would_be_one",
]
