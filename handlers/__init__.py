"""What people can say to the bot. One module per feature; this list is the menu.

`conversation` comes last: it answers what no feature has understood.
"""

from slack_bolt import App

from bot.config import Settings
from handlers import (
    answers,
    attention,
    channels,
    conveners,
    conversation,
    decisions,
    drafts,
    home,
    letters,
    reactions,
    rhythms,
    rounds,
)

FEATURES = (
    decisions,
    drafts,
    reactions,
    answers,
    attention,
    letters,
    rounds,
    rhythms,
    conveners,
    home,
    channels,
    conversation,
)


def register_all(app: App, settings: Settings) -> None:
    for feature in FEATURES:
        feature.register(app, settings)
