"""Why somebody gets a message of a kind: a few words behind it, wherever it is announced."""

from bot.domain import agreements, buddies, commitments, imports, reviews, spotlights, welcomes, whys
from bot.domain.groundhog import holding
from bot.domain.members import placing
from bot.domain.purpose import ways
from bot.domain.reach import PREVIEW
from bot.domain.rights import keeping
from bot.domain.rounds import FOLLOW_UP, QUESTION, REMINDER
from bot.domain.welcomes import catching_up

CONVENE = "you convene"
BECAUSE = {
    QUESTION: "everybody it concerns is asked",
    REMINDER: "you have not answered yet",
    FOLLOW_UP: CONVENE,
    spotlights.ASK: "you speak for your partner",
    spotlights.DRAFT: "you are named in it, or speak for your partner",
    spotlights.CARE: CONVENE,
    ways.FEW: CONVENE,
    imports.FOUND: CONVENE,
    PREVIEW: CONVENE,
    placing.WAITING: CONVENE,
    commitments.ASK: "somebody asks kindly how your promise stands",
    commitments.OFFER: "somebody asks whether you would take it over",
    commitments.CHANGE: "it was promised to you, or by you",
    commitments.NUDGE: "you promised it",
    reviews.ASK: "you look after the decision",
    reviews.OFFER: "somebody asks whether you would look after it",
    reviews.NEWS: "you look after the decision, or did",
    whys.ASK: "you may know the answer",
    whys.NEWS: "you asked",
    holding.STILL_WAITS: "you were about to log it",
    keeping.ANNOUNCE: CONVENE,
    agreements.ASK: "all whom it concerns are asked",
    agreements.QUESTION: CONVENE,
    agreements.ANSWER: "you asked",
    buddies.OFFER: "you are new here",
    buddies.ASK: "you said that you would be a buddy, or a convener thought of you",
    buddies.CALL: "a convener thought of you",
    buddies.NEWS: "you have a buddy, or are one",
    buddies.CARE: CONVENE,
    welcomes.KIND: "you are new here, or asked for it",
    welcomes.CARE: "you convene, or are their buddy",
    welcomes.WISH: CONVENE,
    catching_up.KIND: "you were away for a while",
    "calendar": "it is on the partnership's calendar",
}
FOR_CONVENERS = frozenset(kind for kind, why in BECAUSE.items() if why == CONVENE)
"""Kinds that nobody else ever gets."""


def because(kind: str) -> str:
    """Empty where nothing is known."""
    return BECAUSE.get(kind, "")
