"""What buddies are known by."""

from bot.features import buddies
from bot.features.buddies import home, notifications
from bot.features.catalogue import Feature, HelpLine, HomePart, convenes
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited

FEATURE = Feature(
    help=(HelpLine(290, "`buddy`, said to me anywhere: have one when you are new; `I'd be a buddy` offers to be one"),),
    digest=(
        DigestKind(buddies.OFFER, 240, "A buddy for your first weeks", "you are new here", notifications.write_offer),
        DigestKind(
            buddies.ASK,
            250,
            "Newcomers who would like a buddy",
            "you said that you would be a buddy, or a convener thought of you",
            notifications.write_ask,
            is_awaited,
        ),
        DigestKind(
            buddies.CALL, 260, "Whether you would be a buddy", "a convener thought of you", notifications.write_call
        ),
        DigestKind(
            buddies.NEWS,
            270,
            "News of you and your buddy",
            "you have a buddy, or are one",
            notifications.write_news,
            notifications.is_met,
        ),
        DigestKind(buddies.CARE, 280, "Newcomers without a buddy", CONVENE, notifications.write_care),
    ),
    home=(HomePart("together", 20, home.mine), HomePart("together", 60, home.in_care, convenes)),
)
