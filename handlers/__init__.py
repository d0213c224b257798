"""What people can say to the bot. One module per feature; this list is the menu.

`conversation` comes last: it answers what no feature has understood.
"""

from slack_bolt import App

from bot.config import Settings
from handlers import (
    agreement_drafts,
    agreement_questions,
    agreements,
    answers,
    attention,
    buddies,
    buddy_asks,
    channels,
    commitments,
    conveners,
    conversation,
    decision_logs,
    decisions,
    doors,
    drafts,
    exports,
    groundhog,
    handovers,
    handshakes,
    home,
    installations,
    joining,
    keeping,
    letters,
    my_partner,
    noticing,
    ownership,
    partners,
    promise_drafts,
    promise_lists,
    promises,
    proposals,
    purpose,
    reactions,
    reopenings,
    reviews,
    rhythms,
    rights,
    rounds,
    setting_up,
    spotlights,
    welcome_texts,
    welcomes,
    why_answers,
    why_lists,
    why_replies,
    whys,
)

FEATURES = (
    why_answers,  # before all: in the thread of a question, what people write is for it
    whys,
    why_lists,
    agreements,  # before drafts: `I'd be a buddy` is no promise
    agreement_questions,
    agreement_drafts,
    buddies,
    buddy_asks,
    decision_logs,  # before decisions: `/decision log` is none
    decisions,
    drafts,
    groundhog,
    reopenings,
    commitments,
    promises,
    promise_drafts,
    promise_lists,
    keeping,
    handovers,
    handshakes,
    reviews,
    ownership,
    reactions,
    purpose,  # before answers: "why are we here?" has its own
    answers,
    welcomes,  # before attention: it has a "stop" of its own
    welcome_texts,
    attention,
    letters,
    rounds,
    rhythms,
    spotlights,
    proposals,
    exports,
    rights,
    conveners,
    setting_up,
    partners,
    doors,
    joining,
    home,
    my_partner,
    channels,
    installations,
    noticing,
    why_replies,  # after all that has words of its own
    conversation,
)


def register_all(app: App, settings: Settings) -> None:
    for feature in FEATURES:
        feature.register(app, settings)
