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
    drafts,
    handovers,
    handshakes,
    home,
    keeping,
    letters,
    noticing,
    promise_drafts,
    promise_lists,
    promises,
    reactions,
    rhythms,
    rounds,
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
    answers,
    attention,
    letters,
    rounds,
    rhythms,
    conveners,
    home,
    channels,
    noticing,
    conversation,
)


def register_all(app: App, settings: Settings) -> None:
    for feature in FEATURES:
        feature.register(app, settings)
