"""What people can say to the bot. One module per feature; this list is the menu.

`conversation` comes last: it answers what no feature has understood.
"""

from slack_bolt import App

from bot.config import Settings
from handlers import (
    answers,
    attention,
    channels,
    commitments,
    conveners,
    conversation,
    decisions,
    doors,
    drafts,
    handovers,
    handshakes,
    home,
    joining,
    keeping,
    letters,
    noticing,
    partners,
    promise_drafts,
    promise_lists,
    promises,
    purpose,
    reactions,
    rhythms,
    rounds,
    setting_up,
    spotlights,
)

FEATURES = (
    decisions,
    drafts,
    commitments,
    promises,
    promise_drafts,
    promise_lists,
    keeping,
    handovers,
    handshakes,
    reactions,
    purpose,  # before answers: "why are we here?" has its own
    answers,
    attention,
    letters,
    rounds,
    rhythms,
    spotlights,
    conveners,
    setting_up,
    partners,
    doors,
    joining,
    home,
    channels,
    noticing,
    conversation,
)


def register_all(app: App, settings: Settings) -> None:
    for feature in FEATURES:
        feature.register(app, settings)
