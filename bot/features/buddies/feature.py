"""What buddies are known by."""

from bot.chat.messages import Part
from bot.features import buddies
from bot.features.buddies import lists, notifications
from bot.features.catalogue import Feature, HelpLine, HomeContext, HomePart, convenes
from bot.notifications.kinds import CONVENE, DigestKind, is_awaited
from storage import buddies as stored_buddies


def mine(glance: HomeContext) -> tuple[Part, ...]:
    overview, newcomers = buddies.going_on(glance.db, glance.me)
    return lists.at_home(overview, newcomers, glance.zone, glance.few)


def in_care(glance: HomeContext) -> tuple[Part, ...]:
    unfound, together, willing = stored_buddies.in_care(glance.db, at=glance.now)
    return lists.panel(unfound, together, willing, glance.few)


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
    home=(HomePart("together", 20, mine), HomePart("together", 60, in_care, convenes)),
)
