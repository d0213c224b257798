"""What agreements are known by."""

from bot.features import agreements
from bot.features.agreements import home, notifications
from bot.features.catalogue import Feature, HelpLine, HomePart, convenes
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited

FEATURE = Feature(
    help=(HelpLine(280, "`agreements`, said to me anywhere, shows what we all agree to, and what waits for your yes"),),
    digest=(
        DigestKind(
            agreements.ASK, 210, "Agreements to look at", "all whom it concerns are asked", notifications.write_ask
        ),
        DigestKind(
            agreements.QUESTION, 220, "Questions about agreements", CONVENE, notifications.write_question, is_awaited
        ),
        DigestKind(
            agreements.ANSWER, 230, "Answers about agreements", "you asked", notifications.write_answer, is_awaited
        ),
    ),
    home=(
        HomePart("together", 10, home.agreed),
        HomePart("together", 30, home.in_care, convenes),
        HomePart("together", 40, home.own_drafts, convenes),
        HomePart("together", 50, home.questions, convenes),
    ),
)
